import { isoDay, monthGrid, moveDay, type CalendarDay } from '../ui/calendar.ts'

/** Local midnight of `2026-03-17`. */
export function startOf(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

/** The days that a view shows around one day: its week from Monday, or the six weeks of its month. */
export function daysAround(day: string, view: 'week' | 'month'): readonly CalendarDay[] {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  const weeks = monthGrid(year, month - 1)
  return view === 'month'
    ? weeks.flat()
    : (weeks.find((week) => week.some((one) => one.day === day)) ?? [])
}

/** Midnights between the days, the end of the last one included. */
export function boundsOf(days: readonly CalendarDay[]): readonly number[] {
  const last = days.at(-1)
  return last ? [...days, { day: moveDay(last.day, 1) }].map(({ day }) => startOf(day)) : []
}

/** Where a key leads from a day; undefined: nowhere. */
export function dayFor(code: string, day: string, view: 'week' | 'month'): string | undefined {
  switch (code) {
    case 'ArrowLeft':
      return moveDay(day, -1)
    case 'ArrowRight':
      return moveDay(day, 1)
    case 'ArrowUp':
      return view === 'month' ? moveDay(day, -7) : undefined
    case 'ArrowDown':
      return view === 'month' ? moveDay(day, 7) : undefined
    case 'PageUp':
      return view === 'month' ? moveDay(day, 0, -1) : moveDay(day, -7)
    case 'PageDown':
      return view === 'month' ? moveDay(day, 0, 1) : moveDay(day, 7)
    case 'KeyG':
      return isoDay(new Date())
    default:
      return undefined
  }
}
