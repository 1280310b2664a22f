import { Temporal } from 'temporal-polyfill'

/** Calendar and clock of a time zone. Dates are `YYYY-MM-DD`, clock times `HH:MM`, instants milliseconds. */

const DAY_MS = 86_400_000

/** True for a time zone of the IANA database that this program knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

/** Days from one date to another; negative when the second is the earlier one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The same day so many months later; the last of the month where that has no such day. */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString()

/** Time zone of this computer. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Local date of an instant. */
export const dateAt = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()

export interface Moment {
  readonly at: number
  /** The clock jumps over this time of day; `at` is the first moment after the jump. */
  readonly skipped: boolean
}

const moments = new Map<string, Moment>()
const MOST_MOMENTS = 20_000

/**
 * Instant of a local date and time. A time that the clock jumps over becomes the first moment after
 * the jump; one that comes twice is the first of the two. So later clock times never come earlier.
 */
export function momentOf(date: string, time: string, zone: string): Moment {
  const key = `${date} ${time} ${zone}`
  const known = moments.get(key)
  if (known) return known
  if (moments.size >= MOST_MOMENTS) moments.clear()
  const moment = resolve(date, time, zone)
  moments.set(key, moment)
  return moment
}

function resolve(date: string, time: string, zone: string): Moment {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wall))
    return { at: earlier.epochMilliseconds, skipped: false }
  const jump = earlier.getTimeZoneTransition('next') ?? earlier
  return { at: jump.epochMilliseconds, skipped: true }
}
