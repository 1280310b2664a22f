import { dateAt } from '../../../time/zone.ts'

/**
 * Days as whole numbers from 1970-01-01 and times as minutes of the day: calendars are counted with
 * these alone, and only the last step, from a local time to a moment, knows a time zone.
 */
const DAY_MS = 86_400_000

export interface CalendarDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

export function dayNumber({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS
}

export function dateOf(number: number): CalendarDate {
  const date = new Date(number * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD` to a day number. */
export const parseDay = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS
export const formatDay = (number: number): string =>
  new Date(number * DAY_MS).toISOString().slice(0, 10)

/** ISO day of the week: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

export const monthLength = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** `HH:MM` to minutes of the day and back. */
export const parseTime = (text: string): number =>
  Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
export const formatTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The local day of a moment. */
export const dayIn = (zone: string, at: number): number => parseDay(dateAt(at, zone))
