import { randomBytes } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import { openDatabase } from '../../core/db/open.ts'
import { columnsOf } from '../../core/log/row-table.ts'
import type { TypeShape } from '../../core/log/shape.ts'
import { createTable, indexesOf } from '../../core/log/tables.ts'

export interface Bare {
  readonly db: Database
  insert(n: number, id: string): void
}

/** The table of a type as it stands in a workspace, encrypted and as durable, without a log. */
export function bareTable(
  path: string,
  shape: TypeShape,
  withIndexes: boolean,
  fieldsOf: (n: number) => Readonly<Record<string, unknown>>,
): Bare {
  const db = openDatabase(path, randomBytes(32))
  db.exec(createTable(shape))
  if (withIndexes) for (const sql of indexesOf(shape).values()) db.exec(sql)
  const names = columnsOf(shape).map((column) => column.replaceAll('"', ''))
  const statement: Statement = db.prepare(
    `INSERT INTO ${shape.table} (${columnsOf(shape).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  return {
    db,
    insert(n, id) {
      const values: Readonly<Record<string, unknown>> = {
        ...fieldsOf(n),
        id,
        _created: 1_760_000_000_000_000 + n,
        _created_by: '0190a000-0000-7000-8000-000000000001',
        _create_op: `0123456789abcdef.1/${n}.0`,
        _updated: 1_760_000_000_000_000 + n,
        _updated_by: '0190a000-0000-7000-8000-000000000001',
        _deleted: 0,
        _level: 1,
      }
      statement.run(
        ...names.map((column) => {
          const value = values[column] ?? null
          return Array.isArray(value) ? JSON.stringify(value) : value
        }),
      )
    },
  }
}
