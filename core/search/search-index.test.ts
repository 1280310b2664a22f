import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { FEATURES } from '../features.ts'
import type { RecordRow } from '../log/types.ts'
import { typeRegistry } from '../type-registry.ts'
import { searchIndex } from './search-index.ts'
import { ftsQuery } from './text.ts'

const types = typeRegistry(FEATURES)

function entry(id: string, text: string): RecordRow {
  const stamp = { created: 1, createdBy: 'p', createOp: 'o', updated: 1, updatedBy: 'p' }
  const fields = { text }
  return {
    id,
    type: 'log-entry',
    fields,
    level: 1,
    ...stamp,
    deleted: false,
    heads: {},
    conflicts: [],
  }
}

const write = (db: Database, rows: readonly RecordRow[]): void => {
  const index = searchIndex(db, types)
  for (const after of rows)
    index.apply({ type: after.type, id: after.id, before: undefined, after })
}

const found = (db: Database, text: string): unknown[] =>
  db
    .prepare(
      'SELECT record FROM search_fts f JOIN search_docs ON doc = f.rowid WHERE search_fts MATCH ? ORDER BY record',
    )
    .pluck()
    .all(ftsQuery(text))

const SETTINGS = `SELECT k, v FROM search_fts_config WHERE k IN ('automerge', 'crisismerge') ORDER BY k`

describe('the index of records', () => {
  it('goes on in one that an earlier release made, and keeps words as this one does', () => {
    const db = new Sqlite(':memory:')
    db.exec(`CREATE VIRTUAL TABLE search_fts USING fts5(
      title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', detail=full)`)
    write(db, [entry('a', 'UPS（二号）电池，更换 Café'), entry('b', '二号机房：温度正常')])
    expect(found(db, '二号')).toEqual(['a', 'b'])
    expect(found(db, '号电')).toEqual([])
    expect(found(db, 'ups')).toEqual(['a'])
    expect(found(db, 'cafe 电池')).toEqual(['a'])
    expect(db.prepare(SETTINGS).raw().all()).toEqual([
      ['automerge', 16],
      ['crisismerge', 64],
    ])
  })

  it('keeps few pieces however many commits there are', () => {
    const db = new Sqlite(':memory:')
    const index = searchIndex(db, types)
    for (let n = 0; n < 2000; n++) {
      const after = entry(`r${n}`, `巡检 ${n} 号机房`)
      index.apply({ type: after.type, id: after.id, before: undefined, after })
    }
    const pieces = db.prepare('SELECT count(DISTINCT segid) FROM search_fts_idx').pluck().get()
    expect(pieces).toBeGreaterThan(1)
    expect(pieces).toBeLessThan(2 * 64)
    expect(found(db, '1234 机房')).toEqual(['r1234'])
  })
})
