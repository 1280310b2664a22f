import type { Migration } from '../migrate.ts'

/** `commits.id` and `touched.id` are stream * 2^36 + seq: one append at the end of one tree per commit. */
export const log: Migration = {
  number: 1,
  name: 'log',
  up(db) {
    db.exec(`
      CREATE TABLE streams (stream INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL) STRICT;
      CREATE TABLE commits (id INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
      CREATE TABLE held (
        stream TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL, signature BLOB NOT NULL,
        PRIMARY KEY (stream, seq, hash)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE quarantine (
        stream TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL, signature BLOB NOT NULL,
        reason TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (stream, seq, hash, reason)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE touched (record TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (record, id)) STRICT, WITHOUT ROWID;
      CREATE TABLE seen (stream INTEGER NOT NULL, other INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (stream, other)) STRICT, WITHOUT ROWID;
      CREATE TABLE unapplied (type TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (type, field)) STRICT, WITHOUT ROWID;
      CREATE TABLE shapes (type TEXT PRIMARY KEY NOT NULL, shape TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE longtexts (
        record TEXT NOT NULL, type TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (record, type, field)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
