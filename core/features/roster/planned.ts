import type { Slot } from '../../../contract/roster-patterns.ts'
import type { Period } from '../../feature.ts'
import { addDays, dateAt, daysBetween, momentOf } from '../../time/zone.ts'
import type { Plan, RosterFacts } from './model.ts'

/** A shift as the pattern has it, before anybody is put on it. */
export interface PlannedShift {
  readonly key: string
  readonly date: string
  readonly slot: Slot
  readonly from: number
  readonly to: number
  readonly team?: string | undefined
  /** Its start is a time that the clock jumps over; it starts right after the jump. */
  readonly skipped: boolean
}

export const shiftKey = (roster: string, date: string, slot: string): string =>
  `${roster}/${date}/${slot}`

/** The plan that holds on a date; undefined before the first and after the roster has ended. */
export function planOn(
  roster: Pick<RosterFacts, 'plans' | 'endsOn'>,
  date: string,
): Plan | undefined {
  if (roster.endsOn !== undefined && date > roster.endsOn) return undefined
  return roster.plans.findLast((plan) => plan.from <= date)
}

/** Shifts of the roster that touch the period, by start. A shift that the clock jumps over whole is none. */
export function plannedShifts(roster: RosterFacts, period: Period): PlannedShift[] {
  const last = dateAt(period.to, roster.timeZone)
  const shifts: PlannedShift[] = []
  // The day before may reach into the period, the day that a zone skips at the date line one day more.
  for (
    let date = addDays(dateAt(period.from, roster.timeZone), -2);
    date <= last;
    date = addDays(date, 1)
  )
    for (const shift of shiftsOn(roster, date))
      if (shift.to > period.from && shift.from < period.to) shifts.push(shift)
  return shifts.toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1))
}

/** Days of each roster as it stands; facts that change are other facts. */
const days = new WeakMap<RosterFacts, Map<string, readonly PlannedShift[]>>()

/** The shifts that start on a local date. */
export function shiftsOn(roster: RosterFacts, date: string): readonly PlannedShift[] {
  const known = days.get(roster) ?? new Map<string, readonly PlannedShift[]>()
  days.set(roster, known)
  const shifts = known.get(date) ?? computedOn(roster, date)
  known.set(date, shifts)
  return shifts
}

function computedOn(roster: RosterFacts, date: string): PlannedShift[] {
  const plan = planOn(roster, date)
  if (plan === undefined) return []
  const places = plan.cycle[daysBetween(plan.from, date) % plan.cycle.length]
  return plan.slots.flatMap((slot, index) => {
    const place = places?.[index]
    if (place === undefined || place === null) return []
    const start = momentOf(date, slot.from, roster.timeZone)
    const endDate = slot.to > slot.from ? date : addDays(date, 1)
    const to = momentOf(endDate, slot.to, roster.timeZone).at
    if (to <= start.at) return []
    const key = shiftKey(roster.id, date, slot.key)
    return [
      { key, date, slot, from: start.at, to, team: plan.teams[place], skipped: start.skipped },
    ]
  })
}
