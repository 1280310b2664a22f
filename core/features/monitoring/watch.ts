import type { MonitorState } from '../../../contract/monitoring.ts'
import type { ProbeReason } from '../../../contract/monitoring-reasons.ts'
import type { BlindInterval } from '../../../contract/monitors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { RETENTION, type Bucket, type Retention, type StateStretch } from './store/shapes.ts'

/** How a monitor stands, as the collector of this device saw it. */
export interface Seen {
  readonly state: Exclude<MonitorState, 'off'>
  readonly since?: number
  readonly at?: number
  readonly reason?: ProbeReason
  readonly detail?: string
  readonly samples: readonly {
    readonly metric: string
    readonly value: number
    readonly at: number
  }[]
}

/** What this device knows of its monitors beside the records: the open workspace's collector and its store. */
export interface Watch {
  readonly running: boolean
  seen(monitor: string): Seen
  /** Values of the last hour in equal steps; null: unknown. */
  trend(monitor: string, metric: string, points: number): (number | null)[]
  /** The monitor above it that holds its alerts back now. */
  heldBackBy(monitor: string): string | undefined
  /** How often an alert came again while it stood, and whether it flaps. */
  repeats(alert: string): { readonly repeats: number; readonly flapping: boolean }
  /** Farthest value of an alert that stands. */
  worst(alert: string): number | undefined
  /** Probes out of turn, keeps what it finds, and judges it. */
  probe(monitor: string): Promise<void>
  metricsOf(monitor: string): readonly string[]
  /** Values of a metric; steps of at least `step` milliseconds. */
  buckets(
    monitor: string,
    metric: string,
    from: number,
    to: number,
    step: number,
  ): readonly Bucket[]
  states(monitor: string, from: number, to: number): readonly StateStretch[]
  blind(from: number, to: number): readonly BlindInterval[]
  readonly bytes: number
  readonly retention: Retention
}

/** Where nobody watches: nothing is known. */
const NOBODY: Watch = {
  running: false,
  seen: () => ({ state: 'unknown', samples: [] }),
  trend: (_monitor, _metric, points) => Array.from({ length: points }, () => null),
  heldBackBy: () => undefined,
  repeats: () => ({ repeats: 0, flapping: false }),
  worst: () => undefined,
  probe: () => Promise.resolve(),
  metricsOf: () => [],
  buckets: () => [],
  states: () => [],
  blind: () => [],
  bytes: 0,
  retention: RETENTION,
}

const watches = new WeakMap<Workspace, Watch>()
const beginnings = new WeakMap<Workspace, () => void>()

/** The watch over a workspace's monitors; one that waits for its time begins when it is asked. */
export function watchOf({ workspace }: { readonly workspace: Workspace }): Watch {
  if (!watches.has(workspace)) beginnings.get(workspace)?.()
  return watches.get(workspace) ?? NOBODY
}

/** A watch that begins a little later. */
export const planWatch = (workspace: Workspace, begin: () => void): void =>
  void beginnings.set(workspace, begin)
export function setWatch(workspace: Workspace, watch: Watch): void {
  beginnings.delete(workspace)
  watches.set(workspace, watch)
}
export function endWatch(workspace: Workspace): void {
  beginnings.delete(workspace)
  watches.delete(workspace)
}
