import { REST_HOURS, type ShiftProblem } from '../../../contract/roster-shapes.ts'
import { absenceOn, type DutyFacts } from './model.ts'
import type { StaffedShift } from './staffing.ts'

const HOUR = 3_600_000

/** What is wrong with each of some shifts, by key; shifts of all rosters, so that one person's are seen together. */
export function problemsOf(
  facts: DutyFacts,
  shifts: readonly StaffedShift[],
): ReadonlyMap<string, readonly ShiftProblem[]> {
  const found = new Map<string, ShiftProblem[]>()
  const add = (shift: StaffedShift, problem: ShiftProblem): void => {
    const list = found.get(shift.key)
    if (list) list.push(problem)
    else found.set(shift.key, [problem])
  }
  for (const shift of shifts) for (const problem of ownProblems(facts, shift)) add(shift, problem)
  for (const [person, own] of byPerson(shifts)) {
    const name = facts.crew.nameOf(person)
    // The one that ends last of those before: a long shift may hold several others.
    let before: StaffedShift | undefined
    for (const shift of own) {
      if (before && shift.from < before.to) {
        add(shift, { kind: 'double', person, name, shift: before.key })
        add(before, { kind: 'double', person, name, shift: shift.key })
      } else if (before) {
        const hours = Math.round(((shift.from - before.to) / HOUR) * 10) / 10
        if (hours < REST_HOURS) add(shift, { kind: 'rest', person, name, shift: before.key, hours })
      }
      if (before === undefined || shift.to > before.to) before = shift
    }
  }
  return found
}

function ownProblems(facts: DutyFacts, shift: StaffedShift): ShiftProblem[] {
  const roster = facts.rosters.find(({ id }) => id === shift.roster)
  const problems: ShiftProblem[] = []
  if (roster?.leadNeeded && !shift.people.some(({ part }) => part === 'lead'))
    problems.push({ kind: 'noLead' })
  const need = roster?.minimum ?? 0
  if (shift.people.length < need) problems.push({ kind: 'few', have: shift.people.length, need })
  for (const { absence, replaced } of shift.absent)
    if (!replaced && !shift.people.some(({ insteadOf }) => insteadOf === absence.person))
      problems.push({
        kind: 'absent',
        person: absence.person,
        name: facts.crew.nameOf(absence.person),
      })
  for (const { person, name } of shift.people)
    if (absenceOn(facts, person, shift)) problems.push({ kind: 'onLeave', person, name })
  if (shift.skipped) problems.push({ kind: 'skipped' })
  return problems
}

/** Shifts of each person by start. */
function byPerson(shifts: readonly StaffedShift[]): Map<string, StaffedShift[]> {
  const own = new Map<string, StaffedShift[]>()
  for (const shift of shifts.toSorted((a, b) => a.from - b.from))
    for (const { person } of shift.people) {
      const list = own.get(person)
      if (list) list.push(shift)
      else own.set(person, [shift])
    }
  return own
}
