import type { Language } from '../../../../../contract/text.ts'
import { dateFormat } from '../../../time/date-format.ts'
import { moveDay } from '../../../ui/calendar.ts'

/** Days as `YYYY-MM-DD` in the roster's own calendar: no time zone is asked. */
export type View = 'month' | 'week'

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const format = (day: string, language: Language, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(language, { ...options, timeZone: 'UTC' }).format(utc(day))

/** The days that a view of a day shows: its month, or its week from Monday. */
export function daysOf(view: View, day: string): readonly string[] {
  if (view === 'week') {
    const monday = moveDay(day, -((new Date(utc(day)).getUTCDay() + 6) % 7))
    return Array.from({ length: 7 }, (_, index) => moveDay(monday, index))
  }
  const [year = 1970, month = 1] = day.split('-').map(Number)
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length }, (_, index) => moveDay(`${day.slice(0, 8)}01`, index))
}

/** The same place one view earlier or later. */
export const turn = (view: View, day: string, by: number): string =>
  view === 'week' ? moveDay(day, 7 * by) : moveDay(day, 0, by)

/** 2026年3月 / March 2026; for a week its first and last day. */
export function viewTitle(view: View, days: readonly string[], language: Language): string {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  if (view === 'month') return format(first, language, { year: 'numeric', month: 'long' })
  return `${dayShort(first, language)} – ${dayShort(last, language)}`
}

/** 3月17日 / 17 Mar */
export const dayShort = (day: string, language: Language): string =>
  format(day, language, { day: 'numeric', month: language === 'en' ? 'short' : 'long' })

/** 二 / Tu */
export const weekdayShort = (day: string, language: Language): string =>
  format(day, language, { weekday: language === 'en' ? 'short' : 'narrow' }).slice(0, 2)

export const isWeekend = (day: string): boolean => new Date(utc(day)).getUTCDay() % 6 === 0

/** A day that exists, of a year in which somebody may work. */
export const isDay = (text: string): boolean =>
  /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/u.test(text) &&
  !Number.isNaN(utc(text)) &&
  new Date(utc(text)).toISOString().startsWith(text)

/** Whether clocks of a time zone by that name are known. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** `08:00` in a time zone. */
export const clockIn = (ms: number, zone: string): string =>
  dateFormat('en', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(ms)

/** A shift that starts in the evening or after midnight. */
export function isNight(from: number, zone: string): boolean {
  const hour = Number(clockIn(from, zone).slice(0, 2))
  return hour >= 18 || hour < 4
}
