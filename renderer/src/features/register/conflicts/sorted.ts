import type { RecordView } from '../../../../../contract/common.ts'

export const ORDERS = ['newest', 'oldest', 'byType'] as const
export type Order = (typeof ORDERS)[number]

export interface Wanted {
  readonly text: string
  /** Empty: all. */
  readonly type: string
  readonly order: Order
}

/** The records that fit, in the order wanted. */
export function sorted(records: readonly RecordView[], wanted: Wanted): readonly RecordView[] {
  const text = wanted.text.trim().toLowerCase()
  const before = (a: RecordView, b: RecordView): number =>
    wanted.order === 'oldest'
      ? a.updatedAt - b.updatedAt
      : wanted.order === 'newest' || a.type === b.type
        ? b.updatedAt - a.updatedAt
        : a.type < b.type
          ? -1
          : 1
  return records
    .filter((one) => wanted.type === '' || one.type === wanted.type)
    .filter((one) => `${one.title} ${one.number ?? ''}`.toLowerCase().includes(text))
    .toSorted((a, b) => before(a, b) || (a.id < b.id ? -1 : 1))
}
