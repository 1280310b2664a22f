import type { Database } from 'better-sqlite3'
import { differences } from '../../db/differences.ts'
import type { Projection } from '../../log/types.ts'
import { docOf } from '../../search/search-index.ts'

/**
 * Which document of the full-text index belongs to which entry, with the entry's time: documents of
 * entries and of their amendments. Documents come in the order of the index, so that a thousand
 * matches are one pass over a narrow table.
 */
export function logTextIndex(db: Database): Projection {
  return {
    name: 'duty-log-text',
    prepare() {
      db.exec(
        'CREATE TABLE IF NOT EXISTS log_docs (doc INTEGER PRIMARY KEY, at INTEGER NOT NULL, id TEXT NOT NULL) STRICT',
      )
    },
    apply({ type, id, before, after }) {
      if (before || (type !== 'log-entry' && type !== 'log-amendment')) return
      const doc = docOf(db, id)
      if (doc === undefined) return
      const entry = type === 'log-entry' ? id : String(after.fields['entry'])
      const at =
        type === 'log-entry'
          ? Number(after.fields['at'])
          : (db
              .prepare('SELECT coalesce(at, 0) FROM r_log_entry WHERE id = ?')
              .pluck()
              .get(entry) as number | undefined)
      if (at !== undefined)
        db.prepare('INSERT OR REPLACE INTO log_docs (doc, at, id) VALUES (?, ?, ?)').run(
          doc,
          at,
          entry,
        )
    },
    reset() {
      db.exec('DELETE FROM log_docs')
    },
    check: () =>
      differences(db, {
        table: 'log_docs',
        expected: EXPECTED,
        held: 'SELECT id, doc, at FROM log_docs',
      }),
  }
}

/** What the entries and their amendments say. */
const EXPECTED = `
  SELECT e.id, s.doc, coalesce(e.at, 0) FROM search_docs s JOIN r_log_entry e ON e.id = s.record
  UNION ALL SELECT a.entry, s.doc, coalesce(e.at, 0) FROM search_docs s
    JOIN r_log_amendment a ON a.id = s.record JOIN r_log_entry e ON e.id = a.entry`
