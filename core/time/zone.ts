import { Temporal } from 'temporal-polyfill'

/** Calendar and clock of a time zone. Dates are `YYYY-MM-DD`, clock times `HH:MM`, instants milliseconds. */

const DAY_MS = 86_400_000

const zones = new Set<string>()

/** True for a time zone of the IANA database that this program knows. */
export function isTimeZone(name: string): boolean {
  if (zones.has(name)) return true
  try {
    const known =
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    if (known) zones.add(name)
    return known
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
export function dateAt(at: number, zone: string): string {
  const day = Math.floor(at / DAY_MS)
  const offset = isFourDigits(day) ? steadyOffset(day, day + 1, zone) : undefined
  return offset === undefined
    ? Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
    : new Date(at + offset).toISOString().slice(0, 10)
}

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

/** UTC days whose local dates have years of four digits in every zone. */
const isFourDigits = (day: number): boolean => day > -719_000 && day < 2_932_000

/** Milliseconds that a zone is ahead of UTC at the start of UTC days. */
const offsets = new Map<string, number>()

function offsetAt(day: number, zone: string): number {
  const key = `${day} ${zone}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const instant = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS)
  const offset = instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  if (offsets.size >= MOST_MOMENTS) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** The offset that a zone keeps between two UTC days; none when its clock changes. No clock goes on and back within a day. */
function steadyOffset(from: number, to: number, zone: string): number | undefined {
  const offset = offsetAt(from, zone)
  for (let day = from + 1; day <= to; day += 1) if (offsetAt(day, zone) !== offset) return undefined
  return offset
}

function resolve(date: string, time: string, zone: string): Moment {
  const text = `${date}T${time}`
  const utc = Date.parse(`${text}Z`)
  const day = Math.floor(utc / DAY_MS)
  if (isFourDigits(day) && new Date(utc).toISOString() === `${text}:00.000Z`) {
    // Wherever the zone lies, the moment is less than a day from the same time in UTC.
    const offset = steadyOffset(day - 1, day + 2, zone)
    if (offset !== undefined) return { at: utc - offset, skipped: false }
  }
  const wall = Temporal.PlainDateTime.from(text)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wall))
    return { at: earlier.epochMilliseconds, skipped: false }
  const jump = earlier.getTimeZoneTransition('next') ?? earlier
  return { at: jump.epochMilliseconds, skipped: true }
}
