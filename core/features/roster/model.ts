import type { Pattern } from '../../../contract/roster-patterns.ts'

/** Plain facts from which shifts are computed: the same facts give the same shifts on every device. */

export interface Plan extends Pattern {
  readonly id: string
  /** First local date; it holds until the next plan begins. */
  readonly from: string
  /** Ids of the teams that the cycle names by their place. */
  readonly teams: readonly string[]
}

export interface RosterFacts {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly minimum: number
  readonly leadNeeded: boolean
  readonly post?: string | undefined
  readonly endsOn?: string | undefined
  /** By date. */
  readonly plans: readonly Plan[]
}

export interface Override {
  readonly id: string
  readonly action: string
  readonly person?: string | undefined
  readonly insteadOf?: string | undefined
  readonly team?: string | undefined
}

/** An approved swap as it acts on one shift: `into` works instead of `out`. */
export interface Exchange {
  readonly out: string
  readonly into: string
}

export interface Absence {
  readonly id: string
  readonly person: string
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly kind: string
  readonly standIn?: string | undefined
  /** When it was entered: shifts that were over by then stay as they were. */
  readonly enteredAt: number
}

/** People and teams as they stand, and as they stood. */
export interface Crew {
  nameOf(person: string): string
  teamName(team: string): string
  /** Members of a team just before an instant, in the roster's order. */
  membersOf(team: string, before: number): readonly string[]
  leadOf(team: string, before: number): string | undefined
  standInOf(team: string, before: number): string | undefined
  /** True for who leads a team, or stands in for its lead. */
  mayLead(person: string, before: number): boolean
}

export interface DutyFacts {
  readonly rosters: readonly RosterFacts[]
  /** By key of the shift, oldest first. */
  readonly overrides: ReadonlyMap<string, readonly Override[]>
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>
  readonly absences: ReadonlyMap<string, readonly Absence[]>
  readonly crew: Crew
}

/** The absence of a person in a shift; one that is entered after the shift is over changes nothing there. */
export const absenceOn = (
  facts: Pick<DutyFacts, 'absences'>,
  person: string,
  shift: { readonly date: string; readonly to: number },
): Absence | undefined =>
  facts.absences
    .get(person)
    ?.find(
      (absence) =>
        absence.from <= shift.date && shift.date <= absence.to && absence.enteredAt < shift.to,
    )
