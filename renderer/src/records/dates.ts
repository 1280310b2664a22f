import type { Language } from '../../../contract/text.ts'
import { dateFormat } from '../time/date-format.ts'

const pad = (n: number): string => String(n).padStart(2, '0')

/** Local calendar day as stored in date fields. */
export function dayOf(ms: number): string {
  const at = new Date(ms)
  return `${String(at.getFullYear()).padStart(4, '0')}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}

/** First millisecond of a local day that is `offset` days from the day of `ms`. */
export function startOfDay(ms: number, offset = 0): number {
  const at = new Date(ms)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset).getTime()
}

/** First millisecond of the local day `YYYY-MM-DD`. */
export function fromDay(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

export const formatTime = (ms: number): string =>
  `${pad(new Date(ms).getHours())}:${pad(new Date(ms).getMinutes())}`

/** Tables and details: one form in both languages, so that columns align and sort by eye. */
export const formatInstant = (ms: number): string => `${dayOf(ms)} ${formatTime(ms)}`

/** Headings of days: 3月17日 / 17 March, with the year when it is not this one. */
export function formatDay(ms: number, language: Language, now: number): string {
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  return dateFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(ms)
}

/**
 * A typed date or time stamp: 2026-3-7, 2026/03/07 14:05, 20260307, 2026年3月7日 14：05.
 * Answers local milliseconds and whether a time was given; undefined when it is none.
 */
export function parseInstant(
  text: string,
): { readonly ms: number; readonly timed: boolean } | undefined {
  const typed = text
    .replace(/[０-９：－／．]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .trim()
  const match =
    /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?)?分?)?$/u.exec(
      typed,
    )
  if (!match) return undefined
  const [, year, m1, d1, m2, d2, hour, minute, second] = match
  const month = Number(m1 ?? m2)
  const date = Number(d1 ?? d2)
  const at = new Date(
    Number(year),
    month - 1,
    date,
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  const real =
    at.getMonth() === month - 1 &&
    at.getDate() === date &&
    Number(hour ?? 0) < 24 &&
    Number(minute ?? 0) < 60
  return real ? { ms: at.getTime(), timed: hour !== undefined } : undefined
}
