/** The time of an entry as typed: digits and signs in either width, with or without a day. */
const CLOCK = /^(?:(\d{1,2})[-/月.](\d{1,2})日?\s*)?(\d{1,2})(?:[:：]|时)(\d{2})分?$/u
const SHORT = /^(\d{2})(\d{2})$/u
const LEADING = /^((?:(?:\d{1,2})[-/月.](?:\d{1,2})日?\s*)?\d{1,2}[:：]\d{2})[\s　]+(?=\S)/u

const halfWidth = (text: string): string =>
  text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/** As `parseEventTime` reads it again: the clock, before it the day where it is another one; empty beyond a year. */
export function eventTime(at: number, now: number): string {
  const date = new Date(at)
  const time = `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`
  const typed = [time, `${date.getMonth() + 1}-${date.getDate()} ${time}`]
  return typed.find((text) => parseEventTime(text, now) === at - (at % 60_000)) ?? ''
}

/**
 * `1:20`, `0120`, `01：20`, `3-16 23:50`: local milliseconds. A clock time later than now is
 * yesterday's, a day later than now last year's. Undefined when it is no time.
 */
export function parseEventTime(typed: string, now: number): number | undefined {
  const text = halfWidth(typed.trim())
  const match = CLOCK.exec(text)
  const short = SHORT.exec(text)
  const hour = Number(match?.[3] ?? short?.[1] ?? NaN)
  const minute = Number(match?.[4] ?? short?.[2] ?? NaN)
  if (!(hour < 24 && minute < 60)) return undefined
  const today = new Date(now)
  if (match?.[1] === undefined) {
    const at = new Date(today.getFullYear(), today.getMonth(), today.getDate(), hour, minute)
    if (at.getTime() > now) at.setDate(at.getDate() - 1)
    return at.getTime()
  }
  const [month, date] = [Number(match[1]), Number(match[2])]
  const at = new Date(today.getFullYear(), month - 1, date, hour, minute)
  if (at.getMonth() !== month - 1 || at.getDate() !== date) return undefined
  if (at.getTime() > now) at.setFullYear(at.getFullYear() - 1)
  return at.getTime()
}

/** A time typed in front of the text (`1:20 冷通道…`) and the text without it. */
export function leadingTime(
  text: string,
  now: number,
): { readonly at: number; readonly rest: string } | undefined {
  const match = LEADING.exec(halfWidth(text))
  const at = match?.[1] === undefined ? undefined : parseEventTime(match[1], now)
  return match && at !== undefined ? { at, rest: text.slice(match[0].length) } : undefined
}
