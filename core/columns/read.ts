import type { Database, Statement } from 'better-sqlite3'
import { SEALED_MARK } from '../log/shape.ts'
import { byValue } from './by-value.ts'
import { packId } from './ids.ts'
import {
  FIRST_CODE,
  grown,
  MOST_VALUES,
  NONE,
  roomFor,
  SEALED_CODE,
  type Codes,
  type ColumnPlan,
  type LoadedColumn,
  type LoadedColumns,
} from './shape.ts'
import { OF_THE_SYSTEM, Texts } from './texts.ts'

type Cell = string | number | null

type Scratch = readonly [Int32Array, Int32Array]

/** One column while it is read, place after place. */
interface Reading {
  add(cell: Cell): void
  grow(room: number): void
  /** Undefined: it turned out to be none that can be held. */
  end(scratch: Scratch): LoadedColumn | undefined
}

/**
 * Reads a table, deleted records included, in order of id. Undefined when an id is not of the usual form. `mostValues`:
 * of a column with codes.
 */
export function readColumns(
  db: Database,
  table: string,
  plans: readonly ColumnPlan[],
  mostValues = MOST_VALUES,
): LoadedColumns | undefined {
  // Deleted ones are not counted: an index answers that, where all of the table would be read.
  const expected = db.prepare(`SELECT count(*) FROM ${table} WHERE _deleted = 0`).pluck().get()
  let room = roomFor(Number(expected))
  let ids = new Uint8Array(room * 16)
  let visible = new Uint8Array(room)
  let docs = new Int32Array(room)
  // In one piece: what is asked for in many stays with the program when it is given back.
  const codes = new ArrayBuffer(plans.length * room * 2)
  const readings = plans.map(({ name, holding }, index) =>
    holding === 'list'
      ? new ListReading(name, room)
      : new CodeReading(name, new Uint8Array(codes, index * room * 2, room * 2), mostValues),
  )
  const names = plans.map(({ name }) => `"${name}"`)
  const some = db
    .prepare(
      `SELECT id, _deleted, doc, ${names.join(', ')} FROM ${table} LEFT JOIN search_docs ON record = id WHERE id > ? ORDER BY id LIMIT ${BATCH}`,
    )
    .raw()
  let count = 0
  for (const batch of batches(some)) {
    if (count + batch.length > room) {
      room = roomFor(room)
      ids = grown(ids, room * 16)
      visible = grown(visible, room)
      docs = grown(docs, room)
      for (const reading of readings) reading.grow(room)
    }
    for (const [id, deleted, doc] of batch) {
      if (!packId(id as string, ids, count)) return undefined
      visible[count] = deleted === 0 ? 1 : 0
      docs[count] = (doc as number | null) ?? 0
      count += 1
    }
    for (const [index, reading] of readings.entries())
      for (const cells of batch) reading.add(cells[index + 3] as Cell)
  }
  const spare = new ArrayBuffer(Math.max(count * 8, OF_THE_SYSTEM))
  const scratch: Scratch = [new Int32Array(spare, 0, count), new Int32Array(spare, count * 4)]
  return { count, ids, visible, docs, columns: readings.flatMap((one) => one.end(scratch) ?? []) }
}

/** Rows read at a time: few enough that they are garbage before more memory is asked for. */
const BATCH = 100

/** The rows of a statement that takes the id after which it begins, and answers up to so many. */
function* batches(statement: Statement): Generator<Cell[][]> {
  let last = ''
  for (;;) {
    const batch = statement.all(last) as Cell[][]
    yield batch
    if (batch.length < BATCH) return
    last = batch[BATCH - 1]?.[0] as string
  }
}

/** Values as codes as long as they are few enough, then numbers as they are and texts by their order. */
class CodeReading implements Reading {
  readonly #name: string
  readonly #mostValues: number
  /** Two bytes for each place, of which codes take one as long as they can. */
  #room: Uint8Array<ArrayBuffer>
  #codes: Codes
  readonly #values = new Map<string | number, number>()
  #count = 0
  #numbers: Float64Array<ArrayBuffer> | undefined
  #texts: Texts | undefined
  #tooLarge = false

  constructor(name: string, room: Uint8Array<ArrayBuffer>, mostValues: number) {
    this.#name = name
    this.#mostValues = mostValues
    this.#room = room
    this.#codes = room.subarray(0, room.length / 2)
  }

