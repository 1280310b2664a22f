import type { FieldType, Json } from '../../../contract/record-type.ts'
import type { Context } from '../../feature.ts'
import { labels } from '../../records/view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** A value of an item as people compare it; names stand for what it points at. */
export function shownValue(context: Tools, field: FieldType, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const { kind, ref, choices } = field
  if (kind === 'choice') {
    const choice = choices?.find((one) => one.value === value)
    return choice?.label[context.session.language] ?? String(value)
  }
  if ((kind === 'ref' || kind === 'refs') && ref !== undefined) {
    const ids = (Array.isArray(value) ? value : [value]).map(String)
    const known = new Map(
      labels(
        context,
        ids.map((id) => ({ type: ref, id })),
      ).map(({ id, title }) => [id, title]),
    )
    return ids
      .map((id) => known.get(id) ?? id)
      .toSorted()
      .join(', ')
  }
  if (kind === 'attachments' && Array.isArray(value))
    return value
      .map((one) =>
        typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : '',
      )
      .join(', ')
  if (kind === 'instant' && typeof value === 'number')
    return new Date(value).toLocaleString(context.session.language)
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
