import { LANGUAGES, type Text } from '../../../contract/text.ts'
import { ok } from '../../../contract/result.ts'
import type { Json, ReadyRecord, RecordType } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { derivedId } from '../../records/derived-id.ts'
import { typeOf, writableTypeOf } from '../../records/view.ts'
import { valueText } from '../../records/value-text.ts'
import { commit, createOp } from '../../records/write.ts'

/** Fields told of a ready record beside its title. */
const TOLD = 2

const idOf = (type: RecordType, key: string): string => derivedId('ready', type.name, key)

/** The values in the person's language. */
function fieldsOf({ session }: Context, { fields }: ReadyRecord): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isText(value) ? value[session.language] : value,
    ]),
  )
}

const isText = (value: Json | Text): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  LANGUAGES.every((language) => language in value)

/** Records that ship with a type, to be taken in; each once, on every device the same. */
export const readyHandlers: Handlers = {
  'register.ready': (context, input) => {
    const type = typeOf(context, input.type)
    const told = (type.list?.columns ?? []).filter(
      (name) => name !== type.title && name !== type.workflow?.field,
    )
    return ok({
      ready: (type.ready ?? []).map((one) => {
        const fields = fieldsOf(context, one)
        return {
          key: one.key,
          title: String(fields[type.title] ?? ''),
          more: told
            .flatMap((name) => {
              const field = type.fields[name]
              const text = field
                ? valueText(context, field, fields[name], context.session.language)
                : ''
              return text === '' ? [] : [text]
            })
            .slice(0, TOLD),
          taken: context.workspace.log.row(type.name, idOf(type, one.key)) !== undefined,
        }
      }),
    })
  },

  'register.takeIn': (context, input) => {
    const type = writableTypeOf(context, input.type)
    const ops = [...new Set(input.keys)].flatMap((key) => {
      const one = type.ready?.find((ready) => ready.key === key)
      if (!one) throw new CoreError('notFound')
      const id = idOf(type, key)
      if (context.workspace.log.row(type.name, id)) return []
      return createOp(context, { type: type.name, id, fields: fieldsOf(context, one) })
    })
    if (ops.length === 0) return ok({ commit: '', at: context.now(), ids: [] })
    return ok({
      ...commit(context, 'register.takeIn', ops),
      ids: ops.map(({ id }) => id),
    })
  },
}
