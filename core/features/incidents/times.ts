import { Temporal } from 'temporal-polyfill'
import { zoneHere } from '../../time/zone.ts'

/** Date and clock time of an instant where this computer stands, as both languages write them: `03-17 01:52`. */
export function clockTime(at: number, zone = zoneHere()): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(local.month)}-${two(local.day)} ${two(local.hour)}:${two(local.minute)}`
}

/** Monday to Friday; public holidays are no rule that could be known years ahead. */
const isWorking = (date: Temporal.PlainDate): boolean => date.dayOfWeek <= 5

/** End of the last of so many days after the day of `from`: calendar days, or working days. */
export function endOfDays(
  from: number,
  { days, working }: { readonly days: number; readonly working: boolean },
  zone = zoneHere(),
): number {
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = days; left > 0;) {
    date = date.add({ days: 1 })
    if (!working || isWorking(date)) left -= 1
  }
  return date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
}
