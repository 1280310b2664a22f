import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { CoreError } from '../error.ts'
import { allAtOnce, transaction, withLargeCache } from '../db/open.ts'
import { BulkStore } from './bulk-store.ts'
import { Engine, InvalidCommit } from './engine.ts'
import { replay } from './replay.ts'
import { columnsOf, quote, RowTable } from './row-table.ts'
import type { TypeShape } from './shape.ts'
import { commitId } from './sqlite-store.ts'
import { arrangeIndexes, dropIndexes, STALE } from './tables.ts'
import type { Projection } from './types.ts'

/** Tables that follow from the log beside those of the record types, with their columns in key order. */
export const DERIVED: Readonly<Record<string, string>> = {
  longtexts: 'record, type, field, value',
  seen: 'stream, other, seq',
  touched: 'record, id',
}

/** The derived tables of a log in SQLite. */
export class Tables {
  readonly #db: Database
  readonly #shapes: ReadonlyMap<string, TypeShape>

  constructor(db: Database, shapes: ReadonlyMap<string, TypeShape>) {
    this.#db = db
    this.#shapes = shapes
  }

  /** Makes all derived tables anew in one transaction. Throws CoreError cancelled when `progress` answers false. */
  rebuild(
    engine: Engine,
    progress?: (done: number, total: number) => boolean,
  ): { readonly operations: number; readonly digest: string } {
    const operations = this.#replacing(() => {
      this.#empty()
      const total = [...engine.streams()].reduce((sum, stream) => sum + stream.seq, 0)
      const store = new BulkStore(this.#db)
      const bulk = new Engine(store, engine.shapes, engine.start)
      const steps = replay(bulk)
      let step = steps.next()
      for (; !step.done; step = steps.next()) {
        if (progress && !progress(step.value, Math.max(step.value, total)))
          throw new CoreError('cancelled')
      }
      store.flush()
      this.#fill(engine.projections)
      arrangeIndexes(this.#db, this.#shapes.values())
      this.#db.prepare('DELETE FROM shapes WHERE type = ?').run(STALE)
      return step.value
    })
    return { operations, digest: this.digest() }
  }

  /** Makes the projections anew out of the tables as they stand, in one transaction. */
  project(projections: readonly Projection[]): void {
    withLargeCache(this.#db, () => transaction(this.#db, () => this.#fill(projections)))
  }

  /** Projections follow from the records as they stand, which are all written by now. */
  #fill(projections: readonly Projection[]): void {
    for (const projection of projections) projection.reset()
    for (const shape of this.#shapes.values())
      for (const after of new RowTable(this.#db, shape).all())
        for (const projection of projections)
          projection.apply({ type: after.type, id: after.id, before: undefined, after })
  }

  #replacing<T>(work: () => T): T {
    try {
      return withLargeCache(this.#db, () => transaction(this.#db, work))
    } catch (error) {
      if (error instanceof InvalidCommit)
        throw new CoreError('workspaceDamaged', { detail: error.message })
      throw error
    }
  }

  /** SHA-256 in hex over all derived tables in key order. */
  digest(): string {
    const hash = createHash('sha256')
    const add = (name: string, sql: string) => {
      hash.update(`${name}\n`)
      for (const cells of this.#db.prepare(sql).raw().iterate())
        hash.update(JSON.stringify(cells) + '\n')
    }
    for (const shape of [...this.#shapes.values()].sort((a, b) => (a.table < b.table ? -1 : 1))) {
      add(
        shape.table,
        `SELECT ${columnsOf(shape).join(', ')} FROM ${quote(shape.table)} ORDER BY id`,
      )
    }
    add('longtexts', `SELECT ${DERIVED['longtexts']} FROM longtexts ORDER BY record, type, field`)
    // Numbers of streams differ from device to device.
    add(
      'touched',
      'SELECT record, s.id, touched.id % 68719476736 FROM touched JOIN streams s ON s.stream = touched.id / 68719476736 ORDER BY 1, 2, 3',
    )
    add(
      'seen',
      'SELECT s.id, o.id, seq FROM seen JOIN streams s ON s.stream = seen.stream JOIN streams o ON o.stream = other ORDER BY 1, 2',
    )
    return hash.digest('hex')
  }

  cut(from: ReadonlyMap<number, number>): void {
    for (const [stream, seq] of from) {
      this.#db
        .prepare('DELETE FROM commits WHERE id >= ? AND id < ?')
        .run(commitId(stream, seq), commitId(stream + 1, 0))
      if (seq === 1) this.#db.prepare('DELETE FROM streams WHERE stream = ?').run(stream)
    }
  }

  atOnce<T>(work: () => T): T {
    return allAtOnce(this.#db, work)
  }

  #empty(): void {
    dropIndexes(this.#db, this.#shapes.values())
    for (const shape of this.#shapes.values()) this.#db.exec(`DELETE FROM ${quote(shape.table)}`)
    for (const name of [...Object.keys(DERIVED), 'unapplied']) this.#db.exec(`DELETE FROM ${name}`)
  }
}
