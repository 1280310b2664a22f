/** Days off and days worked that no rule could know years ahead, as a team writes them down. Pure. */

export interface DayList {
  /** `YYYY-MM-DD`, each once. */
  readonly days: ReadonlySet<string>
  /** Words that are no days. */
  readonly wrong: readonly string[]
}

/** A holiday of more days than this is a slip of the pen. */
const LONGEST = 31
const DAY_MS = 86_400_000
const DATE = /^\d{4}-\d{2}-\d{2}$/u

/** Midnight of a calendar day in UTC, where days all have one length; undefined: there is no such day. */
function dayNumber(text: string): number | undefined {
  if (!DATE.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text
    ? undefined
    : at / DAY_MS
}

/** Reads `2026-10-01~2026-10-07 2027-01-01`: days and spans of days, between them spaces, commas or lines. */
export function parseDays(text: string): DayList {
  const days = new Set<string>()
  const wrong: string[] = []
  for (const word of text.split(/[\s,，、;；]+/u).filter(Boolean)) {
    const [first = '', last = first, ...more] = word.split(/[~～至/]/u)
    const [from, to] = [dayNumber(first), dayNumber(last)]
    if (
      more.length > 0 ||
      from === undefined ||
      to === undefined ||
      to < from ||
      to - from > LONGEST
    )
      wrong.push(word)
    else
      for (let day = from; day <= to; day += 1)
        days.add(new Date(day * DAY_MS).toISOString().slice(0, 10))
  }
  return { days, wrong }
}

/** What a team has agreed on beside Monday to Friday. */
export interface WorkCalendar {
  readonly holidays: ReadonlySet<string>
  /** Days of a weekend that are worked in exchange. */
  readonly worked: ReadonlySet<string>
}
