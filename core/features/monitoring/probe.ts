import type { MonitorKind, TargetOf } from '../../../contract/monitoring.ts'
import type { ProbeReason } from '../../../contract/monitoring-reasons.ts'
import type { Shift } from '../../../contract/duty.ts'
import type { Period } from '../../feature.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** A value as a probe found it; `metric` is a name of METRICS or the source's own, with `:instance` where there are several. */
export interface Sample {
  readonly metric: string
  readonly value: number
}

/** A line, or an act of somebody, that a pattern fits. */
export interface Match {
  /** Key of the pattern. */
  readonly pattern: string
  readonly line: string
  /** Lines around it, itself included, as they stand in the source. */
  readonly context: readonly string[]
}

/** What a probe found since it was asked before. */
export interface Outcome {
  readonly state: 'up' | 'down' | 'unknown'
  readonly reason?: ProbeReason
  /** What the operating system or the other side said; for those who know the technology. */
  readonly detail?: string
  readonly samples: readonly Sample[]
  /** Matches since the last time, the oldest first. */
  readonly matches?: readonly Match[]
  /** What was said about a metric, for the alert that it raises. */
  readonly about?: ReadonlyMap<string, string>
}

/** What a probe gets besides its target. */
export interface ProbeHost {
  /** Monitor for which it works; absent for a test that nothing is kept of. */
  readonly monitor?: string
  /** Absent where no workspace is at hand. */
  readonly workspace: Workspace
  /** Milliseconds since 1970. */
  now(): number
  /** Something came: the collector asks soon, and not only when the interval is over. */
  wake(): void
  /** Shifts of all rosters that touch the period. */
  shifts(period: Period): readonly Shift[]
  /** State that outlives restarts, like the place in a file; small JSON. */
  readonly kept: { get(): unknown; set(value: unknown): void }
}

/**
 * Probes one monitor. The collector never calls `probe` while a call is running. It ends when `signal`
 * aborts, at the latest soon after; what it throws becomes the state unknown.
 */
export interface Probe {
  probe(signal: AbortSignal): Promise<Outcome>
  /** The monitor was switched off, changed or removed, or the workspace closes. */
  stop?(): void | Promise<void>
}

export type ProbeMaker<K extends MonitorKind> = (target: TargetOf<K>, host: ProbeHost) => Probe

export type ProbeMakers = { readonly [K in MonitorKind]?: ProbeMaker<K> }

/** An outcome that says that something is not well, or not known. */
export const found = (
  state: 'down' | 'unknown',
  reason: ProbeReason,
  detail?: string,
  samples: readonly Sample[] = [],
): Outcome => ({ state, reason, samples, ...(detail ? { detail } : {}) })
