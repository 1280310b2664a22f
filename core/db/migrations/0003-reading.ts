import type { Migration } from '../migrate.ts'

/** Where each person stopped reading which document, on this device. */
export const reading: Migration = {
  number: 3,
  name: 'reading',
  up(db) {
    db.exec(`
      CREATE TABLE local_reading (
        person TEXT NOT NULL, document TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (person, document)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
