import type { Shift } from '../../../contract/duty.ts'
import type { DUTY_REASONS } from '../../../contract/roster-shapes.ts'
import type { Period } from '../../feature.ts'
import {
  absenceOn,
  type Absence,
  type DutyFacts,
  type Exchange,
  type Override,
  type RosterFacts,
} from './model.ts'
import { plannedShifts, type PlannedShift } from './planned.ts'

type Reason = (typeof DUTY_REASONS)[number]

interface Place {
  readonly person: string
  readonly insteadOf?: string
  readonly reason: Reason
}

/** A shift with its people, and what the roster screen and the checks want to know beside. */
export interface StaffedShift extends Shift {
  /** Why each of `people` is there, in the same order. */
  readonly reasons: readonly Reason[]
  /** Who is absent, with nobody in his place unless he has a stand-in. */
  readonly absent: readonly { readonly absence: Absence; readonly replaced: boolean }[]
  /** Its start was moved behind a jump of the clock. */
  readonly skipped: boolean
  /** Changed by hand. */
  readonly changed: boolean
}

/** A shift as other features see it, without what only the roster tells. */
export const plainShift = ({
  reasons: _reasons,
  absent: _absent,
  skipped: _skipped,
  changed: _changed,
  ...shift
}: StaffedShift): Shift => shift

/** Shifts of the facts as they stand, each worked out once; facts that change are other facts. */
const worked = new WeakMap<DutyFacts, WeakMap<PlannedShift, StaffedShift>>()

/** Shifts of a roster that touch the period, with the people who are on duty in each. */
export function staffedShifts(
  facts: DutyFacts,
  roster: RosterFacts,
  period: Period,
): StaffedShift[] {
  const known = worked.get(facts) ?? new WeakMap<PlannedShift, StaffedShift>()
  worked.set(facts, known)
  return plannedShifts(roster, period).map((shift) => {
    const found = known.get(shift) ?? staffed(facts, roster, shift)
    known.set(shift, found)
    return found
  })
}

/** The team of the pattern, then swaps, absences with their stand-ins, and last what was placed by hand. */
export function staffed(facts: DutyFacts, roster: RosterFacts, shift: PlannedShift): StaffedShift {
  const { crew } = facts
  const overrides = facts.overrides.get(shift.key) ?? []
  const team = overrides.findLast(({ action }) => action === 'team')?.team ?? shift.team
  // Who joins a team is on its shift that runs just then; who leaves it stays on those that are over.
  const members = team === undefined ? [] : crew.membersOf(team, shift.to)
  const exchanges = [...(facts.exchanges.get(shift.key) ?? [])]
  const swap = (places: readonly Place[]): Place[] => afterExchanges(places, exchanges)
  const ours = swap(members.map((person) => ({ person, reason: 'team' })))
  const { places, absent } = afterAbsences(facts, shift, ours)
  // A stand-in, or who was placed by hand, may have swapped the shift too.
  const final = unique(swap(afterOverrides(swap(places), overrides)))
  const lead = team === undefined ? undefined : leadOf(facts, team, shift.to, final)
  return {
    key: shift.key,
    roster: roster.id,
    rosterName: roster.name,
    date: shift.date,
    slot: shift.slot.key,
    name: shift.slot.name,
    from: shift.from,
    to: shift.to,
    ...(team === undefined ? {} : { team }),
    teamName: team === undefined ? '' : crew.teamName(team),
    ...(roster.post === undefined ? {} : { post: roster.post }),
    people: final.map((place) => ({
      person: place.person,
      name: crew.nameOf(place.person),
      part: place.person === lead ? 'lead' : place.reason === 'standIn' ? 'standIn' : 'member',
      ...(place.insteadOf === undefined ? {} : { insteadOf: place.insteadOf }),
    })),
    reasons: final.map(({ reason }) => reason),
    absent,
    skipped: shift.skipped,
    changed: overrides.length > 0,
  }
}

/** Puts into place who works instead, in the order in which it was agreed; what was done is taken off the list. */
function afterExchanges(places: readonly Place[], pending: Exchange[]): Place[] {
  let now = [...places]
  for (const exchange of [...pending]) {
    const at = now.findIndex(({ person }) => person === exchange.out)
    if (at < 0) continue
    now = now.with(at, { person: exchange.into, insteadOf: exchange.out, reason: 'swap' })
    pending.splice(pending.indexOf(exchange), 1)
  }
  return unique(now)
}

function afterAbsences(facts: DutyFacts, shift: PlannedShift, places: readonly Place[]) {
  const absent: { absence: Absence; replaced: boolean }[] = []
  const present: Place[] = []
  const taken = new Set(places.map(({ person }) => person))
  for (const place of places) {
    const absence = absenceOn(facts, place.person, shift)
    if (absence === undefined) {
      present.push(place)
      continue
    }
    const { standIn } = absence
    const free = standIn !== undefined && !taken.has(standIn) && !absenceOn(facts, standIn, shift)
    absent.push({ absence, replaced: free })
    if (!free) continue
    taken.add(standIn)
    present.push({ person: standIn, insteadOf: place.person, reason: 'standIn' })
  }
  return { places: present, absent }
}

function afterOverrides(places: readonly Place[], overrides: readonly Override[]): Place[] {
  let now = [...places]
  for (const { action, person, insteadOf } of overrides) {
    if (person === undefined || action === 'team') continue
    const without = now.filter((place) => place.person !== person)
    if (action === 'remove') now = without
    else {
      const place: Place = {
        person,
        reason: 'hand',
        ...(insteadOf === undefined ? {} : { insteadOf }),
      }
      const at = without.findIndex((other) => other.person === insteadOf)
      now = at < 0 ? [...without, place] : without.with(at, place)
    }
  }
  return now
}

const unique = (places: readonly Place[]): Place[] =>
  places.filter(
    (place, index) => places.findIndex(({ person }) => person === place.person) === index,
  )

/** The team's lead, who replaces him if he may lead, the lead's stand-in, or another lead who is there. */
function leadOf(
  { crew }: DutyFacts,
  team: string,
  before: number,
  places: readonly Place[],
): string | undefined {
  const lead = crew.leadOf(team, before)
  const standIn = crew.standInOf(team, before)
  const ranked: readonly ((place: Place) => boolean)[] = [
    ({ person }) => person === lead,
    ({ person, insteadOf }) =>
      lead !== undefined && insteadOf === lead && crew.mayLead(person, before),
    ({ person }) => person === standIn,
    ({ person }) => crew.mayLead(person, before),
  ]
  for (const fits of ranked) {
    const place = places.find(fits)
    if (place) return place.person
  }
  return undefined
}
