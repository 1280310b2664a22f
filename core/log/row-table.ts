import type { Database, Statement } from 'better-sqlite3'
import type { Json } from '../../contract/record-type.ts'
import { canonical } from './canonical.ts'
import type { FieldShape, TypeShape } from './shape.ts'
import type { OpId, RecordRow } from './types.ts'

type Cell = string | number | null

/** Columns that every table of records has after `id` and the declared fields. */
export const SYSTEM_COLUMNS = [
  '_created',
  '_created_by',
  '_create_op',
  '_updated',
  '_updated_by',
  '_deleted',
  '_level',
  '_heads',
  '_conflicts',
] as const

const systemCells = (row: RecordRow): Cell[] => [
  row.created,
  row.createdBy,
  row.createOp,
  row.updated,
  row.updatedBy,
  row.deleted ? 1 : 0,
  row.level,
  isEmpty(row.heads) ? null : canonical(row.heads),
  row.conflicts.length === 0 ? null : canonical(row.conflicts),
]

const isEmpty = (value: object): boolean => {
  for (const _ in value) return false
  return true
}

export const quote = (name: string): string => `"${name}"`

function toCell(field: FieldShape, value: Json | undefined): Cell {
  if (value === null || value === undefined) return null
  if (field.json) return canonical(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return value as string | number
}

function fromCell(field: FieldShape, cell: Cell): Json {
  if (cell === null) return null
  if (field.json) return JSON.parse(cell as string) as Json
  return field.kind === 'boolean' ? cell === 1 : cell
}

/** Rows read at a time. */
const BATCH = 2000

/** A session reads and writes few of all types: each statement is compiled when it is first needed. */
function once(make: () => Statement): () => Statement {
  let made: Statement | undefined
  return () => (made ??= make())
}

/** The derived table of one record type, with its statements compiled once. */
export class RowTable {
  readonly #db: Database
  readonly #shape: TypeShape
  readonly #name: string
  readonly #get: () => Statement
  readonly #add: () => Statement
  readonly #getLong: () => Statement
  readonly #setLong: () => Statement
  readonly #dropLong: () => Statement
  readonly #updates = new Map<string, Statement>()

  constructor(db: Database, shape: TypeShape) {
    this.#db = db
    this.#shape = shape
    this.#name = quote(shape.table)
    const columns = columnsOf(shape)
    this.#get = once(() =>
      db.prepare(`SELECT ${columns.join(', ')} FROM ${this.#name} WHERE id = ?`).raw(),
    )
    this.#add = once(() =>
      db.prepare(
        `INSERT INTO ${this.#name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ),
    )
    this.#getLong = once(() =>
      db.prepare(`SELECT field, value FROM longtexts WHERE record = ? AND type = ?`).raw(),
    )
    this.#setLong = once(() =>
      db.prepare(
        `INSERT OR REPLACE INTO longtexts (record, type, field, value) VALUES (?, ?, ?, ?)`,
      ),
    )
    this.#dropLong = once(() =>
      db.prepare(`DELETE FROM longtexts WHERE record = ? AND type = ? AND field = ?`),
    )
  }

  get(id: string): RecordRow | undefined {
    const cells = this.#get().get(id) as Cell[] | undefined
    return cells && this.#decode(cells)
  }

  /** Every row in order of id, some at a time: the caller may write meanwhile. */
  *all(): Iterable<RecordRow> {
    const statement = this.#db
      .prepare(
        `SELECT ${columnsOf(this.#shape).join(', ')} FROM ${this.#name} WHERE id > ? ORDER BY id LIMIT ${BATCH}`,
      )
      .raw()
    let last = ''
    for (;;) {
      const batch = statement.all(last) as Cell[][]
      for (const cells of batch) yield this.#decode(cells)
      if (batch.length < BATCH) return
      last = String(batch.at(-1)?.[0])
    }
  }

  add(row: RecordRow): void {
    const cells: Cell[] = [row.id]
    for (const field of this.#shape.columns) cells.push(toCell(field, row.fields[field.name]))
    this.#add().run(cells.concat(systemCells(row)))
    for (const field of this.#shape.longs) {
      const text = row.fields[field.name]
      if (typeof text === 'string') this.#setLong().run(row.id, row.type, field.name, text)
    }
  }

  /** Writes only the columns that differ, so that indexes over the others are not touched. */
  set(before: RecordRow, after: RecordRow): void {
    const names: string[] = []
    const cells: Cell[] = []
    for (const field of this.#shape.columns) {
      const value = after.fields[field.name]
      if (value === before.fields[field.name]) continue
      names.push(field.name)
      cells.push(toCell(field, value))
    }
    const was = systemCells(before)
    systemCells(after).forEach((cell, index) => {
      if (cell === was[index]) return
      names.push(SYSTEM_COLUMNS[index] as string)
      cells.push(cell)
    })
    if (names.length > 0) this.#update(names).run(...cells, after.id)
    for (const field of this.#shape.longs) {
      const text = after.fields[field.name]
      if (text === before.fields[field.name]) continue
      if (typeof text === 'string') this.#setLong().run(after.id, after.type, field.name, text)
      else this.#dropLong().run(after.id, after.type, field.name)
    }
  }

  #update(names: readonly string[]): Statement {
    const key = names.join(' ')
    let statement = this.#updates.get(key)
    if (!statement) {
      statement = this.#db.prepare(
        `UPDATE ${this.#name} SET ${names.map((name) => `${quote(name)} = ?`).join(', ')} WHERE id = ?`,
      )
      this.#updates.set(key, statement)
    }
    return statement
  }

  #decode(cells: readonly Cell[]): RecordRow {
    const { columns, longs, name } = this.#shape
    const id = cells[0] as string
    const fields: Record<string, Json> = {}
    columns.forEach((field, index) => {
      fields[field.name] = fromCell(field, cells[index + 1] ?? null)
    })
    if (longs.length > 0) {
      for (const field of longs) fields[field.name] = null
      for (const [field, value] of this.#getLong().all(id, name) as [string, string][]) {
        if (field in fields) fields[field] = value
      }
    }
    const at = columns.length + 1
    const [created, createdBy, createOp, updated, updatedBy, deleted, level, heads, conflicts] =
      cells.slice(at) as [
        number,
        string,
        string,
        number,
        string,
        number,
        number,
        string | null,
        string | null,
      ]
    return {
      id,
      type: name,
      fields,
      level,
      created,
      createdBy,
      createOp,
      updated,
      updatedBy,
      deleted: deleted === 1,
      heads: heads === null ? {} : (JSON.parse(heads) as Record<string, readonly OpId[]>),
      conflicts: conflicts === null ? [] : (JSON.parse(conflicts) as string[]),
    }
  }
}

export const columnsOf = (shape: TypeShape): readonly string[] => [
  'id',
  ...shape.columns.map((field) => quote(field.name)),
  ...SYSTEM_COLUMNS,
]
