import type { CoreProcedureName, OutputOf, ParsedInputOf } from '../contract/procedures.ts'
import type { Events, EventName } from '../contract/events.ts'
import type { RecordRef } from '../contract/common.ts'
import type {
  Concern,
  SheetPoint,
  Shift,
  ShiftHandover,
  TimelineMark,
  WorkItem,
} from '../contract/duty.ts'
import type { SearchHit } from '../contract/oversight.ts'
import type { Json, RecordType } from '../contract/record-type.ts'
import type { Failure, Result } from '../contract/result.ts'
import type { Language, Text } from '../contract/text.ts'
import type { NewOperation, Projection } from './log/types.ts'
import type { Workspace } from './workspace/workspace.ts'
import type { Session } from './session/session.ts'

/** What a handler works with. `session` is absent only in procedures that are open to anybody. */
export interface Context {
  readonly workspace: Workspace
  readonly session: Session
  /** What all features contribute to the shared places. */
  readonly shared: Contributions
  /** The checks that transitions name, of all features. */
  readonly guards: ReadonlyMap<string, Guard>
  /** Milliseconds since 1970; the only clock that features read. */
  now(): number
  emit<E extends EventName>(event: E, payload: Events[E]): void
  /** The file or folder that a person chose in the host's dialog, by the token given for it. */
  chosenPath(token: string): string | undefined
}

export type Handler<N extends CoreProcedureName> = (
  context: Context,
  input: ParsedInputOf<N>,
) => Result<OutputOf<N>> | Promise<Result<OutputOf<N>>>

export type Handlers = { readonly [N in CoreProcedureName]?: Handler<N> }

/** A record before a step of its workflow, with what is written along with the step. */
export interface GuardedRecord {
  readonly type: RecordType
  readonly id: string
  /** Opened values, those given with the step included. */
  readonly fields: Readonly<Record<string, Json>>
}

/** Why a step may not be taken now; undefined: it may. `notYet` with a `reason` in both languages serves most. */
export type Guard = (context: Context, record: GuardedRecord) => Failure | undefined

/** A stretch of time, milliseconds; `to` is exclusive. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** A figure of a monitor, as other features name it. */
export interface ReadingAsked {
  readonly monitor: string
  readonly metric: string
  /** Not later than this; absent: now. */
  readonly at?: number
}

export interface Reading {
  /** The monitor's name and its metric's. */
  readonly name: string
  readonly metric: Text
  /** Absent: nothing is known. */
  readonly sample?: { readonly value: number; readonly at: number }
}

/** A metric of a monitor over a period, in so many equal steps. */
export interface SeriesAsked extends Period {
  readonly monitor: string
  /** Absent: what the monitor is judged by first. */
  readonly metric?: string | undefined
  readonly points: number
}

export interface Series {
  readonly name: string
  readonly metric: string
  readonly label: Text
  readonly unit: string
  /** Means of the steps; null: nothing is known. */
  readonly values: readonly (number | null)[]
  readonly limit?: number
}

/** The shared places of a shift. Each is the sum of what the features contribute; none knows a feature by name. */
export interface Contributions {
  /** Shifts of all rosters that touch the period, by start, with the people on duty. */
  shifts(context: Pick<Context, 'workspace'>, period: Period): readonly Shift[]
  /** What is due, overdue, missed or planned in the period, and what is still open from before. */
  work(context: Context, period: Period): readonly WorkItem[]
  /** What the sheet of a shift has to tell, as things stand now. */
  sheet(context: Context, shift: Shift): readonly SheetPoint[]
  /** The same together with what is wrong now; `shift` is the one that is on, or the last hours where there is none. */
  standing(
    context: Context,
    shift: Shift,
  ): { readonly sheet: readonly SheetPoint[]; readonly concerns: readonly Concern[] }
  /** Why the shift's rounds may not be done yet; undefined: they may. */
  roundsLocked(context: Context, shift: Shift): Text | undefined
  /** What stops every handover now, like a major fault that is not under control; undefined: nothing. */
  handoverStopped(context: Context): Text | undefined
  /** What the ribbon of a shift shows beside its work: maintenance windows, incidents. */
  timeline(context: Context, period: Period): readonly TimelineMark[]
  /** What a feature finds in texts that are no records' fields, best first; within the person's clearance. */
  search(context: Context, text: string, limit: number): readonly SearchHit[]
  /** What monitors measured last, or last before a moment; in the order of what is asked. */
  readings(context: Context, asked: readonly ReadingAsked[]): readonly (Reading | undefined)[]
  /** What was measured over a period, for pictures beside other records; undefined: nothing is known. */
  series(context: Context, asked: SeriesAsked): Series | undefined
  /** What the shift took over and what it will hand over; undefined: no feature knows. */
  handover(context: Context, shift: Shift): ShiftHandover | undefined
  /** Values that follow from what is being written, before it is; throws a CoreError to refuse it. */
  follows(context: Context, written: Written): Readonly<Record<string, Json>>
  /** What is written with it in the same commit. */
  along(context: Context, written: Written): readonly NewOperation[]
}

