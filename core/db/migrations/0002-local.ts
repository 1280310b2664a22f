import type { Migration } from '../migrate.ts'

/** State of this device, outside the log. */
export const local: Migration = {
  number: 2,
  name: 'local',
  up(db) {
    db.exec(`
      CREATE TABLE local_state (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE local_drafts (
        person TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, saved_at INTEGER NOT NULL,
        PRIMARY KEY (person, key)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
