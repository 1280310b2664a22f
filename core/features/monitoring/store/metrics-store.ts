import type { Database } from 'better-sqlite3'
import type { BlindInterval } from '../../../../contract/monitors.ts'
import { transaction } from '../../../db/open.ts'
import { pack, type RawSample } from './block.ts'
import { LEVELS } from './file.ts'
import { Kept } from './kept.ts'
import { rollUp, forgetAfter } from './roll-up.ts'
import { Series } from './series.ts'
import { RETENTION, type Retention, type StateStretch } from './shapes.ts'

const DAY = 86_400_000
/** How often the roll-ups are brought up to date, and what is too old goes. */
const ROLL_UP_MS = 300_000
const TIDY_MS = 3_600_000

type State = StateStretch['state']

/** Time series of this device's monitors: gathered in memory, written together, rolled up, forgotten in time. */
export class MetricsStore {
  readonly series: Series
  readonly kept: Kept
  readonly #retention: () => Retention
  readonly #db: Database
  #waiting: RawSample[] = []
  readonly #standing = new Map<string, { since: number; until: number; state: State }>()
  readonly #over: (StateStretch & { readonly monitor: string })[] = []
  readonly #blind: BlindInterval[] = []
  readonly #monitors = new Map<string, number>()
  #rolledUp: number
  #tidied = 0

  constructor(db: Database, retention: () => Retention = () => RETENTION) {
    this.#db = db
    this.#retention = retention
    this.series = new Series(db, () => this.#waiting, retention)
    this.kept = new Kept(db)
    this.#rolledUp = this.meta('rolledUp') ?? 0
    const rows = db
      .prepare<[], { id: number; monitor: string }>('SELECT id, monitor FROM watched')
      .all()
    for (const { id, monitor } of rows) this.#monitors.set(monitor, id)
    this.#endStanding()
  }

  /** When the collector wrote last, and whether it closed by itself; undefined in a new file. */
  get lastSeen(): { readonly at: number; readonly closed: boolean } | undefined {
    const at = this.meta('heartbeat')
    return at === undefined ? undefined : { at, closed: this.meta('closed') === 1 }
  }

  get retention(): Retention {
    return this.#retention()
  }

  get bytes(): number {
    const pages = Number(this.#db.pragma('page_count', { simple: true }))
    return pages * Number(this.#db.pragma('page_size', { simple: true }))
  }

  add(monitor: string, metric: string, at: number, value: number, known: number): void {
    if (!Number.isFinite(value)) return
    const series = this.series.idOf(monitor, metric, at)
    this.#waiting.push({ series, at, value, known })
    this.series.note(series, at, value)
  }

  /** A monitor was seen in a state; `unbroken`: since it was seen before, nobody looked away. */
  see(monitor: string, state: State, at: number, unbroken: boolean): void {
    const standing = this.#standing.get(monitor)
    if (standing && unbroken && at >= standing.until) {
      standing.until = at
      if (standing.state === state) return
    }
    this.interrupt(monitor)
    this.#standing.set(monitor, { since: at, until: at, state })
  }

  /** Nobody looks at a monitor any more, or at any. */
  interrupt(monitor?: string): void {
    const all = monitor === undefined ? [...this.#standing.keys()] : [monitor]
    for (const one of all) {
      const standing = this.#standing.get(one)
      if (standing && standing.until > standing.since)
        this.#over.push({
          monitor: one,
          from: standing.since,
          to: standing.until,
          state: standing.state,
        })
      this.#standing.delete(one)
    }
  }

  blindFor(from: number, to: number, reason: BlindInterval['reason']): void {
    if (to > from) this.#blind.push({ from, to, reason })
  }

  /** Writes what was gathered. `closed`: the last time. */
  flush(now: number, closed = false): void {
    transaction(this.#db, () => {
      this.#writeSamples()
      this.#writeStates()
      const blind = this.#db.prepare(
        'INSERT INTO blind (since, until, reason) VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), ?) ON CONFLICT (since) DO UPDATE SET until = max(until, excluded.until)',
      )
      for (const { from, to, reason } of this.#blind.splice(0)) blind.run(from, to, reason)
      this.kept.flush()
      this.#setMeta('heartbeat', now)
      this.#setMeta('closed', closed ? 1 : 0)
      if (now - this.#rolledUp >= ROLL_UP_MS || closed) this.#rollUp(now)
    })
    if (now - this.#tidied >= TIDY_MS) this.#tidy(now)
  }

  /** Takes back what lies in the future: the clock was ahead. */
  forgetAfter(moment: number): void {
    this.#waiting = this.#waiting.filter(({ at }) => at <= moment)
    this.interrupt()
    transaction(this.#db, () => {
      this.#writeSamples()
      this.#writeStates()
      forgetAfter(this.#db, this.series.ids(), moment)
      this.#db.prepare('DELETE FROM states WHERE since > ?').run(moment)
      this.#db
        .prepare('UPDATE states SET until = CAST(? AS INTEGER) WHERE until > ?')
        .run(moment, moment)
      this.#db.prepare('DELETE FROM blind WHERE since > ?').run(moment)
      this.#db
        .prepare('UPDATE blind SET until = CAST(? AS INTEGER) WHERE until > ?')
        .run(moment, moment)
      this.#rolledUp = Math.min(this.#rolledUp, Math.floor(moment / 60_000) * 60_000)
      this.#setMeta('rolledUp', this.#rolledUp)
    })
  }

  /** Since when a monitor stands as it does, as far as nobody looked away. */
  standingSince(monitor: string): number | undefined {
    return this.#standing.get(monitor)?.since
  }

  /** Stretches of a monitor, in order, the one that still stands included. */
  states(monitor: string, from: number, to: number): StateStretch[] {
    const id = this.#monitors.get(monitor)
    const written =
      id === undefined
        ? []
        : this.#db
            .prepare<[number, number, number], StateStretch>(
              'SELECT since AS "from", until AS "to", state FROM states WHERE monitor = ? AND until > ? AND since < ? ORDER BY since',
            )
            .all(id, from, to)
    const over = this.#over.filter((one) => one.monitor === monitor)
    const standing = this.#standing.get(monitor)
    return [
      ...written,
      ...over.map(({ monitor: _monitor, ...stretch }) => stretch),
      ...(standing && standing.until > standing.since
        ? [{ from: standing.since, to: standing.until, state: standing.state }]
        : []),
    ].filter((stretch) => stretch.to > from && stretch.from < to)
  }

  blind(from: number, to: number): BlindInterval[] {
    const written = this.#db
      .prepare<[number, number], BlindInterval>(
        'SELECT since AS "from", until AS "to", reason FROM blind WHERE until > ? AND since < ? ORDER BY since',
      )
      .all(from, to)
    return [...written, ...this.#blind.filter((one) => one.to > from && one.from < to)]
  }

  meta(key: string): number | undefined {
    return this.#db
      .prepare<[string], number>('SELECT value FROM meta WHERE key = ?')
      .pluck()
      .get(key) as number | undefined
  }

  /** The roll-ups hold a story that was written into them. */
  tellStory(from: number, to: number): void {
    this.#rolledUp = this.series.rolledUp = Math.floor(to / 60_000) * 60_000
    this.#setMeta('rolledUp', this.#rolledUp)
    this.#setMeta('storyFrom', from)
    this.#setMeta('storyTo', to)
  }

  close(): void {
    this.#db.close()
  }

  #setMeta(key: string, value: number): void {
    this.#db
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, CAST(? AS INTEGER)) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value)
  }

  #writeSamples(): void {
    const samples = this.#waiting
    this.#waiting = []
    if (samples.length === 0) return
    const times = samples.map(({ at }) => at)
    const since = times.reduce((least, at) => Math.min(least, at), Infinity)
    const until = times.reduce((most, at) => Math.max(most, at), 0)
    this.#db
      .prepare(
        'INSERT INTO raw (since, until, data) VALUES (CAST(? AS INTEGER), CAST(? AS INTEGER), ?)',
      )
      .run(since, until, pack(since, samples))
  }

