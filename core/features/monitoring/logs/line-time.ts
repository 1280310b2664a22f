import { Temporal } from 'temporal-polyfill'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ISO =
  /(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?[T ]?\s*(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,6}))?\s*(Z|[+-]\d{2}:?\d{2})?/u
/** `28/Nov/2026:07:36:15 +0800` of web servers. */
const WEB = /(\d{2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?: ([+-]\d{4}))?/u
/** `Nov 28 07:36:15` of syslog, without a year. */
const SYSLOG = /\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2})/u
const DAY_MS = 86_400_000
/** The time stands at the beginning of a line. */
const LOOKED_AT = 120

/**
 * When a line says it was written, milliseconds; undefined: it does not say. Times without an offset are those of
 * `zone`; a date without a year is the last one that is not in the future.
 */
export function lineTime(line: string, now: number, zone: string): number | undefined {
  const head = line.slice(0, LOOKED_AT)
  return isoTime(head, zone) ?? webTime(head, zone) ?? syslogTime(head, now, zone)
}

function isoTime(head: string, zone: string): number | undefined {
  const found = ISO.exec(head)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, fraction, offset] = found
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000)
  return instant([year, month, day, hour, minute, second].map(Number), ms, offset, zone)
}

function webTime(head: string, zone: string): number | undefined {
  const found = WEB.exec(head)
  if (!found) return undefined
  const [, day, month = '', year, hour, minute, second, offset] = found
  const parts = [year, monthOf(month), day, hour, minute, second].map(Number)
  return instant(parts, 0, offset, zone)
}

function syslogTime(head: string, now: number, zone: string): number | undefined {
  const found = SYSLOG.exec(head)
  if (!found) return undefined
  const [, month = '', day, hour, minute, second] = found
  const year = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).year
  const at = (in_: number): number | undefined =>
    instant([in_, monthOf(month), day, hour, minute, second].map(Number), 0, undefined, zone)
  const here = at(year)
  return here !== undefined && here > now + DAY_MS ? at(year - 1) : here
}

const monthOf = (name: string): number => MONTHS.indexOf(name.toLowerCase()) + 1

function instant(
  parts: readonly number[],
  ms: number,
  offset: string | undefined,
  zone: string,
): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return undefined
  try {
    const local = Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second: Math.min(second, 59), millisecond: ms },
      { overflow: 'reject' },
    )
    const place = offset === undefined ? zone : offset === 'Z' ? 'UTC' : withColon(offset)
    return local.toZonedDateTime(place).epochMilliseconds
  } catch (error) {
    // The 31st of a short month.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const withColon = (offset: string): string =>
  offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
