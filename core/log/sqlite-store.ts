import type { Database, Statement } from 'better-sqlite3'
import { transaction } from '../db/open.ts'
import { quote, RowTable } from './row-table.ts'
import type { TypeShape } from './shape.ts'
import type { LogStore, Quarantined, StreamRecord } from './store.ts'
import type { RecordRow, StoredCommit, StreamId } from './types.ts'

/** Commits of one stream have ids stream * 2^36 + seq. */
export const SEQ_SPAN = 2 ** 36
export const commitId = (stream: number, seq: number): number => stream * SEQ_SPAN + seq

type Bytes = Pick<StoredCommit, 'body' | 'hash' | 'signature'>

/** Rows that are held beside the tables: names, posts, settings and versions are read again and again. */
const ROWS_HELD = 2000

/** The log in the encrypted SQLite database of a workspace. */
export class SqliteStore implements LogStore {
  readonly #db: Database
  readonly #source: Database
  readonly #tables = new Map<TypeShape, RowTable>()
  readonly #rows = new Map<string, RecordRow>()
  /** Nothing waits, as almost always: then nobody looks for it at each commit. */
  #nothingHeld = false

  /** `source` holds the commits when the tables are made elsewhere, for comparison. */
  constructor(db: Database, source = db) {
    this.#db = db
    this.#source = source
  }

