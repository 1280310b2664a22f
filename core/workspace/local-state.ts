import type { Database } from 'better-sqlite3'
import { guarded } from '../db/errors.ts'

/** State that belongs to this device and not to the team, outside the log: device key, epoch, blob key. */
export function localState(db: Database, key: string): string | undefined {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM local_state WHERE key = ?')
    .get(key)
  return row?.value
}

export function setLocalState(db: Database, key: string, value: string): void {
  guarded(() =>
    db
      .prepare(
        'INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value),
  )
}
