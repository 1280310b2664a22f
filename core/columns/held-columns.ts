import type { Json } from '../../contract/record-type.ts'
import type { RecordRow } from '../log/types.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import type { Column, Passes, Text } from './column.ts'
import { columnOf } from './column-of.ts'
import { findId, packId, unpackId } from './ids.ts'
import { grown, roomFor, type ColumnPlan, type LoadedColumns } from './shape.ts'

/** Texts whose records are kept until something changes. */
const MOST_TEXTS = 4

/** What a question finds: one byte for each record, 1 where it is found. */
export interface Chosen {
  readonly mask: Uint8Array
  readonly total: number
}

/** The columns of one record type in memory, in order of id; they follow every commit. */
export class HeldColumns {
  readonly #columns = new Map<string, Column>()
  readonly #plans: readonly ColumnPlan[]
  #ids: Uint8Array
  #visible: Uint8Array
  #docs: Int32Array
  #count: number
  /** Places of records above internal: few, and opened one by one. */
  readonly #sealed = new Set<number>()

  /** `read` gives the text of a column that a record has now. */
  constructor(
    loaded: LoadedColumns,
    plans: readonly ColumnPlan[],
    read: (column: string, id: string) => Text,
  ) {
    this.#plans = plans
    this.#ids = loaded.ids
    this.#visible = loaded.visible
    this.#docs = loaded.docs
    this.#count = loaded.count
    for (const column of loaded.columns) {
      const { name } = column
      this.#columns.set(
        name,
        columnOf(column, (at) => read(name, this.idAt(at))),
      )
    }
    for (let at = 0; at < this.#count; at++)
      this.#lastDoc = Math.max(this.#lastDoc, this.#docs[at] ?? 0)
    const isSealed = new Uint8Array(this.#count).fill(1)
    const passes: Passes = (level) => Number(level) >= FIRST_SEALED_LEVEL
    this.#columns.get('_level')?.filter(isSealed, this.#count, { passes, ofList: 'some' })
    for (let at = 0; at < this.#count; at++) if (isSealed[at] === 1) this.#sealed.add(at)
  }

  /** The highest number of a document; 0 is none. */
  #lastDoc = 0
  /** Records that a question finds, and how many, until something changes: a list asks again for each of its pages. */
  readonly chosen = new Map<string, Chosen>()
  readonly totals = new Map<string, number>()
  /** Masks of the texts that were looked for last: whoever found something filters, sorts and groups it next. */
  readonly #texts = new Map<string, Uint8Array>()
  /** Masks to be used again: as garbage, a megabyte each, they would have all memory searched after a few questions. */
  #spare: Uint8Array[] = []
  /** True: a column was lost by what changed since all were read. */
  isWorn = false

  get count(): number {
    return this.#count
  }

  get sealed(): ReadonlySet<number> {
    return this.#sealed
  }

  /** A mask to be changed: all records, or those that are not deleted. */
  mask(withDeleted: boolean): Uint8Array {
    const mask = this.#spare.pop() ?? new Uint8Array(this.#visible.length)
    if (withDeleted) mask.fill(1)
    else mask.set(this.#visible)
    return mask
  }

  /** Takes back a mask that nobody looks at any more. */
  giveBack(mask: Uint8Array): void {
    if (mask.length === this.#visible.length) this.#spare.push(mask)
  }

  /** A mask of the records whose documents in the index hold a text. `find` asks the index. Not to be changed. */
  withText(text: string, find: () => readonly number[]): Uint8Array {
    const known = this.#texts.get(text)
    this.#texts.delete(text)
    const mask = known ?? this.#withDocs(find())
    this.#texts.set(text, mask)
    if (this.#texts.size > MOST_TEXTS) this.#texts.delete(String(this.#texts.keys().next().value))
    return mask
  }

  #withDocs(found: readonly number[]): Uint8Array {
    const isFound = new Uint8Array(this.#lastDoc + 1)
    for (const doc of found) isFound[doc] = 1
    const mask = new Uint8Array(this.#count)
    for (let at = 0; at < this.#count; at++) mask[at] = isFound[this.#docs[at] as number] as number
    return mask
  }

  column(name: string): Column | undefined {
    return this.#columns.get(name)
  }

  idAt(at: number): string {
    return unpackId(this.#ids, at)
  }

  /** Place of a record; undefined when it is not here. */
  placeOf(id: string): number | undefined {
    const at = findId(this.#ids, this.#count, id)
    return at < 0 ? undefined : at
  }

  /** Place of a record, or one between its neighbours where it is not here. */
  near(id: string): number {
    const at = findId(this.#ids, this.#count, id)
    return at < 0 ? -at - 1.5 : at
  }

  /** Takes a record as it is now. False: it belongs between others, all has to be read anew. */
  take(row: RecordRow, doc: number): boolean {
    this.chosen.clear()
    this.totals.clear()
    this.#texts.clear()
    const found = findId(this.#ids, this.#count, row.id)
    if (found < 0 && -found - 1 !== this.#count) return false
    const at = found < 0 ? this.#count : found
    if (found < 0) {
      if (this.#count === this.#visible.length) this.#grow()
      if (!packId(row.id, this.#ids, at)) return false
      this.#count += 1
    }
    this.#visible[at] = row.deleted ? 0 : 1
    this.#docs[at] = doc
    this.#lastDoc = Math.max(this.#lastDoc, doc)
    if (row.level >= FIRST_SEALED_LEVEL) this.#sealed.add(at)
    else this.#sealed.delete(at)
    const own: Readonly<Record<string, Json>> = {
      _created: row.created,
      _updated: row.updated,
      _level: row.level,
      _created_by: row.createdBy,
      _updated_by: row.updatedBy,
    }
    for (const { name } of this.#plans) {
      const held = this.#columns.get(name)?.set(at, own[name] ?? row.fields[name] ?? null)
      // Too much changed: what asks for the column is answered by the table until all are read anew.
      if (held !== false) continue
      this.#columns.delete(name)
      this.isWorn = true
    }
    return true
  }

  #grow(): void {
    const room = roomFor(this.#count)
    this.#spare = []
    this.#ids = grown(this.#ids, room * 16)
    this.#visible = grown(this.#visible, room)
    this.#docs = grown(this.#docs, room)
    for (const column of this.#columns.values()) column.grow(room)
  }
}
