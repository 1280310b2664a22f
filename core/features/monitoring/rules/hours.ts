import { Temporal } from 'temporal-polyfill'
import type { MonitorRule } from '../../../../contract/monitoring.ts'

type Hours = NonNullable<MonitorRule['hours']>[number]

const minutes = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** Whether hours hold at a local day (1 Monday … 7 Sunday) and minute of the day. */
function holds({ days, from, to }: Hours, day: number, minute: number): boolean {
  const [start, end] = [minutes(from), minutes(to)]
  if (start < end) return days.includes(day) && minute >= start && minute < end
  // Over midnight, or the whole day where both are the same: the day is the one on which it began.
  if (minute >= start) return days.includes(day)
  return minute < end && days.includes(day === 1 ? 7 : day - 1)
}

/** The hours of a rule that hold at an instant in a time zone; the first that does counts. */
export function hoursAt(hours: MonitorRule['hours'], at: number, zone: string): Hours | undefined {
  if (hours === undefined || hours.length === 0) return undefined
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const minute = local.hour * 60 + local.minute
  return hours.find((one) => holds(one, local.dayOfWeek, minute))
}
