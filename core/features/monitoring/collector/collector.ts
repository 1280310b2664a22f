import type { BackgroundHost } from '../../../feature.ts'
import type { Outcome } from '../probe.ts'
import { allMonitors, isIn, raisedAlerts, windowsIn, type MonitorRow } from '../records/rows.ts'
import type { HeldBack } from '../rules/state.ts'
import type { MetricsStore } from '../store/metrics-store.ts'
import type { Seen, Watch } from '../watch.ts'
import { AlertWriter } from './alert-writer.ts'
import { BeatWatch, type Clocks } from './clocks.ts'
import { Job, type JobHost } from './job.ts'
import { Pace } from './pace.ts'
import { RuleBook } from './rule-book.ts'
import { Turns } from './turns.ts'

/** Probes at once; beats at which the clocks are compared; how often what was seen is written. */
const AT_ONCE = 16
const BEAT_MS = 1_000
const FLUSH_MS = 10_000
const PACE_MS = 10_000
const MOST_PARENTS = 50

/** Probes the monitors of this device, keeps what they find, judges it, and raises alerts. */
export class Collector implements Watch {
  readonly running = true
  readonly #host: BackgroundHost
  readonly #store: MetricsStore
  readonly #clocks: Clocks
  readonly #writer: AlertWriter
  readonly #rules: RuleBook
  readonly #jobs = new Map<string, Job>()
  readonly #turns = new Turns(AT_ONCE)
  readonly #pace = new Pace()
  readonly #beats: BeatWatch
  /** What was seen is written at the next beat, whatever its time. */
  #upset = false
  readonly #timer: NodeJS.Timeout
  readonly #unsubscribe: () => void
  readonly #standIn: JobHost['standIn']
  #flushed: number
  #paced: number