  add(cell: Cell): void {
    const at = this.#count++
    if (this.#numbers) this.#numbers[at] = cell === null ? Number.NaN : (cell as number)
    else if (this.#texts) this.#addText(cell)
    else if (cell !== null) {
      const known = this.#values.get(cell)
      if (known !== undefined) this.#codes[at] = known
      else this.#addValue(at, cell)
    }
  }

  #addValue(at: number, cell: string | number): void {
    if (typeof cell === 'string' && cell.startsWith(SEALED_MARK)) {
      this.#codes[at] = SEALED_CODE
      return
    }
    const code = this.#values.size + FIRST_CODE
    if (this.#values.size === this.#mostValues) {
      this.#withoutCodes(at, cell)
      return
    }
    if (code === 256) this.#widen()
    this.#values.set(cell, code)
    this.#codes[at] = code
  }

  #wide(): Uint16Array<ArrayBuffer> {
    return new Uint16Array(this.#room.buffer, this.#room.byteOffset, this.#room.length / 2)
  }

  #widen(): void {
    const [narrow, wide] = [this.#codes, this.#wide()]
    for (let at = this.#count - 1; at >= 0; at--) wide[at] = narrow[at] as number
    this.#codes = wide
  }

  grow(room: number): void {
    if (this.#numbers) this.#numbers = grown(this.#numbers, room)
    else if (this.#texts) this.#texts.grow(room)
    else {
      const isWide = this.#codes instanceof Uint16Array
      this.#room = grown(this.#room, room * 2)
      this.#codes = isWide ? this.#wide() : this.#room.subarray(0, room)
    }
  }

  /** From here on without codes: what stands before is taken over. */
  #withoutCodes(at: number, cell: string | number): void {
    const values = [...this.#values.keys()]
    const valueAt = (place: number): Cell => {
      const code = this.#codes[place] as number
      return code === SEALED_CODE ? SEALED_MARK : (values[code - FIRST_CODE] ?? null)
    }
    if (typeof cell === 'number') {
      this.#numbers = new Float64Array(this.#codes.length)
      for (let place = 0; place < at; place++)
        this.#numbers[place] = (valueAt(place) as number | null) ?? Number.NaN
      this.#numbers[at] = cell
    } else {
      this.#texts = new Texts(this.#codes.length)
      for (let place = 0; place < at; place++) this.#addText(valueAt(place))
      this.#addText(cell)
    }
    this.#values.clear()
  }

  #addText(cell: Cell): void {
    this.#tooLarge ||= this.#texts?.add(cell === null ? null : String(cell)) === false
  }

  end(scratch: Scratch): LoadedColumn | undefined {
    const name = this.#name
    if (this.#numbers) return { name, holding: 'number', numbers: this.#numbers }
    if (this.#texts)
      return this.#tooLarge ? undefined : { name, holding: 'order', ...this.#texts.order(scratch) }
    const values = [...this.#values.keys()].toSorted(byValue)
    const ascending = new Uint16Array(values.length + FIRST_CODE)
    ascending[SEALED_CODE] = SEALED_CODE
    for (const [rank, value] of values.entries())
      ascending[this.#values.get(value) ?? NONE] = rank + FIRST_CODE
    const codes = this.#codes
    // Without values not one page of its memory is touched.
    for (let at = 0; values.length > 0 && at < this.#count; at++)
      codes[at] = ascending[codes[at] as number] as number
    return { name, holding: 'code', codes, values }
  }
}

class ListReading implements Reading {
  readonly #name: string
  #room: number
  #starts = new Uint32Array(0)
  #codes = new Int32Array(1024)
  #given = 0
  #count = 0
  readonly #values = new Map<string, number>()
  readonly #parsed = new Map<string, readonly number[]>()

  constructor(name: string, room: number) {
    this.#name = name
    this.#room = room
  }

  add(cell: Cell): void {
    const at = this.#count++
    if (this.#starts.length > 0) this.#starts[at] = this.#given
    if (cell === null || this.#values.size > MOST_VALUES) return
    for (const code of this.#codesOf(String(cell))) {
      if (this.#starts.length === 0) this.#starts = new Uint32Array(this.#room + 1)
      if (this.#given === this.#codes.length) this.#codes = grown(this.#codes, this.#given * 2)
      this.#codes[this.#given++] = code
    }
  }

  grow(room: number): void {
    this.#room = room
    if (this.#starts.length > 0) this.#starts = grown(this.#starts, room + 1)
  }

  #codesOf(text: string): readonly number[] {
    const known = this.#parsed.get(text)
    if (known) return known
    const list = listOf(text).map((item) => this.#codeOf(item))
    if (this.#parsed.size < MOST_VALUES) this.#parsed.set(text, list)
    return list
  }

  #codeOf(text: string): number {
    if (text.startsWith(SEALED_MARK)) return SEALED_CODE
    const known = this.#values.get(text)
    if (known !== undefined) return known
    const code = this.#values.size + FIRST_CODE
    this.#values.set(text, code)
    return code
  }

  end(): LoadedColumn | undefined {
    if (this.#values.size > MOST_VALUES) return undefined
    const starts = this.#starts.fill(this.#given, this.#count)
    const codes = this.#codes.slice(0, this.#given)
    return { name: this.#name, holding: 'list', starts, codes, values: [...this.#values.keys()] }
  }
}

/** The items of a list as it is stored; a sealed one is one item. */
function listOf(text: string): readonly string[] {
  if (text.startsWith(SEALED_MARK)) return [text]
  const value: unknown = JSON.parse(text)
  return Array.isArray(value)
    ? value.map(String)
    : String(value ?? '') === ''
      ? []
      : [String(value)]
}
