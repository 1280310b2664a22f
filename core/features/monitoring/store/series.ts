import type { Database } from 'better-sqlite3'
import type { RawSample } from './block.ts'
import { LEVELS, type Level } from './file.ts'
import { bucketOf, merged, rawBetween } from './roll-up.ts'
import type { Bucket, Retention } from './shapes.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Longest stretch that is read from raw values: each of its rows holds the values of all monitors. */
const RAW_MS = 4 * HOUR
/** Minutes that are held in memory for small trends. */
const RECENT = 60

interface Recent {
  readonly minute: Float64Array
  readonly sum: Float64Array
  readonly count: Float64Array
}

/** Reading of values by monitor and metric. */
export class Series {
  readonly #db: Database
  readonly #waiting: () => readonly RawSample[]
  readonly #retention: () => Retention
  readonly #ids = new Map<string, number>()
  readonly #recent = new Map<number, Recent>()
  #warm = false
  rolledUp: number

  constructor(db: Database, waiting: () => readonly RawSample[], retention: () => Retention) {
    this.#retention = retention
    this.#db = db
    this.#waiting = waiting
    const rows = db
      .prepare<[], { id: number; monitor: string; metric: string }>(
        'SELECT id, monitor, metric FROM series',
      )
      .all()
    for (const { id, monitor, metric } of rows) this.#ids.set(`${monitor}\n${metric}`, id)
    this.rolledUp =
      (db.prepare(`SELECT value FROM meta WHERE key = 'rolledUp'`).pluck().get() as
        | number
        | undefined) ?? 0
  }

  ids(): number[] {
    return [...this.#ids.values()]
  }

  idOf(monitor: string, metric: string, at: number): number {
    const key = `${monitor}\n${metric}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = Number(
      this.#db
        .prepare('INSERT INTO series (monitor, metric, seen) VALUES (?, ?, CAST(? AS INTEGER))')
        .run(monitor, metric, at).lastInsertRowid,
    )
    this.#ids.set(key, id)
    return id
  }

  metricsOf(monitor: string): string[] {
    return [...this.#ids.keys()]
      .flatMap((key) => (key.startsWith(`${monitor}\n`) ? [key.slice(monitor.length + 1)] : []))
      .toSorted()
  }

  /** Values in steps of at least `step` milliseconds, each step with values once, in order. */
  buckets(
    monitor: string,
    metric: string,
    { from, to, step, now }: { from: number; to: number; step: number; now: number },
  ): Bucket[] {
    const id = this.#ids.get(`${monitor}\n${metric}`)
    if (id === undefined || to <= from) return []
    const level = this.#levelFor(from, to, step, now)
    const width = Math.max(step, level?.size ?? 1)
    const all = new Map<number, Bucket>()
    const take = (bucket: Bucket): void => {
      const at = from + Math.floor((bucket.at - from) / width) * width
      const known = all.get(at)
      all.set(at, known ? merged(known, bucket) : { ...bucket, at })
    }
    const start = level === undefined ? from : Math.max(from, this.rolledUp)
    if (level !== undefined) for (const bucket of this.#rolled(level, id, from, to)) take(bucket)
    if (to > start) {
      for (const sample of rawBetween(this.#db, start, to, id)) take(bucketOf(sample))
      for (const sample of this.#waiting())
        if (sample.series === id && sample.at >= start && sample.at < to) take(bucketOf(sample))
    }
    return [...all.values()].toSorted((a, b) => a.at - b.at)
  }

  #rolled(level: Level, id: number, from: number, to: number): Iterable<Bucket> {
    return this.#db
      .prepare<[number, number, number], Bucket>(
        `SELECT at, min, max, sum, count, known FROM ${level.table} WHERE series = ? AND at >= ? AND at < ? ORDER BY at`,
      )
      .iterate(id, Math.floor(from / level.size) * level.size, to)
  }

  /** The coarsest roll-up that is as fine as the step; undefined: raw values. What is that old must still be there. */
  #levelFor(from: number, to: number, step: number, now: number): Level | undefined {
    const fine = LEVELS.filter(({ size }) => size <= step).at(-1)
    if (fine === undefined && to - from <= RAW_MS) return undefined
    const age = now - from
    const { minuteDays, hourMonths } = this.#retention()
    const kept: Readonly<Record<Level['table'], number>> = {
      m1: minuteDays * DAY,
      m15: 8 * minuteDays * DAY,
      h1: hourMonths * 31 * DAY,
      d1: Infinity,
    }
    return LEVELS.slice(fine === undefined ? 0 : LEVELS.indexOf(fine)).find(
      ({ table }) => age <= kept[table],
    )
  }

  /** Means of the last hour in equal steps until now; null where nothing is known. */
  trend(monitor: string, metric: string, points: number, now: number): (number | null)[] {
    const id = this.#ids.get(`${monitor}\n${metric}`)
    const none = Array.from({ length: points }, () => null)
    if (id === undefined) return none
    this.#warmUp(now)
    const recent = this.#recent.get(id)
    if (recent === undefined) return none
    const last = Math.floor(now / MINUTE)
    const sums: { sum: number; count: number }[] = none.map(() => ({ sum: 0, count: 0 }))
    for (let slot = 0; slot < RECENT; slot++) {
      const age = last - (recent.minute[slot] ?? 0)
      if (age < 0 || age >= RECENT) continue
      const one = sums[Math.floor(((RECENT - 1 - age) * points) / RECENT)]
      if (one === undefined) continue
      one.sum += recent.sum[slot] ?? 0
      one.count += recent.count[slot] ?? 0
    }
    return sums.map(({ sum, count }) => (count === 0 ? null : sum / count))
  }

  /** Takes a value into the last hour. */
  note(series: number, at: number, value: number): void {
    this.#add(series, at, value, 1)
  }

  #add(series: number, at: number, sum: number, count: number): void {
    let recent = this.#recent.get(series)
    if (recent === undefined) {
      recent = {
        minute: new Float64Array(RECENT),
        sum: new Float64Array(RECENT),
        count: new Float64Array(RECENT),
      }
      this.#recent.set(series, recent)
    }
    const minute = Math.floor(at / MINUTE)
    const slot = minute % RECENT
    if (recent.minute[slot] !== minute) {
      recent.minute[slot] = minute
      recent.sum[slot] = 0
      recent.count[slot] = 0
    }
    recent.sum[slot] = (recent.sum[slot] ?? 0) + sum
    recent.count[slot] = (recent.count[slot] ?? 0) + count
  }

  /** What of the last hour was written before this start. */
  #warmUp(now: number): void {
    if (this.#warm) return
    this.#warm = true
    this.#recent.clear()
    const from = now - RECENT * MINUTE
    const rolled = this.#db.prepare<[number, number], Bucket>(
      'SELECT at, min, max, sum, count, known FROM m1 WHERE series = ? AND at >= ?',
    )
    for (const id of this.ids())
      for (const { at, sum, count } of rolled.all(id, from)) this.#add(id, at, sum, count)
    for (const { series, at, value } of rawBetween(
      this.#db,
      Math.max(from, this.rolledUp),
      now + 1,
    ))
      this.note(series, at, value)
    for (const { series, at, value } of this.#waiting()) this.note(series, at, value)
  }
}
