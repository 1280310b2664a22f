import type { Database } from 'better-sqlite3'
import type { Finding } from '../../contract/oversight.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { chainStart } from './codec.ts'
import { Engine } from './engine.ts'
import { DERIVED } from './rebuild.ts'
import { replay } from './replay.ts'
import { columnsOf, quote } from './row-table.ts'
import type { TypeShape } from './shape.ts'
import { SqliteStore } from './sqlite-store.ts'
import { createTable } from './tables.ts'

const SCRATCH = 'scratch'

/** Replays the log into tables beside the real ones and names every row that differs. Answers rows compared. */
export function compareRows(
  workspace: Pick<Workspace, 'db' | 'id'>,
  shapes: ReadonlyMap<string, TypeShape>,
  findings: Finding[],
): number {
  const { db } = workspace
  db.exec(`ATTACH ':memory:' AS ${SCRATCH}`)
  try {
    for (const shape of shapes.values()) db.exec(createTable(shape, SCRATCH))
    for (const name of [...Object.keys(DERIVED), 'unapplied']) db.exec(schemaOf(db, name))
    const engine = new Engine(new SqliteStore(db, SCRATCH), shapes, chainStart(workspace.id))
    db.exec('BEGIN')
    try {
      replay(engine, () => true)
    } catch (error) {
      findings.push({
        kind: 'unreadable',
        where: 'log',
        detail: error instanceof Error ? error.message : String(error),
      })
    } finally {
      db.exec('COMMIT')
    }
    return [...shapes.values()].reduce(
      (sum, shape) => sum + compare(db, shape, findings),
      compareLongTexts(db, findings),
    )
  } finally {
    db.exec(`DETACH ${SCRATCH}`)
  }
}

function schemaOf(db: Database, name: string): string {
  const sql = db
    .prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(name) as string
  return sql.replace(/CREATE TABLE\s+"?\w+"?/u, `CREATE TABLE ${SCRATCH}.${name}`)
}

function compare(db: Database, shape: TypeShape, findings: Finding[]): number {
  const columns = columnsOf(shape)
  const [real, made] = [`main.${quote(shape.table)}`, `${SCRATCH}.${quote(shape.table)}`]
  const list = columns.join(', ')
  const different = db
    .prepare(
      `SELECT id FROM (SELECT ${list} FROM ${made} EXCEPT SELECT ${list} FROM ${real}) UNION SELECT id FROM (SELECT ${list} FROM ${real} EXCEPT SELECT ${list} FROM ${made})`,
    )
    .pluck()
    .all() as string[]
  const get = (table: string) =>
    db.prepare<[string], Record<string, unknown>>(`SELECT ${list} FROM ${table} WHERE id = ?`)
  const [getReal, getMade] = [get(real), get(made)]
  for (const id of different) {
    const [is, should] = [getReal.get(id), getMade.get(id)]
    const where = `${shape.name} ${id}`
    if (is === undefined)
      findings.push({ kind: 'rowMissing', where, detail: 'the log has it, the table does not' })
    else if (should === undefined)
      findings.push({ kind: 'rowExtra', where, detail: 'the table has it, the log does not' })
    else {
      const names = Object.keys(is).filter((name) => is[name] !== should[name])
      findings.push({ kind: 'rowAltered', where, detail: names.join(', ') })
    }
  }
  return Number(db.prepare(`SELECT count(*) FROM ${real}`).pluck().get())
}

function compareLongTexts(db: Database, findings: Finding[]): number {
  const list = 'record, type, field, value'
  const rows = db
    .prepare(
      `SELECT DISTINCT record, type, field FROM (
       SELECT ${list} FROM (SELECT ${list} FROM ${SCRATCH}.longtexts EXCEPT SELECT ${list} FROM main.longtexts)
       UNION ALL SELECT ${list} FROM (SELECT ${list} FROM main.longtexts EXCEPT SELECT ${list} FROM ${SCRATCH}.longtexts))`,
    )
    .all() as { record: string; type: string; field: string }[]
  for (const { record, type, field } of rows)
    findings.push({ kind: 'rowAltered', where: `${type} ${record}`, detail: field })
  return 0
}
