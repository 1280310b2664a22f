import type { Json, RecordType } from '../../contract/record-type.ts'
import { addDays, addMonths, dateAt, momentOf, zoneHere } from '../time/zone.ts'

/** Choices of a recurrence's `every` in months; day and week are counted in days. */
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 }
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 }

/** The day on which something comes again; undefined for an interval that is none, like `never`. */
export function dayAgain(day: string, every: Json | undefined): string | undefined {
  if (typeof every === 'number') return every > 0 ? addDays(day, every) : undefined
  const name = String(every)
  if (Object.hasOwn(MONTHS, name)) return addMonths(day, MONTHS[name] ?? 0)
  return Object.hasOwn(DAYS, name) ? addDays(day, DAYS[name] ?? 0) : undefined
}

/**
 * The next date of a record that recurs, where what is written moves it: done again, or at other
 * intervals. A next date that is given stands.
 */
export function nextDate(
  type: RecordType,
  given: Readonly<Record<string, Json>>,
  before: Readonly<Record<string, Json>> = {},
): Record<string, Json> {
  const { recurs } = type
  if (!recurs || recurs.next in given) return {}
  if (!(recurs.from in given) && !(recurs.every in given)) return {}
  const from = given[recurs.from] ?? before[recurs.from]
  const every = given[recurs.every] ?? before[recurs.every]
  const zone = zoneHere()
  const day = typeof from === 'number' ? dateAt(from, zone) : from
  const again = typeof day === 'string' ? dayAgain(day, every) : undefined
  if (again === undefined) return {}
  return {
    [recurs.next]:
      type.fields[recurs.next]?.kind === 'instant'
        ? momentOf(again, clockOf(from), zone).at
        : again,
  }
}

/** `HH:MM` at which a moment lies; the beginning of the day for a date. */
function clockOf(from: Json | undefined): string {
  if (typeof from !== 'number') return '00:00'
  const at = new Date(from)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** What a step with `completes` writes: done today, or now. */
export function completed(type: RecordType, now: number): Record<string, Json> {
  const { recurs } = type
  if (!recurs) return {}
  const isMoment = type.fields[recurs.from]?.kind === 'instant'
  return { [recurs.from]: isMoment ? now : dateAt(now, zoneHere()) }
}
