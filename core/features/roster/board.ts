import { ok } from '../../../contract/result.ts'
import type { BoardShift, RosterTeam, ShiftProblem } from '../../../contract/roster-shapes.ts'
import type { Handler } from '../../feature.ts'
import { addDays, dateAt, momentOf } from '../../time/zone.ts'
import { absencesBetween } from './absences.ts'
import { factsOf } from './facts.ts'
import { rosterIn } from './find.ts'
import type { Crew, DutyFacts } from './model.ts'
import { planOn } from './planned.ts'
import { problemsOf } from './problems.ts'
import { shiftsIn } from './read.ts'
import { plainShift, type StaffedShift } from './staffing.ts'

const DAY = 86_400_000

/** roster.board: the shifts that start on some days, with people, absences and what is wrong. */
export const readBoard: Handler<'roster.board'> = (context, { id, from, to }) => {
  const facts = factsOf(context)
  const roster = rosterIn(facts, id)
  const start = momentOf(from, '00:00', roster.timeZone).at
  const end = momentOf(addDays(to, 1), '00:00', roster.timeZone).at
  // A day more on both sides, and all rosters: rest is between any two shifts of a person.
  const around = shiftsIn(context, { from: start - 2 * DAY, to: end + DAY })
  const problems = problemsOf(facts, around)
  const shifts = around.filter(
    (shift) => shift.roster === id && shift.date >= from && shift.date <= to,
  )
  const now = context.now()
  const today = dateAt(now, roster.timeZone)
  const plan = planOn(roster, to) ?? planOn(roster, from) ?? roster.plans.at(-1)
  return ok({
    today,
    shifts: shifts.map((shift) => boardShiftOf(facts, shift, problems.get(shift.key) ?? [])),
    teams: (plan?.teams ?? []).map((team) => teamOf(facts.crew, team, now)),
    absences: absencesBetween(context, from, to),
  })
}

const boardShiftOf = (
  facts: DutyFacts,
  shift: StaffedShift,
  problems: readonly ShiftProblem[],
): BoardShift => ({
  ...plainShift(shift),
  reasons: [...shift.reasons],
  absent: shift.absent.map(({ absence, replaced }) => ({
    person: absence.person,
    name: facts.crew.nameOf(absence.person),
    kind: absence.kind,
    replaced,
  })),
  changed: shift.changed,
  problems: [...problems],
})

function teamOf(crew: Crew, id: string, now: number): RosterTeam {
  const lead = crew.leadOf(id, now + 1)
  const standIn = crew.standInOf(id, now + 1)
  return {
    id,
    name: crew.teamName(id),
    ...(lead === undefined ? {} : { lead }),
    ...(standIn === undefined ? {} : { standIn }),
    members: crew.membersOf(id, now + 1).map((person) => ({
      id: person,
      name: crew.nameOf(person),
    })),
  }
}

const AHEAD = 40 * DAY
const MOST_MINE = 3

/** roster.duty: on duty now and next. */
export const readDuty: Handler<'roster.duty'> = (context) => {
  const now = context.now()
  const shifts = shiftsIn(context, { from: now, to: now + AHEAD })
  const next = new Map<string, StaffedShift>()
  for (const shift of shifts)
    if (shift.from > now && !next.has(shift.roster)) next.set(shift.roster, shift)
  const { person } = context.session
  return ok({
    now: shifts.filter((shift) => shift.from <= now).map(plainShift),
    next: [...next.values()].map(plainShift),
    mine: shifts
      .filter((shift) => shift.people.some((one) => one.person === person))
      .slice(0, MOST_MINE)
      .map(plainShift),
  })
}
