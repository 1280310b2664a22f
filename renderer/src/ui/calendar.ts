export interface CalendarDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly date: number
  readonly inMonth: boolean
}

const pad = (n: number): string => String(n).padStart(2, '0')
export const isoDay = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`

/** Six weeks from Monday that show a month; `month` counts from 0. */
export function monthGrid(year: number, month: number): CalendarDay[][] {
  const lead = (new Date(year, month, 1).getDay() + 6) % 7
  return Array.from({ length: 6 }, (_w, week) =>
    Array.from({ length: 7 }, (_d, weekday) => {
      const at = new Date(year, month, 1 - lead + week * 7 + weekday)
      return { day: isoDay(at), date: at.getDate(), inMonth: at.getMonth() === month }
    }),
  )
}

/** The day that is some days or months away; the 31st becomes the last of a shorter month. */
export function moveDay(day: string, days: number, months = 0): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(year, month + months, 0).getDate()
  return isoDay(
    new Date(year, month - 1 + months, Math.min(date, months === 0 ? date : last) + days),
  )
}
