import type { BackgroundHost } from '../../../feature.ts'
import { isTimeZone, zoneHere } from '../../../time/zone.ts'
import type { Outcome, Probe } from '../probe.ts'
import { probeFor } from '../probes/registry.ts'
import type { MonitorRow } from '../records/rows.ts'
import type { MetricsStore } from '../store/metrics-store.ts'
import { oneCall, probeOnce } from './probe-once.ts'

/** Parts of an interval by which probes are moved, so that they do not all come at once. */
const JITTER = 0.05
/** Missing probes after which nobody watched, and longest wait before the first one. */
const GAP_PROBES = 2.5
const FIRST_MS = 3_000
const WAKE_MS = 200

export interface JobHost {
  readonly host: BackgroundHost
  readonly store: MetricsStore
  /** How much seldomer than asked for probes come now. */
  pace(): number
  turn<T>(work: () => Promise<T>): Promise<T>
  mono(): number
  take(job: Job, outcome: Outcome, started: number): void
  /** A probe that stands in for a monitor's own; undefined: its own. */
  standIn?: ((monitor: MonitorRow) => Probe | undefined) | undefined
}

/** One monitor that this device probes: its next time, its last outcome. A probe never overlaps the one before. */
export class Job {
  monitor: MonitorRow
  readonly zone: string
  last:
    | {
        readonly outcome: Outcome
        readonly started: number
        readonly mono: number
        readonly at: number
      }
    | undefined
  /** When it was found not to be up for the first time in a row; monotonic. */
  badSince: number | undefined
  /** The state is not known to have gone on since the last probe. */
  broken = true
  readonly #host: JobHost
  readonly #probe: Probe
  readonly #stop = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #due: number

  constructor(monitor: MonitorRow, host: JobHost) {
    this.monitor = monitor
    this.zone = monitor.zone !== undefined && isTimeZone(monitor.zone) ? monitor.zone : zoneHere()
    this.#host = host
    this.#probe = oneCall(host.standIn?.(monitor) ?? this.#make())
    const wait = Math.random() * Math.min(FIRST_MS, this.#intervalMs / 2)
    this.#due = host.mono() + wait
    this.#plan(wait)
  }

  /** From this time without a probe on, nobody watched. */
  get gapMs(): number {
    return this.#intervalMs * GAP_PROBES + this.monitor.timeout * 1_000
  }

  get #intervalMs(): number {
    return this.monitor.interval * 1_000 * this.#host.pace()
  }

  /** Probes now, or joins the probe that is running. */
  now(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
      this.#next()
    })
    return this.#running
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#stop.abort()
    await this.#running
    await this.#probe.stop?.()
  }

  #make(): Probe {
    const { host, store } = this.#host
    const { id, target } = this.monitor
    if (target === undefined) return { probe: () => Promise.reject(new Error('no target')) }
    return probeFor(target, {
      monitor: id,
      workspace: host.workspace,
      now: () => host.now(),
      shifts: (period) => host.shifts(period),
      wake: () => this.#wake(),
      kept: {
        get: () => store.kept.ofProbe(id),
        set: (value) => store.kept.setOfProbe(id, value),
      },
    })
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#host.turn(async () => {
      if (this.#stop.signal.aborted) return
      const started = this.#host.mono()
      const outcome = await probeOnce(this.#probe, this.monitor.timeout * 1_000, this.#stop.signal)
      if (!this.#stop.signal.aborted) this.#host.take(this, outcome, started)
    })
  }

  #wake(): void {
    if (this.#running === undefined && this.#due - this.#host.mono() > WAKE_MS) this.#plan(WAKE_MS)
  }

  #next(): void {
    if (this.#stop.signal.aborted) return
    const interval = this.#intervalMs
    const now = this.#host.mono()
    // A beat that was missed is left out; two probes never come together.
    this.#due = Math.max(this.#due + interval, now + interval / 2)
    this.#plan(this.#due - now + (Math.random() - 0.5) * JITTER * interval)
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.#host.host.run('monitor', () => this.now()),
      Math.max(1, ms),
    )
    this.#timer.unref()
  }
}
