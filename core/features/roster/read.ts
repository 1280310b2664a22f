import type { Roster } from '../../../contract/roster-shapes.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handler, Period } from '../../feature.ts'
import { factsOf } from './facts.ts'
import type { Crew, DutyFacts, RosterFacts } from './model.ts'
import { staffedShifts, type StaffedShift } from './staffing.ts'

/** Shifts of all rosters that touch the period. */
export const shiftsIn = (context: Pick<Context, 'workspace'>, period: Period): StaffedShift[] =>
  shiftsFrom(factsOf(context), period)

/** The same from facts that need not be those of the workspace. */
export function shiftsFrom(facts: DutyFacts, period: Period): StaffedShift[] {
  return facts.rosters
    .flatMap((roster) => staffedShifts(facts, roster, period))
    .toSorted((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1))
}

export const listRosters: Handler<'roster.list'> = (context) => {
  const { rosters, crew } = factsOf(context)
  return ok({
    rosters: rosters
      .map((roster) => viewOf(roster, crew))
      .toSorted((a, b) => compare(a.endsOn ?? '', b.endsOn ?? '') || compare(a.name, b.name)),
  })
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const viewOf = (roster: RosterFacts, crew: Crew): Roster => ({
  id: roster.id,
  name: roster.name,
  timeZone: roster.timeZone,
  ...(roster.post === undefined ? {} : { post: roster.post }),
  minimum: roster.minimum,
  leadNeeded: roster.leadNeeded,
  ...(roster.endsOn === undefined ? {} : { endsOn: roster.endsOn }),
  plans: roster.plans.map((plan) => ({
    id: plan.id,
    from: plan.from,
    slots: plan.slots.map((slot) => ({ ...slot })),
    cycle: plan.cycle.map((day) => [...day]),
    teams: plan.teams.map((id) => ({ id, name: crew.teamName(id) })),
  })),
})

export const listShifts: Handler<'roster.shifts'> = (context, period) =>
  ok({ shifts: context.shared.shifts(context, period).map((shift) => ({ ...shift })) })
