import { ok } from '../../../contract/result.ts'
import type { Handler } from '../../feature.ts'
import { addDays, momentOf } from '../../time/zone.ts'
import { requireZone } from './plan.ts'
import { plannedShifts, type PlannedShift } from './planned.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** roster.preview: the shifts of a pattern as it would be, and whether they cover the time. */
export const previewPattern: Handler<'roster.preview'> = (_context, input) => {
  requireZone(input.timeZone)
  const period = {
    from: momentOf(input.from, '00:00', input.timeZone).at,
    to: momentOf(addDays(input.from, input.days), '00:00', input.timeZone).at,
  }
  const places = input.teams.map((_name, index) => String(index))
  const shifts = plannedShifts(
    {
      id: 'preview',
      name: '',
      timeZone: input.timeZone,
      minimum: 0,
      leadNeeded: false,
      plans: [{ ...input, id: 'preview', teams: places }],
    },
    period,
  )
  return ok({
    shifts: shifts.map((shift) => ({
      date: shift.date,
      slot: shift.slot.key,
      from: shift.from,
      to: shift.to,
      team: Number(shift.team),
      skipped: shift.skipped,
    })),
    ...coverage(shifts, period.to),
    shortestRest: shortestRest(shifts, places),
  })
}

/** Minutes without a shift and with more than one, from the first shift to the end of the period. */
function coverage(shifts: readonly PlannedShift[], end: number) {
  let uncovered = 0
  let doubled = 0
  let covered = shifts[0]?.from ?? end
  for (const shift of shifts) {
    if (shift.from > covered) uncovered += shift.from - covered
    else doubled += Math.min(covered, shift.to) - shift.from
    covered = Math.max(covered, shift.to)
  }
  if (shifts.length > 0) uncovered += Math.max(0, end - covered)
  return { uncovered: Math.round(uncovered / MINUTE), doubled: Math.round(doubled / MINUTE) }
}

/** Shortest time between two shifts of a team, hours. */
function shortestRest(shifts: readonly PlannedShift[], teams: readonly string[]): number | null {
  const rests = teams.flatMap((team) => {
    const own = shifts.filter((shift) => shift.team === team)
    return own.slice(1).map((shift, index) => shift.from - (own[index]?.to ?? shift.from))
  })
  return rests.length === 0 ? null : Math.round((Math.min(...rests) / HOUR) * 10) / 10
}
