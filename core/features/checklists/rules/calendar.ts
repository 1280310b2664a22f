import type { CalendarRule } from '../../../../contract/checklist-schedule.ts'
import { dateOf, dayNumber, monthLength, parseDay, weekdayOf } from './days.ts'

/** Answers whether a rule is due on a day; a pure function of rule and day number. */
export function calendarOf(rule: CalendarRule): (day: number) => boolean {
  const since = parseDay(rule.since)
  const start = dateOf(since)
  const off = new Set(rule.daysOff?.map(parseDay))
  const on = new Set(rule.daysOn?.map(parseDay))
  const isWorkday = (day: number): boolean => on.has(day) || (weekdayOf(day) <= 5 && !off.has(day))

  const inMonth = (day: number): boolean => {
    const date = dateOf(day)
    const length = monthLength(date.year, date.month)
    // What lies beyond the end of a month falls on its last day: a duty of the 31st is due every month.
    const named = (wanted: number): boolean =>
      date.day === (wanted > 0 ? Math.min(wanted, length) : Math.max(length + 1 + wanted, 1))
    if (!rule.monthDays && !rule.nth) return named(start.day)
    return (
      (rule.monthDays?.some(named) ?? false) ||
      (rule.nth?.some((wanted) => isNth(day, wanted, isWorkday)) ?? false)
    )
  }
  const fits = (day: number): boolean => {
    if (day < since) return false
    const date = dateOf(day)
    switch (rule.unit) {
      case 'day':
        return (day - since) % rule.interval === 0
      case 'week':
        return (
          ((mondayOf(day) - mondayOf(since)) / 7) % rule.interval === 0 &&
          (rule.weekdays ?? [weekdayOf(since)]).includes(weekdayOf(day))
        )
      case 'month': {
        const months = (date.year - start.year) * 12 + date.month - start.month
        return months % rule.interval === 0 && inMonth(day)
      }
      case 'year':
        return (
          (date.year - start.year) % rule.interval === 0 &&
          (rule.months ?? [start.month]).includes(date.month) &&
          inMonth(day)
        )
    }
  }
  if (rule.workdaysOnly !== true) return fits
  const isFilter = rule.unit === 'day' || rule.unit === 'week'
  return (day) => {
    if (!isWorkday(day)) return false
    if (isFilter) return fits(day)
    // A monthly or yearly duty that falls on a free day waits for the next workday instead of being dropped.
    let base = day
    while (!fits(base)) {
      base -= 1
      if (base < since || isWorkday(base)) return false
    }
    return true
  }
}

const mondayOf = (day: number): number => day - weekdayOf(day) + 1

/** Whether a day is the n-th of its weekday, or of the workdays, in its month; negative counts from the end. */
function isNth(
  day: number,
  { nth, day: wanted }: { readonly nth: number; readonly day: number | 'workday' },
  isWorkday: (day: number) => boolean,
): boolean {
  const counts = (other: number): boolean =>
    wanted === 'workday' ? isWorkday(other) : weekdayOf(other) === wanted
  if (!counts(day)) return false
  const { year, month } = dateOf(day)
  const first = dayNumber({ year, month, day: 1 })
  const last = first + monthLength(year, month) - 1
  let place = 0
  if (nth > 0) for (let other = first; other <= day; other += 1) place += counts(other) ? 1 : 0
  else for (let other = day; other <= last; other += 1) place += counts(other) ? 1 : 0
  return place === Math.abs(nth)
}
