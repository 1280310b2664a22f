import { ok } from '../../../contract/result.ts'
import type { ParsedInputOf } from '../../../contract/procedures.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { DELETED, type NewOperation } from '../../log/types.ts'
import { visibleRow } from '../../records/view.ts'
import { commit, createOp } from '../../records/write.ts'
import { factsOf } from './facts.ts'
import { plannedAt, rosterIn } from './find.ts'
import type { DutyFacts, Override, RosterFacts } from './model.ts'
import type { PlannedShift } from './planned.ts'
import { staffed } from './staffing.ts'
import { rosterOverrideType } from './types.ts'

type Input = ParsedInputOf<'roster.place'>
type Change = Input['changes'][number]

/** roster.place: the fewest changes by hand that lead to what is wanted. */
export const placePeople: Handler<'roster.place'> = (context, input) => {
  let facts = factsOf(context)
  const roster = rosterIn(facts, input.id)
  const ops: NewOperation[] = []
  for (const change of input.changes) {
    const shift = openShift(context, roster, change.date, change.slot)
    const step = stepFor(context, facts, roster, shift, change, input.reason)
    ops.push(...step.ops)
    facts = { ...facts, overrides: new Map(facts.overrides).set(shift.key, step.overrides) }
  }
  return ok(
    ops.length === 0 ? { commit: '', at: context.now() } : commit(context, 'roster.place', ops),
  )
}

/** roster.clear: the shift as its pattern, swaps and absences make it. */
export const clearShift: Handler<'roster.clear'> = (context, input) => {
  const facts = factsOf(context)
  const shift = openShift(context, rosterIn(facts, input.id), input.date, input.slot)
  const ops = (facts.overrides.get(shift.key) ?? []).map(({ id }) => removal(id))
  return ok(
    ops.length === 0 ? { commit: '', at: context.now() } : commit(context, 'roster.clear', ops),
  )
}

/** A shift that may still be changed; throws notFound or shiftOver. */
function openShift(
  context: Context,
  roster: RosterFacts,
  date: string,
  slot: string,
): PlannedShift {
  const shift = plannedAt(roster, date, slot)
  if (shift.to <= context.now()) throw new CoreError('shiftOver')
  return shift
}

const removal = (id: string): NewOperation => ({
  patch: 'roster-override',
  id,
  fields: { [DELETED]: true },
})

function stepFor(
  context: Context,
  facts: DutyFacts,
  roster: RosterFacts,
  shift: PlannedShift,
  change: Change,
  reason: string | undefined,
): { ops: NewOperation[]; overrides: Override[] } {
  const subject = change.action === 'team' ? change.team : change.person
  if (subject === undefined)
    throw new CoreError('missingFields', {
      fields: [rosterOverrideType.fields[change.action === 'team' ? 'team' : 'person']?.label],
      names: [change.action === 'team' ? 'team' : 'person'],
    })
  visibleRow(context, change.action === 'team' ? 'team' : 'person', subject)
  const before = facts.overrides.get(shift.key) ?? []
  const stale = before.filter((override) =>
    change.action === 'team' ? override.action === 'team' : override.person === subject,
  )
  const kept = before.filter((override) => !stale.includes(override))
  const ops = stale.filter(({ id }) => id !== '').map(({ id }) => removal(id))
  const without = { ...facts, overrides: new Map(facts.overrides).set(shift.key, kept) }
  if (isSo(without, roster, shift, change, subject)) return { ops, overrides: kept }
  const { action, person, insteadOf, team } = change
  const op = createOp(context, {
    type: 'roster-override',
    fields: {
      roster: roster.id,
      date: shift.date,
      slot: shift.slot.key,
      action,
      person: action === 'team' ? null : (person ?? null),
      insteadOf: action === 'add' ? (insteadOf ?? null) : null,
      team: action === 'team' ? (team ?? null) : null,
      reason: reason ?? null,
    },
  })
  return {
    ops: [...ops, op],
    overrides: [...kept, { id: '', action, person, insteadOf, team }],
  }
}

/** Whether the shift is as wanted without any change by hand. */
function isSo(
  facts: DutyFacts,
  roster: RosterFacts,
  shift: PlannedShift,
  { action, insteadOf }: Change,
  subject: string,
): boolean {
  const now = staffed(facts, roster, shift)
  if (action === 'team') return now.team === subject
  const isOn = (person: string): boolean => now.people.some((place) => place.person === person)
  if (action === 'remove') return !isOn(subject)
  return isOn(subject) && (insteadOf === undefined || !isOn(insteadOf))
}
