import type { Database } from 'better-sqlite3'
import { pack, unpack, type RawSample } from './block.ts'
import { LEVELS } from './file.ts'
import type { Bucket } from './shapes.ts'

const MINUTE = 60_000

type Row = Bucket & { readonly series: number }

const add = (db: Database, table: string) =>
  db.prepare(
    `INSERT INTO ${table} (series, at, min, max, sum, count, known) VALUES (?, CAST(? AS INTEGER), ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER))
     ON CONFLICT (series, at) DO UPDATE SET min = min(min, excluded.min), max = max(max, excluded.max),
       sum = sum + excluded.sum, count = count + excluded.count, known = known + excluded.known`,
  )

/** Adds buckets to roll-ups of their own size or more. Each must come once. */
export function addUp(
  db: Database,
  rows: Iterable<Row>,
  tables: readonly { readonly table: string; readonly size: number }[],
): void {
  const sums = tables.map(({ table, size }) => ({
    size,
    run: add(db, table),
    all: new Map<string, Row>(),
  }))
  for (const row of rows)
    for (const { size, all } of sums) {
      const at = Math.floor(row.at / size) * size
      const key = `${row.series} ${at}`
      const known = all.get(key)
      all.set(key, known ? { ...merged(known, row), series: row.series } : { ...row, at })
    }
  for (const { run, all } of sums)
    for (const { series, at, min, max, sum, count, known } of all.values())
      run.run(series, at, min, max, sum, count, Math.round(known))
}

export const merged = (a: Bucket, b: Bucket): Bucket => ({
  at: a.at,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  sum: a.sum + b.sum,
  count: a.count + b.count,
  known: a.known + b.known,
})

export const bucketOf = ({ at, value, known }: RawSample): Bucket => ({
  at,
  min: value,
  max: value,
  sum: value,
  count: 1,
  known,
})

/** Raw samples between two moments, in the order in which they came. */
export function* rawBetween(
  db: Database,
  from: number,
  to: number,
  only?: number,
): Iterable<RawSample> {
  const rows = db
    .prepare<[number, number], { since: number; data: Uint8Array }>(
      'SELECT since, data FROM raw WHERE until >= ? AND since < ? ORDER BY id',
    )
    .all(from, to)
  for (const { since, data } of rows)
    for (const sample of unpack(since, data, only))
      if (sample.at >= from && sample.at < to) yield sample
}

/** Minutes that are over go into all roll-ups, once; answers until when that is done. */
export function rollUp(db: Database, from: number, until: number): number {
  const end = Math.floor(until / MINUTE) * MINUTE
  if (end <= from) return from
  const rows = function* (): Iterable<Row> {
    for (const sample of rawBetween(db, from, end))
      yield { ...bucketOf(sample), series: sample.series }
  }
  addUp(db, rows(), LEVELS)
  return end
}

/** Takes back everything later than a moment: a clock that was ahead had put it there. */
export function forgetAfter(db: Database, series: readonly number[], moment: number): void {
  const minute = Math.floor(moment / MINUTE) * MINUTE
  db.prepare('DELETE FROM raw WHERE since > ?').run(moment)
  const over = db
    .prepare<[number], { id: number; since: number; data: Uint8Array }>(
      'SELECT id, since, data FROM raw WHERE until > ?',
    )
    .all(moment)
  const shorten = db.prepare('UPDATE raw SET until = CAST(? AS INTEGER), data = ? WHERE id = ?')
  for (const { id, since, data } of over) {
    const left = [...unpack(since, data)].filter(({ at }) => at <= moment)
    shorten.run(moment, pack(since, left), id)
  }
  for (const { table, size } of LEVELS) {
    const remove = db.prepare(`DELETE FROM ${table} WHERE series = ? AND at > ?`)
    for (const id of series) remove.run(id, minute - size)
  }
  const [, ...coarser] = LEVELS
  const minutes = db.prepare<[number, number, number], Row>(
    'SELECT series, at, min, max, sum, count, known FROM m1 WHERE series = ? AND at >= ? AND at < ?',
  )
  for (const id of series)
    for (const level of coarser) {
      const start = Math.floor(minute / level.size) * level.size
      addUp(db, minutes.all(id, start, minute), [level])
    }
}
