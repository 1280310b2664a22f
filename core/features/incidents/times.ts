import { Temporal } from 'temporal-polyfill'
import type { WorkCalendar } from '../../../contract/working-days.ts'
import { zoneHere } from '../../time/zone.ts'

/** Date and clock time of an instant where this computer stands, as both languages write them: `03-17 01:52`. */
export function clockTime(at: number, zone = zoneHere()): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(local.month)}-${two(local.day)} ${two(local.hour)}:${two(local.minute)}`
}

const NONE: WorkCalendar = { holidays: new Set(), worked: new Set() }

/** Monday to Friday, less the holidays, and the weekends that are worked in exchange. */
const isWorking = (date: Temporal.PlainDate, { holidays, worked }: WorkCalendar): boolean => {
  const day = date.toString()
  return worked.has(day) || (date.dayOfWeek <= 5 && !holidays.has(day))
}

/** End of the last of so many days after the day of `from`: calendar days, or working days. */
export function endOfDays(
  from: number,
  { days, working }: { readonly days: number; readonly working: boolean },
  zone = zoneHere(),
  calendar = NONE,
): number {
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = days; left > 0;) {
    date = date.add({ days: 1 })
    if (!working || isWorking(date, calendar)) left -= 1
  }
  return date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
}