  constructor(
    host: BackgroundHost,
    store: MetricsStore,
    clocks: Clocks,
    standIn?: JobHost['standIn'],
  ) {
    this.#standIn = standIn
    this.#host = host
    this.#store = store
    this.#clocks = clocks
    this.#writer = new AlertWriter(host)
    this.#rules = new RuleBook(this.#writer, store.kept)
    this.#beats = new BeatWatch(clocks)
    this.#flushed = this.#paced = clocks.mono()
    this.#sinceLastTime()
    this.#rules.restore(raisedAlerts(host.workspace).filter(({ monitor }) => this.#isOwn(monitor)))
    this.#settle()
    this.#unsubscribe = host.workspace.log.onChange((changed) => {
      if (changed.has('monitor')) host.run('monitors', () => this.#settle())
    })
    this.#timer = setInterval(() => host.run('monitoring', () => this.#beat()), BEAT_MS)
    this.#timer.unref()
  }

  /** What lies between the last time it wrote and now, nobody saw. */
  #sinceLastTime(): void {
    const now = this.#clocks.wall()
    const last = this.#store.lastSeen
    if (last === undefined) return
    if (last.at > now) this.#store.forgetAfter(now)
    else this.#store.blindFor(last.at, now, last.closed ? 'closed' : 'killed')
  }

  #isOwn(monitor: string): boolean {
    const row = this.#host.workspace.log.row('monitor', monitor)
    return row?.fields['device'] === this.#host.workspace.device.record
  }

  /** Jobs as the records are: what was changed begins anew, what is switched off ends with its alerts. */
  #settle(): void {
    const { device } = this.#host.workspace
    const wanted = new Map(
      allMonitors(this.#host.workspace)
        .filter((one) => one.enabled && one.device === device.record && one.target !== undefined)
        .map((one) => [one.id, one]),
    )
    for (const [id, job] of this.#jobs) {
      const monitor = wanted.get(id)
      if (monitor !== undefined && sameWork(monitor, job.monitor)) {
        job.monitor = monitor
        continue
      }
      this.#jobs.delete(id)
      this.#store.interrupt(id)
      this.#rules.interrupt(id)
      this.#host.run('monitor', () => job.close())
    }
    for (const [id, monitor] of wanted)
      if (!this.#jobs.has(id)) this.#jobs.set(id, new Job(monitor, this.#jobHost))
    this.#rules.settle(wanted, this.#clocks.wall())
  }

  get #jobHost(): JobHost {
    return {
      host: this.#host,
      store: this.#store,
      pace: () => this.#pace.factor,
      turn: (work) => this.#turns.take(work),
      mono: () => this.#clocks.mono(),
      take: (job, outcome, started) => this.#take(job, outcome, started),
      standIn: this.#standIn,
    }
  }

  #take(job: Job, outcome: Outcome, started: number): void {
    // A clock that was set since the last beat must not stretch what was seen before over the jump.
    this.#compareClocks()
    const at = this.#clocks.wall()
    const mono = this.#clocks.mono()
    const { monitor, last } = job
    const passed = last === undefined ? Infinity : mono - last.mono
    const unbroken = passed <= job.gapMs && !job.broken
    this.#store.see(monitor.id, outcome.state, at, unbroken)
    for (const { metric, value } of outcome.samples)
      this.#store.add(monitor.id, metric, at, value, passed <= job.gapMs ? passed : 0)
    if (outcome.state === 'up') job.badSince = undefined
    else job.badSince ??= started
    job.last = { outcome, started, mono, at }
    job.broken = false
    const heldBack = this.#heldBack(job)
    this.#rules.judge({ monitor, outcome, at, mono, gapMs: job.gapMs, heldBack, zone: job.zone })
    if (heldBack === 'waiting') this.#askParent(job)
    if (last?.outcome.state !== outcome.state)
      this.#host.emit('monitors.changed', { ids: [monitor.id] })
  }

  #heldBack(job: Job): HeldBack {
    const { monitor } = job
    const at = this.#clocks.wall()
    const planned = windowsIn(this.#host.workspace, at, at + 1)
    if (planned.some((window) => isIn(window, monitor))) return 'maintenance'
    if (this.#parentDown(monitor) !== undefined) return 'parent'
    const parent = monitor.parent === undefined ? undefined : this.#jobs.get(monitor.parent)
    if (parent === undefined || job.badSince === undefined) return 'none'
    return (parent.last?.started ?? -Infinity) < job.badSince ? 'waiting' : 'none'
  }

  /** The nearest monitor above that is down. */
  #parentDown(monitor: MonitorRow): string | undefined {
    let above = monitor.parent
    for (let step = 0; above !== undefined && step < MOST_PARENTS; step++) {
      const job = this.#jobs.get(above)
      if (job?.last?.outcome.state === 'down') return above
      above = job?.monitor.parent
    }
    return undefined
  }

  /** Whether the parent is down as well decides what is told: it is asked at once, then the child again. */
  #askParent(job: Job): void {
    const parent = job.monitor.parent === undefined ? undefined : this.#jobs.get(job.monitor.parent)
    if (parent === undefined) return
    this.#host.run('monitor', async () => {
      await parent.now()
      if ((parent.last?.started ?? -Infinity) < (job.badSince ?? -Infinity)) await parent.now()
      if (this.#jobs.get(job.monitor.id) === job) await job.now()
    })
  }

  /** Whether the computer slept, the clock was set or the program stood still: nothing was watched then. */
  #compareClocks(): void {
    const upset = this.#beats.beat()
    if (!upset) return
    if (upset.backTo !== undefined) this.#store.forgetAfter(upset.backTo)
    this.#store.interrupt()
    for (const job of this.#jobs.values()) job.broken = true
    if (upset.broken) this.#rules.interrupt()
    this.#store.blindFor(upset.from, upset.to, upset.reason)
    this.#upset = true
  }

  #beat(): void {
    this.#compareClocks()
    const upset = this.#upset
    this.#upset = false
    const now = this.#clocks.wall()
    const mono = this.#clocks.mono()
    if (mono - this.#paced >= PACE_MS) {
      this.#paced = mono
      this.#pace.look()
    }
    if (upset || mono - this.#flushed >= FLUSH_MS) {
      this.#flushed = mono
      this.#store.flush(now)
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    await Promise.all([...this.#jobs.values()].map((job) => job.close()))
    this.#jobs.clear()
    this.#writer.close()
    this.#store.flush(this.#clocks.wall(), true)
  }

  seen(monitor: string): Seen {
    const job = this.#jobs.get(monitor)
    if (job?.last === undefined) return { state: 'unknown', samples: [] }
    const { outcome, at } = job.last
    const since = this.#store.standingSince(monitor)
    return {
      state: outcome.state,
      at,
      samples: outcome.samples.map((sample) => ({ ...sample, at })),
      ...(since === undefined ? {} : { since }),
      ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
      ...(outcome.detail === undefined ? {} : { detail: outcome.detail.slice(0, 2_000) }),
    }
  }

  trend(monitor: string, metric: string, points: number): (number | null)[] {
    return this.#store.series.trend(monitor, metric, points, this.#clocks.wall())
  }

  heldBackBy(monitor: string): string | undefined {
    const job = this.#jobs.get(monitor)
    return job && this.#parentDown(job.monitor)
  }

  repeats(alert: string): { repeats: number; flapping: boolean } {
    return {
      repeats: this.#rules.ofAlert(alert)?.repeats ?? 0,
      flapping: this.#rules.isFlapping(alert),
    }
  }

  worst(alert: string): number | undefined {
    return this.#rules.ofAlert(alert)?.worst
  }

  async probe(monitor: string): Promise<void> {
    await this.#jobs.get(monitor)?.now()
  }

  metricsOf(monitor: string): readonly string[] {
    return this.#store.series.metricsOf(monitor)
  }

  buckets(monitor: string, metric: string, from: number, to: number, step: number) {
    const now = this.#clocks.wall()
    return this.#store.series.buckets(monitor, metric, { from, to, step, now })
  }

  states(monitor: string, from: number, to: number) {
    return this.#store.states(monitor, from, to)
  }

  blind(from: number, to: number) {
    return this.#store.blind(from, to)
  }

  get bytes(): number {
    return this.#store.bytes
  }

  get retention() {
    const { rawDays, minuteDays, hourMonths } = this.#store.retention
    return { rawDays, minuteDays, hourMonths }
  }
}

/** Whether a change of the record leaves the probe as it is. */
const sameWork = (a: MonitorRow, b: MonitorRow): boolean =>
  a.interval === b.interval &&
  a.timeout === b.timeout &&
  a.zone === b.zone &&
  JSON.stringify(a.target) === JSON.stringify(b.target)
