import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { placeOf } from '../log/identity.ts'
import { LEVEL, type RecordRow } from '../log/types.ts'
import { seenOf, typeOf } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** What stands in a record now, for who reads it before he approves it. */
export const seenIn = ({ heads }: RecordRow): string => JSON.stringify(heads)

/**
 * Nobody signs what he has not read. Throws CoreError textChanged when something of these fields came in since; by
 * default of those that an approval covers.
 */
export function refuseUnread(
  context: Tools,
  row: RecordRow,
  seen: string | undefined,
  fields?: readonly string[],
): void {
  const known = seenOf(seen)
  if (known === undefined) return
  const type = typeOf(context, row.type)
  const groups = Object.values(type.groups ?? {})
  for (const name of fields ?? type.approval?.covers ?? []) {
    const key = groups.find((group) => group.includes(name))?.[0] ?? name
    if (JSON.stringify(known[key] ?? []) !== JSON.stringify(row.heads[key] ?? []))
      throw new CoreError('textChanged')
  }
}

/** Whether a text that stands in one of the fields is this person's, whoever is named as the author. */
export function wrote(
  { workspace: { log }, session }: Tools,
  { type, id }: RecordRow,
  fields: readonly string[],
): boolean {
  const isRelevelled = (op: string): boolean => {
    const { stream, seq, index } = placeOf(op)
    const found = log.commit(`${stream}/${seq}`)?.ops[index]
    return found?.kind === 'patch' && LEVEL in found.fields
  }
  return fields.some((field) =>
    log
      .values(type, id, field)
      .some(
        ({ actor, value, op }) =>
          actor === session.person && value !== null && value !== '' && !isRelevelled(op),
      ),
  )
}
