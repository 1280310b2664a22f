import { SqliteStore, commitId } from './sqlite-store.ts'
import type { TypeShape } from './shape.ts'
import type { RecordRow } from './types.ts'

const ROWS_KEPT = 20_000
const TOUCHES_KEPT = 100_000

interface Entry {
  readonly shape: TypeShape
  readonly stored: RecordRow | undefined
  row: RecordRow
}

/**
 * The store while all tables are made anew: rows and touches are gathered and written in key order, so
 * that a record which was changed often costs one write, and pages are visited once. Call `flush` at the end.
 */
export class BulkStore extends SqliteStore {
  readonly #rows = new Map<TypeShape, Map<string, Entry>>()
  #count = 0
  #touches: { readonly record: string; readonly id: number }[] = []

  override row(shape: TypeShape, id: string): RecordRow | undefined {
    const entry = this.#rows.get(shape)?.get(id)
    if (entry) return entry.row
    const stored = super.row(shape, id)
    return stored
  }

  override addRow(shape: TypeShape, row: RecordRow): void {
    this.#keep({ shape, stored: undefined, row })
  }

  override setRow(shape: TypeShape, before: RecordRow, after: RecordRow): void {
    const entry = this.#rows.get(shape)?.get(after.id)
    if (entry) entry.row = after
    else this.#keep({ shape, stored: before, row: after })
  }

  override touch(record: string, stream: number, seq: number): void {
    this.#touches.push({ record, id: commitId(stream, seq) })
    if (this.#touches.length >= TOUCHES_KEPT) this.#flushTouches()
  }

  #keep(entry: Entry): void {
    if (this.#count >= ROWS_KEPT) this.#flushRows()
    const rows = this.#rows.get(entry.shape) ?? new Map<string, Entry>()
    this.#rows.set(entry.shape, rows)
    rows.set(entry.row.id, entry)
    this.#count += 1
  }

  flush(): void {
    this.#flushRows()
    this.#flushTouches()
  }

  #flushRows(): void {
    for (const [shape, rows] of this.#rows) {
      const entries = [...rows.values()].sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
      for (const { stored, row } of entries) {
        if (!stored) super.addRow(shape, row)
        else if (stored !== row) super.setRow(shape, stored, row)
      }
      rows.clear()
    }
    this.#count = 0
  }

  #flushTouches(): void {
    const touches = this.#touches.sort((a, b) =>
      a.record < b.record ? -1 : a.record > b.record ? 1 : a.id - b.id,
    )
    for (const { record, id } of touches) super.touchId(record, id)
    this.#touches = []
  }
}
