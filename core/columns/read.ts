import type { Database } from 'better-sqlite3'
import { SEALED_MARK } from '../log/shape.ts'
import { packId } from './ids.ts'
import {
  FIRST_CODE,
  MOST_VALUES,
  roomFor,
  SEALED_CODE,
  type ColumnPlan,
  type LoadedColumn,
  type LoadedColumns,
} from './shape.ts'

type Cell = string | number | null

/** One column while it is read. */
interface Reading {
  add(at: number, cell: Cell): void
  /** Undefined: it turned out to be none that can be held. */
  end(count: number): LoadedColumn | undefined
}

/** Reads a table, deleted records included, in order of id. Undefined when an id is not of the usual form. */
export function readColumns(
  db: Database,
  table: string,
  plans: readonly ColumnPlan[],
): LoadedColumns | undefined {
  const count = Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const room = roomFor(count)
  const ids = new Uint8Array(room * 16)
  const deleted = new Uint8Array(room)
  const readings = plans.map((plan) => reading(plan, room))
  const names = plans.map(({ name }) => `"${name}"`)
  const rows = db
    .prepare(`SELECT id, _deleted, ${names.join(', ')} FROM ${table} ORDER BY id`)
    .raw()
    .iterate() as IterableIterator<Cell[]>
  let at = 0
  for (const cells of rows) {
    if (!packId(String(cells[0]), ids, at)) return undefined
    deleted[at] = Number(cells[1])
    for (let column = 0; column < readings.length; column++)
      readings[column]?.add(at, cells[column + 2] ?? null)
    at += 1
  }
  return {
    count: at,
    ids,
    deleted,
    docs: docsOf(db, table, room),
    columns: readings.flatMap((one) => one.end(at) ?? []),
  }
}

/** Documents of the index of texts, in order of the records' ids. */
function docsOf(db: Database, table: string, room: number): Int32Array<ArrayBuffer> {
  const docs = new Int32Array(room)
  const rows = db
    .prepare(
      `SELECT coalesce(doc, 0) FROM ${table} LEFT JOIN search_docs ON record = id ORDER BY id`,
    )
    .pluck()
    .iterate() as IterableIterator<number>
  let at = 0
  for (const doc of rows) docs[at++] = doc
  return docs
}

function reading({ name, holding }: ColumnPlan, room: number): Reading {
  if (holding === 'number') {
    const numbers = new Float64Array(room).fill(Number.NaN)
    return {
      add(at, cell) {
        if (cell !== null) numbers[at] = cell as number
      },
      end: () => ({ name, holding, numbers }),
    }
  }
  const dictionary = new Map<string, number>()
  const codeOf = (text: string): number => {
    if (text.startsWith(SEALED_MARK)) return SEALED_CODE
    const known = dictionary.get(text)
    if (known !== undefined) return known
    const code = dictionary.size + FIRST_CODE
    dictionary.set(text, code)
    return code
  }
  let given = 0
  const isHeld = (): boolean => dictionary.size <= MOST_VALUES
  if (holding === 'code') {
    const codes = new Int32Array(room)
    return {
      add(at, cell) {
        if (cell !== null && isHeld()) codes[at] = codeOf(String(cell))
      },
      end: () => (isHeld() ? { name, holding, codes, values: [...dictionary.keys()] } : undefined),
    }
  }
  const starts = new Uint32Array(room + 1)
  let codes = new Int32Array(room)
  const push = (code: number): void => {
    if (given === codes.length) {
      const larger = new Int32Array(codes.length * 2)
      larger.set(codes)
      codes = larger
    }
    codes[given++] = code
  }
  const parsed = new Map<string, readonly number[]>()
  return {
    add(at, cell) {
      starts[at] = given
      if (cell === null || !isHeld()) return
      const text = String(cell)
      let list = parsed.get(text)
      if (!list) {
        list = listOf(text).map(codeOf)
        if (parsed.size < MOST_VALUES) parsed.set(text, list)
      }
      for (const code of list) push(code)
    },
    end(count) {
      starts.fill(given, count)
      return isHeld() ? { name, holding, starts, codes, values: [...dictionary.keys()] } : undefined
    },
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
