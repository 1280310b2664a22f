import { randomBytes } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { RecordType } from '../../contract/record-type.ts'
import { openDatabase } from '../../core/db/open.ts'
import { columnsOf } from '../../core/log/row-table.ts'
import type { TypeShape } from '../../core/log/shape.ts'
import { createTable, indexesOf } from '../../core/log/tables.ts'
import { searchFields } from '../../core/search/search-index.ts'
import { Bytes } from '../../core/search/bytes.ts'
import { FIELD_BREAK, indexBytes } from '../../core/search/text.ts'

export interface Bare {
  readonly db: Database
  insert(n: number, id: string): void
}

/** Puts the texts of each row into an index like that of a workspace; `type` says which fields. */
export function withTexts(bare: Bare, type: RecordType, fieldsOf: FieldsOf): Bare {
  const { db } = bare
  db.exec(`
    CREATE TABLE search_docs (doc INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, type TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE search_fts USING fts5(
      title, body, content='', contentless_delete=1, tokenize=ascii, detail=full
    );
  `)
  const doc = db.prepare('INSERT INTO search_docs (record, type) VALUES (?, ?)')
  const text = db.prepare('INSERT INTO search_fts (rowid, title, body) VALUES (?, ?, ?)')
  const [title, ...rest] = searchFields(type)
  const words = [new Bytes(), new Bytes()] as const
  return {
    db,
    insert(n, id) {
      bare.insert(n, id)
      const fields = fieldsOf(n)
      const body = rest.flatMap((name) => fields[name] ?? []).join(FIELD_BREAK)
      const { lastInsertRowid } = doc.run(id, type.name)
      indexBytes(String(fields[String(title)]), words[0])
      indexBytes(body, words[1])
      text.run(BigInt(lastInsertRowid), words[0].written, words[1].written)
    },
  }
}

type FieldsOf = (n: number) => Readonly<Record<string, unknown>>

/** The table of a type as it stands in a workspace, encrypted and as durable, without a log. */
export function bareTable(
  path: string,
  shape: TypeShape,
  withIndexes: boolean,
  fieldsOf: FieldsOf,
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
