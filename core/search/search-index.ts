import type { Database } from 'better-sqlite3'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { differences } from '../db/differences.ts'
import { tableOf } from '../log/shape.ts'
import type { Projection, RecordRow } from '../log/types.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'
import { Bytes } from './bytes.ts'
import { FIELD_BREAK, indexBytes, TOKENIZER_VERSION } from './text.ts'

/** Text of one field as people would search it; empty for what holds no words. */
export function searchable(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(' ') : ''
}

export const searchFields = (type: RecordType): readonly string[] => [
  ...new Set([type.title, ...(type.numbering ? ['number'] : []), ...(type.search ?? [])]),
]

/**
 * Full-text index of records up to internal, kept in the transaction of each commit. Texts of higher
 * levels are sealed before they come here and never enter it.
 */
export function searchIndex(db: Database, types: TypeRegistry): Projection {
  prepare(db)
  const find = db.prepare<[string], { doc: number }>('SELECT doc FROM search_docs WHERE record = ?')
  const add = db.prepare('INSERT OR IGNORE INTO search_docs (record, type) VALUES (?, ?)')
  const drop = db.prepare('DELETE FROM search_docs WHERE doc = ?')
  const write = db.prepare('INSERT INTO search_fts (rowid, title, body) VALUES (?, ?, ?)')
  const rewrite = db.prepare(
    'INSERT OR REPLACE INTO search_fts (rowid, title, body) VALUES (?, ?, ?)',
  )
  const erase = db.prepare('DELETE FROM search_fts WHERE rowid = ?')
  const [title, body] = [new Bytes(), new Bytes()]

  const textOf = (row: RecordRow | undefined): readonly [string, string] | undefined => {
    const type = row && types.get(row.type)
    if (!row || !type || row.deleted || row.level >= FIRST_SEALED_LEVEL) return undefined
    const [first, ...rest] = searchFields(type)
    return [
      searchable(row.fields[String(first)]),
      rest
        .map((name) => searchable(row.fields[name]))
        .filter((text) => text !== '')
        .join(FIELD_BREAK),
    ]
  }

  const newDoc = (id: string, type: string): number => Number(add.run(id, type).lastInsertRowid)

  return {
    name: 'search',
    prepare: () => prepare(db),
    apply({ type, id, before, after }) {
      const text = textOf(after)
      const was = textOf(before)
      if (text?.[0] === was?.[0] && text?.[1] === was?.[1]) return
      if (text === undefined) {
        const doc = find.get(id)?.doc
        if (doc === undefined) return
        erase.run(BigInt(doc))
        drop.run(doc)
        return
      }
      // Replacing looks for what is replaced: a third of the time where nothing is.
      const added = was === undefined ? add.run(id, type) : undefined
      const isNew = added?.changes === 1
      const doc = isNew ? Number(added.lastInsertRowid) : (find.get(id)?.doc ?? newDoc(id, type))
      const into = isNew ? write : rewrite
      indexBytes(text[0], title)
      indexBytes(text[1], body)
      into.run(BigInt(doc), title.written, body.written)
    },
    reset() {
      db.exec(`DROP TABLE IF EXISTS search_fts; DROP TABLE IF EXISTS search_docs`)
      prepare(db)
    },
    check: () => [
      ...differences(db, {
        table: 'search_docs',
        expected: types
          .all()
          .map(
            ({ name }) =>
              `SELECT '${name}', id FROM ${tableOf(name)} WHERE _deleted = 0 AND _level < ${FIRST_SEALED_LEVEL}`,
          )
          .join(' UNION ALL '),
        held: 'SELECT type, record FROM search_docs',
      }),
      ...differences(db, {
        table: 'search_fts',
        expected: 'SELECT record, doc FROM search_docs',
        held: 'SELECT record, size.id FROM search_fts_docsize size LEFT JOIN search_docs ON doc = size.id',
      }),
    ],
  }
}

/** Number of a record's document in the index; undefined for what is not indexed. */
export function docOf(db: Database, record: string): number | undefined {
  return db
    .prepare<[string], { doc: number }>('SELECT doc FROM search_docs WHERE record = ?')
    .get(record)?.doc
}

/**
 * How the words are kept. Bytes of them that one transaction gathers before they are written out; an import is written
 * out at its commits. Each commit leaves a piece of its own: with so many of one size as `automerge` says they are put
 * together bit by bit, with so many as `crisismerge` says at once. More pieces cost a question a look at each, and save
 * writing (and encrypting) every word again and again.
 */
const SETTINGS: Readonly<Record<string, number>> = {
  hashsize: 8 << 20,
  automerge: 16,
  crisismerge: 64,
}

function prepare(db: Database): void {
  // An index that is there may have another tokenizer: what it is given parts into the same words with either.
  db.exec(`
    CREATE TABLE IF NOT EXISTS search_docs (doc INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, type TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(
      title, body, content='', contentless_delete=1, tokenize=ascii, detail=full
    );
  `)
  const held = db.prepare('SELECT v FROM search_fts_config WHERE k = ?').pluck()
  for (const [name, value] of Object.entries(SETTINGS))
    if (held.get(name) !== value)
      db.exec(`INSERT INTO search_fts (search_fts, rank) VALUES ('${name}', ${value})`)
}

/** True when the index was made by another version of the text path and must be made anew. */
export function isStale(db: Database): boolean {
  return (
    db.prepare(`SELECT value FROM local_state WHERE key = 'searchTokenizer'`).pluck().get() !==
    String(TOKENIZER_VERSION)
  )
}

export function markFresh(db: Database): void {
  db.prepare(`INSERT OR REPLACE INTO local_state (key, value) VALUES ('searchTokenizer', ?)`).run(
    String(TOKENIZER_VERSION),
  )
}
