import { Temporal } from 'temporal-polyfill'

/** Local hours of work; `to` before `from` goes over midnight and belongs to the day on which it began. */
export interface WorkHours {
  /** 1 Monday to 7 Sunday. */
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
}

export function isWithin({ days, from, to }: WorkHours, at: number, zone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const today = local.dayOfWeek
  const yesterday = today === 1 ? 7 : today - 1
  if (from <= to) return days.includes(today) && clock >= from && clock < to
  return (days.includes(today) && clock >= from) || (days.includes(yesterday) && clock < to)
}
