import type { Shift } from '../../../../contract/duty.ts'
import type { Period } from '../../../feature.ts'
import { isWithin, type WorkHours } from './hours.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Whoever has a shift within so long before or after works by the roster. */
const NEAR = 7 * DAY
/** People come before their shift, and stay until it is handed over. */
const AROUND = HOUR

interface WorkTimes {
  readonly shifts: (period: Period) => readonly Shift[]
  /** When those work who are on no roster. */
  readonly hours: WorkHours
  readonly zone: string
}

/** Tells whether a person is expected to work: in his shifts where he has any around that day, else in the fixed hours. */
export function atWork({
  shifts,
  hours,
  zone,
}: WorkTimes): (at: number, person: string) => boolean {
  const byDay = new Map<number, readonly Shift[]>()
  const around = (at: number): readonly Shift[] => {
    const day = Math.floor(at / DAY)
    const known = byDay.get(day) ?? shifts({ from: day * DAY - NEAR, to: (day + 1) * DAY + NEAR })
    byDay.set(day, known)
    return known
  }
  return (at, person) => {
    const own = around(at).filter(({ people }) => people.some((one) => one.person === person))
    if (own.length === 0) return isWithin(hours, at, zone)
    return own.some(({ from, to }) => at >= from - AROUND && at < to + AROUND)
  }
}
