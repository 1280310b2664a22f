import type { Context } from '../../feature.ts'
import { CoreError } from '../../error.ts'
import { factsOf } from './facts.ts'
import type { DutyFacts, RosterFacts } from './model.ts'
import { shiftsOn, type PlannedShift } from './planned.ts'
import { staffed, type StaffedShift } from './staffing.ts'

/** The roster as the facts have it; throws notFound. */
export function rosterIn(facts: DutyFacts, id: string): RosterFacts {
  const roster = facts.rosters.find((candidate) => candidate.id === id)
  if (roster === undefined) throw new CoreError('notFound')
  return roster
}

/** The planned shift of a roster; throws notFound where the pattern has none. */
export function plannedAt(roster: RosterFacts, date: string, slot: string): PlannedShift {
  const shift = shiftsOn(roster, date).find((candidate) => candidate.slot.key === slot)
  if (shift === undefined) throw new CoreError('notFound')
  return shift
}

export const keyParts = (key: string): { roster: string; date: string; slot: string } => {
  const [roster = '', date = '', slot = ''] = key.split('/')
  return { roster, date, slot }
}

/** The shift of a key with its people; throws notFound. */
export function shiftOf(context: Pick<Context, 'workspace'>, key: string): StaffedShift {
  const facts = factsOf(context)
  const { roster, date, slot } = keyParts(key)
  const found = rosterIn(facts, roster)
  return staffed(facts, found, plannedAt(found, date, slot))
}

/** The same, or undefined: for records whose roster has changed since. */
export function shiftIfAny(
  context: Pick<Context, 'workspace'>,
  key: string,
): StaffedShift | undefined {
  const facts = factsOf(context)
  const { roster, date, slot } = keyParts(key)
  const found = facts.rosters.find(({ id }) => id === roster)
  const planned = found && shiftsOn(found, date).find((shift) => shift.slot.key === slot)
  return found && planned && staffed(facts, found, planned)
}
