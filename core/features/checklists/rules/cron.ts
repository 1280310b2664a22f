import { dateOf, weekdayOf } from './days.ts'

/** A cron expression of five fields, read. */
export interface Cron {
  /** Minutes of the day, ascending. */
  readonly times: readonly number[]
  matches(day: number): boolean
}

interface Bounds {
  readonly min: number
  readonly max: number
}

/** Reads `minute hour day-of-month month day-of-week`; undefined when it is none. As cron has it, a day fits when either day field does, if both are given. */
export function parseCron(expression: string): Cron | undefined {
  const fields = expression.trim().split(/\s+/u)
  if (fields.length !== 5) return undefined
  const [minutes, hours, monthDays, months, weekdays] = [
    parseField(fields[0], { min: 0, max: 59 }),
    parseField(fields[1], { min: 0, max: 23 }),
    parseField(fields[2], { min: 1, max: 31 }),
    parseField(fields[3], { min: 1, max: 12 }),
    parseField(fields[4], { min: 0, max: 7 }),
  ]
  if (!minutes || !hours || !monthDays || !months || !weekdays) return undefined
  const [anyMonthDay, anyWeekday] = [fields[2] === '*', fields[4] === '*']
  // 0 and 7 are both Sunday.
  const isoWeekdays = new Set([...weekdays].map((weekday) => weekday || 7))
  return {
    times: [...hours]
      .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
      .toSorted((a, b) => a - b),
    matches(day) {
      const { month, day: monthDay } = dateOf(day)
      if (!months.has(month)) return false
      const byMonth = monthDays.has(monthDay)
      const byWeek = isoWeekdays.has(weekdayOf(day))
      if (anyMonthDay) return byWeek
      return anyWeekday ? byMonth : byMonth || byWeek
    },
  }
}

/** Values of one field: lists of `*`, `n`, `a-b`, each with `/step`; undefined when it cannot be read. */
function parseField(text: string | undefined, { min, max }: Bounds): Set<number> | undefined {
  const values = new Set<number>()
  for (const part of (text ?? '').split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/u.exec(part)
    if (!match) return undefined
    const [, first, last, every] = match
    const step = every === undefined ? 1 : Number(every)
    const from = first === undefined ? min : Number(first)
    const open = first === undefined || every !== undefined
    const to = last === undefined ? (open ? max : from) : Number(last)
    if (step === 0 || from < min || to > max || from > to) return undefined
    for (let value = from; value <= to; value += step) values.add(value)
  }
  return values
}
