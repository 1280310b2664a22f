import type { Database } from 'better-sqlite3'
import { FIRST_SEALED_LEVEL } from '../../../contract/roles.ts'
import { differences } from '../../db/differences.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Projection, RecordChange } from '../../log/types.ts'

/** Entries under what they can be filtered by beside the table's own indexes, in order of time. */
export const tagKey = (tag: string): string => `tag:${tag}`
export const LATE_KEY = 'late'
export const AMENDED_KEY = 'amended'
/** Only for levels with a content key: their tags are sealed and cannot stand here. */
export const levelKey = (level: number): string => `level:${level}`

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : []

/** Index over tags, lateness, amendments and sealed levels of the duty log. */
export function logIndex(db: Database): Projection {
  return {
    name: 'duty-log',
    prepare() {
      db.exec(
        'CREATE TABLE IF NOT EXISTS log_index (key TEXT NOT NULL, at INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, at, id)) STRICT, WITHOUT ROWID',
      )
    },
    apply(change) {
      const { after, before } = change
      if (before) return
      if (after.type === 'log-entry') {
        for (const key of keysOf(change)) insert(db, key, Number(after.fields['at']), after.id)
      } else if (after.type === 'log-amendment') {
        const entry = String(after.fields['entry'])
        const at = db
          .prepare('SELECT coalesce(at, 0) FROM r_log_entry WHERE id = ?')
          .pluck()
          .get(entry) as number | undefined
        if (at !== undefined) insert(db, AMENDED_KEY, at, entry)
      }
    },
    reset() {
      db.exec('DELETE FROM log_index')
    },
    check: () =>
      differences(db, {
        table: 'log_index',
        expected: EXPECTED,
        held: 'SELECT key, id, at FROM log_index',
      }),
  }
}

function keysOf({ after }: RecordChange): readonly string[] {
  const keys = after.fields['late'] === true ? [LATE_KEY] : []
  if (after.level >= FIRST_SEALED_LEVEL) keys.push(levelKey(after.level))
  else keys.push(...texts(after.fields['tags']).map(tagKey))
  return keys
}

function insert(db: Database, key: string, at: number, id: string): void {
  db.prepare('INSERT OR IGNORE INTO log_index (key, at, id) VALUES (?, ?, ?)').run(key, at, id)
}

/** What the tables of the records say that the index should hold. */
const EXPECTED = `
  SELECT '${LATE_KEY}' AS key, id, coalesce(at, 0) AS at FROM r_log_entry WHERE late = 1
  UNION SELECT 'level:' || _level, id, coalesce(at, 0) FROM r_log_entry WHERE _level >= ${FIRST_SEALED_LEVEL}
  UNION SELECT 'tag:' || tag.value, e.id, coalesce(at, 0) FROM r_log_entry e, json_each(CASE WHEN json_type(e.tags) = 'array' THEN e.tags ELSE '[]' END) tag WHERE _level < ${FIRST_SEALED_LEVEL}
  UNION SELECT '${AMENDED_KEY}', e.id, coalesce(e.at, 0) FROM r_log_amendment a JOIN r_log_entry e ON e.id = a.entry`