  #writeStates(): void {
    const over = this.#db.prepare(
      'INSERT INTO states (monitor, since, until, state) VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?) ON CONFLICT (monitor, since) DO UPDATE SET until = max(until, excluded.until), state = excluded.state',
    )
    for (const { monitor, from, to, state } of this.#over.splice(0))
      over.run(this.#idOf(monitor), from, to, state)
    this.#db.exec('DELETE FROM standing')
    const standing = this.#db.prepare(
      'INSERT INTO standing (monitor, since, until, state) VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?)',
    )
    for (const [monitor, { since, until, state }] of this.#standing)
      standing.run(this.#idOf(monitor), since, until, state)
  }

  /** What stood when the program ended had its end there. */
  #endStanding(): void {
    transaction(this.#db, () =>
      this.#db.exec(`
        INSERT OR REPLACE INTO states SELECT monitor, since, until, state FROM standing WHERE until > since;
        DELETE FROM standing;
      `),
    )
  }

  #idOf(monitor: string): number {
    const known = this.#monitors.get(monitor)
    if (known !== undefined) return known
    const id = Number(
      this.#db.prepare('INSERT INTO watched (monitor) VALUES (?)').run(monitor).lastInsertRowid,
    )
    this.#monitors.set(monitor, id)
    return id
  }

  #rollUp(now: number): void {
    // What stands in memory is written; minutes before now are whole.
    this.#rolledUp = rollUp(this.#db, this.#rolledUp, now)
    this.#setMeta('rolledUp', this.#rolledUp)
    this.series.rolledUp = this.#rolledUp
  }

  #tidy(now: number): void {
    this.#tidied = now
    const { rawDays, minuteDays, hourMonths } = this.retention
    const before: Readonly<Record<string, number>> = {
      m1: now - minuteDays * DAY,
      m15: now - 8 * minuteDays * DAY,
      h1: now - hourMonths * 31 * DAY,
    }
    transaction(this.#db, () => {
      this.#db.prepare('DELETE FROM raw WHERE until < ?').run(now - rawDays * DAY)
      for (const { table } of LEVELS) {
        const end = before[table]
        if (end === undefined) continue
        const remove = this.#db.prepare(`DELETE FROM ${table} WHERE series = ? AND at < ?`)
        for (const id of this.series.ids()) remove.run(id, end)
      }
    })
  }
}