  #sql(text: string): Statement {
    return this.#db.prepare(text)
  }

  #log(text: string): Statement {
    return this.#source.prepare(text)
  }

  forget(): void {
    this.#rows.clear()
    this.#nothingHeld = false
  }

  transaction<T>(work: () => T): T {
    try {
      return transaction(this.#db, work)
    } catch (error) {
      this.forget()
      throw error
    }
  }

  attempt<T>(work: () => T): T {
    this.#sql('SAVEPOINT attempt').run()
    try {
      const value = work()
      this.#sql('RELEASE attempt').run()
      return value
    } catch (error) {
      this.forget()
      if (this.#db.inTransaction) {
        this.#sql('ROLLBACK TO attempt').run()
        this.#sql('RELEASE attempt').run()
      }
      throw error
    }
  }

  streams(): readonly StreamRecord[] {
    return this.#log(
      'SELECT stream AS no, id, public_key AS publicKey FROM streams ORDER BY stream',
    ).all() as StreamRecord[]
  }

  addStream(id: StreamId, publicKey: Uint8Array): StreamRecord {
    const { lastInsertRowid } = this.#sql('INSERT INTO streams (id, public_key) VALUES (?, ?)').run(
      id,
      publicKey,
    )
    return { no: Number(lastInsertRowid), id, publicKey }
  }

  seen(stream: number): ReadonlyMap<number, number> {
    const rows = this.#sql(`SELECT other, seq FROM seen WHERE stream = ?`).raw().all(stream) as [
      number,
      number,
    ][]
    return new Map(rows)
  }

  setSeen(stream: number, other: number, seq: number): void {
    this.#sql(`INSERT OR REPLACE INTO seen (stream, other, seq) VALUES (?, ?, ?)`).run(
      stream,
      other,
      seq,
    )
  }

  addCommit(stream: number, seq: number, { body, hash, signature }: StoredCommit): void {
    this.#sql('INSERT INTO commits (id, body, hash, signature) VALUES (?, ?, ?, ?)').run(
      commitId(stream, seq),
      body,
      hash,
      signature,
    )
  }

  commit(stream: StreamRecord, seq: number): StoredCommit | undefined {
    const row = this.#log('SELECT body, hash, signature FROM commits WHERE id = ?').get(
      commitId(stream.no, seq),
    ) as Bytes | undefined
    return row && { stream: stream.id, seq, ...row }
  }

  last(stream: StreamRecord): StoredCommit | undefined {
    const row = this.#log(
      'SELECT id, body, hash, signature FROM commits WHERE id > ? AND id < ? ORDER BY id DESC LIMIT 1',
    ).get(commitId(stream.no, 0), commitId(stream.no + 1, 0)) as
      | (Bytes & { id: number })
      | undefined
    if (!row) return undefined
    const { id, ...bytes } = row
    return { stream: stream.id, seq: id - commitId(stream.no, 0), ...bytes }
  }

  range(stream: StreamRecord, fromSeq: number, limit: number): readonly StoredCommit[] {
    const rows = this.#log(
      'SELECT id, body, hash, signature FROM commits WHERE id >= ? AND id < ? ORDER BY id LIMIT ?',
    ).all(
      commitId(stream.no, Math.max(fromSeq, 1)),
      commitId(stream.no + 1, 0),
      limit,
    ) as (Bytes & { id: number })[]
    return rows.map(({ id, ...bytes }) => ({
      stream: stream.id,
      seq: id - commitId(stream.no, 0),
      ...bytes,
    }))
  }

  bodies(
    stream: StreamRecord,
    fromSeq: number,
    limit: number,
  ): readonly (readonly [number, string])[] {
    return this.#log(
      'SELECT id - ?, CAST(body AS TEXT) FROM commits WHERE id >= ? AND id < ? ORDER BY id LIMIT ?',
    )
      .raw()
      .all(
        commitId(stream.no, 0),
        commitId(stream.no, Math.max(fromSeq, 1)),
        commitId(stream.no + 1, 0),
        limit,
      ) as [number, string][]
  }

  hold({ stream, seq, hash, body, signature }: StoredCommit): void {
    this.#nothingHeld = false
    this.#sql(
      'INSERT OR IGNORE INTO held (stream, seq, hash, body, signature) VALUES (?, ?, ?, ?, ?)',
    ).run(stream, seq, hash, body, signature)
  }

  held(stream: StreamId, seq: number): readonly StoredCommit[] {
    if (this.#nothingHeld) return []
    return this.#sql(
      'SELECT stream, seq, hash, body, signature FROM held WHERE stream = ? AND seq = ?',
    ).all(stream, seq) as StoredCommit[]
  }

  heldStreams(): readonly StreamId[] {
    const streams = this.#sql('SELECT DISTINCT stream FROM held').pluck().all() as StreamId[]
    this.#nothingHeld = streams.length === 0
    return streams
  }

  heldCount(): number {
    return this.#sql('SELECT count(*) FROM held').pluck().get() as number
  }

  release({ stream, seq, hash }: StoredCommit): void {
    if (this.#nothingHeld) return
    this.#sql('DELETE FROM held WHERE stream = ? AND seq = ? AND hash = ?').run(stream, seq, hash)
  }

  quarantine(
    { stream, seq, hash, body, signature }: StoredCommit,
    reason: string,
    at: number,
  ): void {
    this.#sql(
      'INSERT OR IGNORE INTO quarantine (stream, seq, hash, body, signature, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(stream, seq, hash, body, signature, reason, at)
  }

  quarantined(): readonly Quarantined[] {
    return this.#sql(
      'SELECT stream, seq, hash, body, signature, reason, at FROM quarantine',
    ).all() as Quarantined[]
  }

  row(shape: TypeShape, id: string): RecordRow | undefined {
    const key = `${shape.name} ${id}`
    const held = this.#rows.get(key)
    if (held) return held
    const row = this.#table(shape).get(id)
    if (!row) return undefined
    if (this.#rows.size >= ROWS_HELD) this.#rows.delete(String(this.#rows.keys().next().value))
    this.#rows.set(key, row)
    return row
  }

  addRow(shape: TypeShape, row: RecordRow): void {
    this.#table(shape).add(row)
  }

  setRow(shape: TypeShape, before: RecordRow, after: RecordRow): void {
    this.#rows.delete(`${shape.name} ${after.id}`)
    this.#table(shape).set(before, after)
  }

  find(shape: TypeShape, field: string, value: string): readonly string[] {
    return this.#sql(`SELECT id FROM ${quote(shape.table)} WHERE ${quote(field)} = ? ORDER BY id`)
      .pluck()
      .all(value) as string[]
  }

  rowsOf(shape: TypeShape): Iterable<RecordRow> {
    return this.#table(shape).all()
  }

  touch(record: string, stream: number, seq: number): void {
    this.touchId(record, commitId(stream, seq))
  }

  protected touchId(record: string, id: number): void {
    this.#sql(`INSERT OR IGNORE INTO touched (record, id) VALUES (?, ?)`).run(record, id)
  }

  touched(record: string): readonly (readonly [number, number])[] {
    const ids = this.#sql(`SELECT id FROM touched WHERE record = ? ORDER BY id`)
      .pluck()
      .all(record) as number[]
    return ids.map((id) => [Math.floor(id / SEQ_SPAN), id % SEQ_SPAN] as const)
  }

  markUnapplied(type: string, field: string): void {
    this.#sql('INSERT OR IGNORE INTO unapplied (type, field) VALUES (?, ?)').run(type, field)
  }

  #table(shape: TypeShape): RowTable {
    let table = this.#tables.get(shape)
    if (!table) {
      table = new RowTable(this.#db, shape)
      this.#tables.set(shape, table)
    }
    return table
  }
}