/** What one feature adds to the shared places; every part is optional. */
export interface FeatureContributions extends Partial<Omit<Contributions, 'standing'>> {
  /** What is wrong now. `points`: what this feature has just told the sheet of the same shift. */
  concerns?(context: Context, shift: Shift, points: readonly SheetPoint[]): readonly Concern[]
}

/** A record as it is about to be written; values of sealed records are in the clear only in `follows`. */
export interface Written {
  readonly type: string
  readonly id: string
  /** Absent: it is new. */
  readonly before?: Readonly<Record<string, Json>>
  readonly after: Readonly<Record<string, Json>>
}

/** One folder of core/features: everything it contributes. Shared places know no feature by name. */
export interface FeatureModule {
  readonly name: string
  readonly types: readonly RecordType[]
  readonly handlers: Handlers
  /** Checks of its workflows by the name that transitions give; unique over all features. */
  readonly guards?: Readonly<Record<string, Guard>>
  /** Indexes of its own, kept from the log in the transaction of each commit. */
  readonly projections?: (db: Workspace['db']) => readonly Projection[]
  /** Work beside the calls of people, while the workspace is open. */
  readonly background?: (host: BackgroundHost) => Background
  readonly contributes?: FeatureContributions
  /** This feature's part of the demonstration workspace, done through the ordinary procedures. */
  readonly demonstrate?: (demo: Demonstration) => readonly DemonstrationStep[]
}

/** What the background work of a feature gets; it is started once, when the workspace is opened. */
export interface BackgroundHost {
  readonly workspace: Workspace
  now(): number
  emit<E extends EventName>(event: E, payload: Events[E]): void
  /** A story is being laid out with a clock of its own: nothing of it is watched. */
  readonly story: boolean
  /** Milliseconds in which somebody who signs in waits for his first picture: what can wait begins after them. */
  readonly settleMs: number
  /** Shifts of all rosters that touch the period, whoever is signed in. */
  shifts(period: Period): readonly Shift[]
  /** In the name of whoever is at the window; undefined while nobody is signed in. */
  context(): Context | undefined
  /** Runs a job; its failure is reported and ends nothing else. Closing waits for it. */
  run(job: string, work: () => void | Promise<void>): void
  /** Writes a line of what went wrong without anybody waiting for it. */
  report(job: string, error: unknown): void
}

/** Background work of one feature. What a part throws is reported; the other features go on. */
export interface Background {
  /** Somebody signed in, others took his place, or his rights changed. */
  signedIn?(context: Context): void
  /** Nobody is signed in any more: what only he may open is let go. */
  signedOut?(): void
  /** Before the database closes. Running jobs end soon; core waits for them. */
  close(): void | Promise<void>
}

/** What a feature gets to lay out its part of the demonstration workspace. */
export interface Demonstration {
  readonly language: Language
  /** Start and end of the demonstrated period, milliseconds; nothing happens after the end. */
  readonly from: number
  readonly to: number
  /** How many days are told, the last one included. */
  readonly days: number
  /** Local time `HH:MM` of a day of the story, milliseconds; day 0 is the last one whose night is over. */
  moment(day: number, time: string): number
  /** Repeatable pseudo-random number in [0, 1). */
  random(): number
  /** A file of the demonstration's folder in resources. */
  file(name: string): Promise<Uint8Array<ArrayBuffer>>
}

/** Something one of the demonstration's people does. The steps of all features are done in order of time. */
export interface DemonstrationStep {
  readonly at: number
  readonly login: string
  run(actor: DemonstrationActor): Promise<void>
}

export interface DemonstrationActor {
  /** Calls a procedure as the step's person at the step's time; a failure ends the demonstration. */
  call<N extends CoreProcedureName>(procedure: N, input: ParsedInputOf<N>): Promise<OutputOf<N>>
  /** Keeps a record under a name (`ci/SAN-02`) for later steps, those of other features included. */
  keep(name: string, record: RecordRef): void
  /** For what a device sees and keeps by itself, without a person and a procedure. */
  readonly workspace: Workspace
  /** A record kept earlier; undefined when the feature that makes it is not there. */
  find(name: string): RecordRef | undefined
}
