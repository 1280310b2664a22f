import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { openDerived } from '../../../db/open.ts'
import { CoreError } from '../../../error.ts'
import type { Workspace } from '../../../workspace/workspace.ts'

/** Raised when the tables change; a file of another format is made anew. */
const FORMAT = 1
const CACHE_KIB = 16_000

/** Sizes of the roll-ups, milliseconds. */
export const LEVELS = [
  { table: 'm1', size: 60_000 },
  { table: 'm15', size: 900_000 },
  { table: 'h1', size: 3_600_000 },
  { table: 'd1', size: 86_400_000 },
] as const
export type Level = (typeof LEVELS)[number]

export interface MetricsFile {
  readonly db: Database
  /** Why the file was made anew although one was there. */
  readonly lost?: string
}

export const metricsPath = ({ path }: Pick<Workspace, 'path'>): string => join(path, 'metrics.db')

/**
 * Opens the time series of a workspace; what cannot be opened or is of another version is made anew. Damage inside is
 * for `checkDatabase` to find: a year of values takes too long to read for somebody who signs in.
 */
export function openMetrics(workspace: Workspace): MetricsFile {
  const path = metricsPath(workspace)
  const key = workspace.derivedKey('metrics')
  const stamp = `${FORMAT} ${workspace.id}`
  let lost: string | undefined
  if (existsSync(path)) {
    try {
      const db = openDerived(path, key, { cacheKib: CACHE_KIB })
      if (isCurrent(db, stamp)) return { db }
      lost = 'it is of another version'
      db.close()
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
      lost = error.message
    }
  }
  removeMetrics(workspace)
  const db = openDerived(path, key, { cacheKib: CACHE_KIB })
  make(db, stamp)
  return { db, ...(lost === undefined ? {} : { lost }) }
}

/** Takes a closed file away, with what SQLite keeps beside it. */
export function removeMetrics(workspace: Workspace): void {
  const path = metricsPath(workspace)
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
}

function isCurrent(db: Database, stamp: string): boolean {
  const made = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'made'`).pluck().get()
  return made === 1 && db.prepare('SELECT value FROM made').pluck().get() === stamp
}

function make(db: Database, stamp: string): void {
  const rollUps = LEVELS.map(
    ({ table }) => `CREATE TABLE ${table} (
      series INTEGER, at INTEGER, min REAL, max REAL, sum REAL, count INTEGER, known INTEGER,
      PRIMARY KEY (series, at)
    ) STRICT, WITHOUT ROWID;`,
  )
  db.exec(`
    ${rollUps.join('\n')}
    CREATE TABLE series (
      id INTEGER PRIMARY KEY, monitor TEXT NOT NULL, metric TEXT NOT NULL, seen INTEGER NOT NULL, UNIQUE (monitor, metric)
    ) STRICT;
    CREATE TABLE raw (id INTEGER PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
    CREATE INDEX raw_until ON raw (until);
    CREATE TABLE watched (id INTEGER PRIMARY KEY, monitor TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE states (
      monitor INTEGER, since INTEGER, until INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (monitor, since)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE standing (
      monitor INTEGER PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL, state TEXT NOT NULL
    ) STRICT;
    CREATE TABLE blind (since INTEGER PRIMARY KEY, until INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
    CREATE TABLE raised (
      monitor TEXT, rule TEXT, instance TEXT, alert TEXT NOT NULL, data TEXT NOT NULL,
      PRIMARY KEY (monitor, rule, instance)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kept (monitor TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    CREATE TABLE made (value TEXT NOT NULL) STRICT;
  `)
  db.prepare('INSERT INTO made (value) VALUES (?)').run(stamp)
}
