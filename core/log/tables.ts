import type { Database } from 'better-sqlite3'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { quote } from './row-table.ts'
import { fingerprint, type FieldShape, type TypeShape } from './shape.ts'

const columnDdl = (field: FieldShape): string => `${quote(field.name)} ${field.column}`

/** The table of a record type. */
export function createTable(shape: TypeShape): string {
  const columns = [
    'id TEXT PRIMARY KEY NOT NULL',
    ...shape.columns.map(columnDdl),
    '_created INTEGER NOT NULL',
    '_created_by TEXT NOT NULL',
    '_create_op TEXT NOT NULL',
    '_updated INTEGER NOT NULL',
    '_updated_by TEXT NOT NULL',
    '_deleted INTEGER NOT NULL',
    '_level INTEGER NOT NULL',
    '_heads TEXT',
    '_conflicts TEXT',
  ]
  return `CREATE TABLE ${quote(shape.table)} (${columns.join(', ')}) STRICT, WITHOUT ROWID`
}

const INDEXABLE: readonly string[] = ['_created', '_created_by', '_updated']

const columnOf = (shape: TypeShape, name: string): string => {
  if (!INDEXABLE.includes(name) && !shape.columns.some((field) => field.name === name)) {
    throw new Error(`${shape.name}: no column ${name} to index`)
  }
  return quote(name)
}

/**
 * Indexes hold visible records only: a query that uses them says `_deleted = 0` literally. The level stands
 * in them so that what a person may see is counted without looking at the rows. The few records above
 * internal, which are opened one by one, are found by an index of their own: the query says SEALED.
 * So are those that wait for a decision: the query says CONFLICTING.
 */
export function indexesOf(shape: TypeShape): ReadonlyMap<string, string> {
  const make = (name: string, rest: string): [string, string] => {
    const index = `i${shape.table.slice(1)}__${name}`
    return [index, `CREATE INDEX ${quote(index)} ON ${quote(shape.table)} ${rest}`]
  }
  const declared = shape.indexes.map((fields) => {
    const columns = [...fields.map((field) => columnOf(shape, field)), 'id', '_level']
    return make(fields.join('__'), `(${columns.join(', ')}) WHERE _deleted = 0`)
  })
  return new Map([
    ...declared,
    ...(shape.mayDisagree ? [make('conflicts', `(_level) WHERE ${CONFLICTING}`)] : []),
    ...(shape.levels ? [make('sealed', `(_level) WHERE ${SEALED}`)] : []),
  ])
}

/** Condition of the index over records that wait for a decision. */
export const CONFLICTING = '_conflicts IS NOT NULL'

/** Condition of the index over records above internal, as queries have to say it. */
export const SEALED = `_level >= ${FIRST_SEALED_LEVEL}`

/** Drops and creates indexes so that exactly the declared ones stand. */
export function arrangeIndexes(db: Database, shapes: Iterable<TypeShape>): void {
  for (const shape of shapes) {
    const wanted = indexesOf(shape)
    const rows = db
      .prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      )
      .all(shape.table) as { name: string; sql: string }[]
    const standing = new Map(rows.map(({ name, sql }) => [name, sql]))
    for (const [name, sql] of standing)
      if (wanted.get(name) !== sql) db.exec(`DROP INDEX ${quote(name)}`)
    for (const [name, sql] of wanted) if (standing.get(name) !== sql) db.exec(sql)
  }
}

export function dropIndexes(db: Database, shapes: Iterable<TypeShape>): void {
  for (const shape of shapes)
    for (const name of indexesOf(shape).keys()) db.exec(`DROP INDEX IF EXISTS ${quote(name)}`)
}

/** Stands among the shapes from a changed declaration until the tables are made anew. */
export const STALE = '$stale'

/**
 * Brings the tables to the declarations. New types and fields are added in place; answers true when the
 * tables must be made anew from the log: a declaration changed, or the log already holds operations on
 * what was unknown until now. Inside a transaction.
 */
export function evolve(db: Database, shapes: ReadonlyMap<string, TypeShape>): boolean {
  const stored = new Map(
    (db.prepare('SELECT type, shape FROM shapes').all() as { type: string; shape: string }[]).map(
      ({ type, shape }) => [type, JSON.parse(shape) as Record<string, string>],
    ),
  )
  const unapplied = new Set(
    db.prepare("SELECT type || ' ' || field FROM unapplied").pluck().all() as string[],
  )
  let stale = false
  for (const shape of shapes.values()) {
    const was = stored.get(shape.name)
    const now = fingerprint(shape)
    if (was && JSON.stringify(was) === JSON.stringify(now)) continue
    if (!was && !stands(db, shape)) db.exec(createTable(shape))
    else if (!was) stale = recreate(db, shape)
    else if (Object.keys(was).every((name) => was[name] === now[name])) addColumns(db, shape, was)
    else stale = recreate(db, shape)
    stale ||=
      unapplied.has(`${shape.name} `) ||
      Object.keys(now).some((name) => unapplied.has(`${shape.name} ${name}`))
    db.prepare('INSERT OR REPLACE INTO shapes (type, shape) VALUES (?, ?)').run(
      shape.name,
      JSON.stringify(now),
    )
  }
  if (stale)
    db.prepare('INSERT OR REPLACE INTO shapes (type, shape) VALUES (?, ?)').run(STALE, '{}')
  return stale || stored.has(STALE)
}

const stands = (db: Database, shape: TypeShape): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(shape.table) !==
  undefined

function addColumns(db: Database, shape: TypeShape, was: Record<string, string>): void {
  for (const field of shape.columns) {
    if (!(field.name in was))
      db.exec(`ALTER TABLE ${quote(shape.table)} ADD COLUMN ${columnDdl(field)}`)
  }
}

function recreate(db: Database, shape: TypeShape): true {
  db.exec(`DROP TABLE ${quote(shape.table)}`)
  db.exec(createTable(shape))
  return true
}
