import type { Condition, RecordView } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import { startOf } from '../../../time/calendar-days.ts'
import { isoDay, moveDay } from '../../../ui/calendar.ts'

type Calendar = NonNullable<RecordType['calendar']>

/** A record on a day of the calendar. */
export interface DayEntry {
  readonly record: RecordView
  /** Milliseconds at which it begins on this day; absent: the whole day, or it began before. */
  readonly at?: number
}

const isDate = (type: RecordType, field: string): boolean => type.fields[field]?.kind === 'date'

/**
 * Conditions that find what touches the days from `first` to `last`: what begins in them, and what began before
 * and ends in or after them.
 */
export function questions(
  type: RecordType,
  { from, to }: Calendar,
  first: string,
  last: string,
): Condition[][] {
  const start = (field: string) => (isDate(type, field) ? first : startOf(first))
  const end = (field: string) => (isDate(type, field) ? last : startOf(moveDay(last, 1)) - 1)
  const begins: Condition[] = [{ field: from, op: 'between', value: [start(from), end(from)] }]
  if (to === undefined) return [begins]
  const before = isDate(type, to) ? moveDay(first, -1) : startOf(first)
  return [
    begins,
    [
      { field: from, op: 'before', value: start(from) },
      { field: to, op: 'after', value: before },
    ],
  ]
}

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'number'
    ? isoDay(new Date(value))
    : typeof value === 'string' && value !== ''
      ? value
      : undefined

/** What stands on each of the days, in the order of the clock; a stretch stands on every day that it touches. */
export function entriesByDay(
  { from, to }: Calendar,
  records: readonly RecordView[],
  days: readonly string[],
): ReadonlyMap<string, readonly DayEntry[]> {
  const found = new Map<string, DayEntry[]>(days.map((day) => [day, []]))
  for (const record of records) {
    const begin = record.fields[from]
    const first = dayOf(begin)
    if (first === undefined) continue
    const end = to === undefined ? undefined : record.fields[to]
    // A stretch that ends at midnight does not touch the day that begins then.
    const last = dayOf(typeof end === 'number' ? end - 1 : end) ?? first
    for (const day of days)
      if (day === first || (day > first && day <= last))
        found
          .get(day)
          ?.push({ record, ...(day === first && typeof begin === 'number' ? { at: begin } : {}) })
  }
  for (const entries of found.values())
    entries.sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.record.title < b.record.title ? -1 : 1))
  return found
}
