import type { RecordLabel } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import { referencesOf } from '../../../records/format.ts'
import type { Detail } from './use-record-detail.ts'

/** Records tied to one by a field: of this type when it points, of the other when it is pointed at. */
export interface Relation {
  readonly direction: 'out' | 'in'
  /** Type that declares the field. */
  readonly type: string
  readonly field: string
  readonly labels: readonly RecordLabel[]
}

export function relationsOf(
  type: RecordType,
  detail: Pick<Detail, 'record' | 'labels' | 'incoming'>,
): Relation[] {
  const known = new Map(detail.labels.map((label) => [`${label.type}/${label.id}`, label]))
  const out = Object.entries(type.fields).flatMap(([field, declared]): Relation[] => {
    const labels = referencesOf(declared, detail.record.fields[field]).flatMap(
      ({ type: to, id }) => known.get(`${to}/${id}`) ?? [],
    )
    return labels.length > 0 ? [{ direction: 'out', type: type.name, field, labels }] : []
  })
  const incoming = new Map<string, Relation & { labels: RecordLabel[] }>()
  for (const { field, ...label } of detail.incoming) {
    const key = `${label.type}.${field}`
    const relation = incoming.get(key) ?? {
      direction: 'in' as const,
      type: label.type,
      field,
      labels: [],
    }
    relation.labels.push(label)
    incoming.set(key, relation)
  }
  return [...out, ...incoming.values()]
}
