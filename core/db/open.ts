import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { CoreError } from '../error.ts'
import { guarded } from './errors.ts'
import { keepStatements } from './statements.ts'

const PAGES_BEFORE_CHECKPOINT = 2000
/** While much is written beside somebody who works: each checkpoint holds the thread for a few milliseconds, not for a hundred. */
const PAGES_IN_SMALL_STEPS = 400
/** Of a database that is made again when it is lost: written in large pieces, it is put in order less often. */
const PAGES_OF_DERIVED = 8000
const CACHE_KIB = 16_000
/** Of work that reads again what it has just written, at one go. */
const LARGE_CACHE_KIB = 64_000

/** What is needed to open a second connection beside an open one. */
const opened = new WeakMap<Database, { readonly path: string; readonly key: Uint8Array }>()

/** Where an open database stands, and its key as it is now; for a thread of its own. */
export function placeOf(db: Database): { readonly path: string; readonly key: Uint8Array } {
  const place = opened.get(db)
  if (!place) throw new Error('a database in memory')
  return place
}

/** Raw 32-byte key as SQL: SQLCipher takes it as it is, without deriving another from it. */
export function keyLiteral(key: Uint8Array): string {
  if (key.length !== 32) throw new Error('the key of a database has 32 bytes')
  return `"x'${Buffer.from(key).toString('hex')}'"`
}

/** `page`: bytes of a page, for a file that is made now; one that is there has its own. */
function unlock(db: Database, key: Uint8Array, page?: number): void {
  db.pragma("cipher = 'sqlcipher'")
  if (page !== undefined) db.pragma(`page_size = ${page}`)
  db.pragma(`key = ${keyLiteral(key)}`)
  // The key is only tried when a page is read.
  db.prepare('SELECT count(*) FROM sqlite_schema').get()
}

function closing<T>(db: Database, work: () => T): T {
  try {
    return guarded(work)
  } catch (error) {
    db.close()
    throw error
  }
}

/** Has what is committed go into the database's file in small steps until it is told to stop. */
export function inSmallSteps(db: Database): { end(): void } {
  db.pragma(`wal_autocheckpoint = ${PAGES_IN_SMALL_STEPS}`)
  return {
    end() {
      if (db.open) db.pragma(`wal_autocheckpoint = ${PAGES_BEFORE_CHECKPOINT}`)
    },
  }
}

/** A database for tests that never reaches a disk; it has no key. */
export const IN_MEMORY = ':memory:'

/**
 * Opens the encrypted database for its one writer: WAL, every commit fsynced. Creates it when absent.
 * Throws CoreError workspaceDamaged (also for a wrong key), workspaceReadOnly, diskFull or storageFailed.
 */
export function openDatabase(path: string, key: Uint8Array): Database {
  const db = guarded(() => new Sqlite(path, { timeout: 5000 }))
  return closing(db, () => {
    if (path === IN_MEMORY) {
      makeDurable(db)
      keepStatements(db)
      return db
    }
    unlock(db, key)
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
      throw new CoreError('storageFailed', { detail: 'no WAL' })
    makeDurable(db)
    opened.set(db, { path, key: Uint8Array.from(key) })
    keepStatements(db)
    return db
  })
}

/** An opened WAL database starts with synchronous=NORMAL in this build, which a power cut does not survive. */
function makeDurable(db: Database): void {
  db.pragma('synchronous = FULL')
  if (db.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('synchronous=FULL was not taken')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('temp_store = MEMORY')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.pragma(`wal_autocheckpoint = ${PAGES_BEFORE_CHECKPOINT}`)
  db.pragma('journal_size_limit = 67108864')
}

/** A second connection for reading beside the writer; it sees one consistent state per transaction. */
export function openReader(path: string, key: Uint8Array): Database {
  const db = guarded(() => new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 5000 }))
  return closing(db, () => {
    unlock(db, key)
    db.pragma('query_only = ON')
    db.pragma('temp_store = MEMORY')
    keepStatements(db)
    return db
  })
}

/**
 * A connection that keeps seeing the state of now while the writer goes on; for long checks. Close it.
 * The database itself where there can be no second connection (in memory).
 */
export function openSnapshot(db: Database): { readonly db: Database; close(): void } {
  const place = opened.get(db)
  if (!place) return { db, close: () => undefined }
  const reader = openReader(place.path, place.key)
  return closing(reader, () => {
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_schema').get()
    return { db: reader, close: () => reader.close() }
  })
}

/**
 * An encrypted database that is made again when it is lost, beside readers: a power cut may take its last
 * transactions, never its order.
 */
export function openDerived(
  path: string,
  key: Uint8Array,
  { cacheKib = CACHE_KIB, page }: { readonly cacheKib?: number; readonly page?: number } = {},
): Database {
  const db = guarded(() => new Sqlite(path, { timeout: 5000 }))
  return closing(db, () => {
    unlock(db, key, page)
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
      throw new CoreError('storageFailed', { detail: 'no WAL' })
    db.pragma('synchronous = NORMAL')
    db.pragma(`wal_autocheckpoint = ${PAGES_OF_DERIVED}`)
    db.pragma('trusted_schema = OFF')
    db.pragma('temp_store = MEMORY')
    db.pragma(`cache_size = -${cacheKib}`)
    db.pragma('journal_size_limit = 67108864')
    keepStatements(db)
    return db
  })
}

/** An encrypted database that may be lost: for tables that are made again when they are needed. */
export function openScratch(path: string, key: Uint8Array): Database {
  const db = guarded(() => new Sqlite(path))
  return closing(db, () => {
    if (path !== IN_MEMORY) unlock(db, key)
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.pragma('temp_store = MEMORY')
    db.pragma(`cache_size = -${CACHE_KIB}`)
    keepStatements(db)
    return db
  })
}

/** Databases whose transactions are parts of a larger one. */
const gathering = new WeakSet<Database>()

/**
 * From here on transactions reach the disk together, when `flush` or `end` is called: for what is worth
 * nothing until it is whole. Each is still all or nothing by itself.
 */
export function gatherTransactions(db: Database): { flush(): void; end(): void } {
  gathering.add(db)
  db.exec('BEGIN IMMEDIATE')
  return {
    flush: () => guarded(() => db.exec('COMMIT; BEGIN IMMEDIATE')),
    end() {
      guarded(() => db.exec('COMMIT'))
      gathering.delete(db)
    },
  }
}

/** Runs work whose transactions are parts of one: all of it is kept when it returns, nothing when it throws. */
export function allAtOnce<T>(db: Database, work: () => T): T {
  return immediately(db, () => {
    gathering.add(db)
    try {
      return work()
    } finally {
      gathering.delete(db)
    }
  })
}

/** Keeps more pages in memory while work goes over whole tables: one that was put out is decrypted again. */
export function withLargeCache<T>(db: Database, work: () => T): T {
  db.pragma(`cache_size = -${LARGE_CACHE_KIB}`)
  try {
    return work()
  } finally {
    if (db.open) db.pragma(`cache_size = -${CACHE_KIB}`)
  }
}

function part<T>(db: Database, work: () => T): T {
  db.exec('SAVEPOINT part')
  try {
    const value = work()
    db.exec('RELEASE part')
    return value
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK TO part; RELEASE part')
    throw error
  }
}

/** Runs `work` in one immediate transaction; nothing of it remains when it throws. */
export function transaction<T>(db: Database, work: () => T): T {
  if (gathering.has(db)) return guarded(() => part(db, work))
  return immediately(db, work)
}

function immediately<T>(db: Database, work: () => T): T {
  if (db.inTransaction) throw new Error('transactions are not nested')
  return guarded(() => {
    db.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      db.exec('COMMIT')
      return value
    } catch (error) {
      // A full disk or an I/O error may have rolled back already.
      if (db.inTransaction) db.exec('ROLLBACK')
      throw error
    }
  })
}

/**
 * One transaction without waiting for the disk: a power cut may take it, and nothing of what was committed
 * before. For notes that are made again when they are gone.
 */
export function lightly<T>(db: Database, work: () => T): T {
  db.pragma('synchronous = NORMAL')
  try {
    return transaction(db, work)
  } finally {
    db.pragma('synchronous = FULL')
  }
}

/**
 * Changes the key of the whole database. The cipher cannot do that in WAL mode, so it is done under a
 * rollback journal: a crash leaves the database under the old key or under the new one.
 */
export function rekeyDatabase(db: Database, key: Uint8Array): void {
  guarded(() => {
    db.pragma('wal_checkpoint(TRUNCATE)')
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') {
      throw new CoreError('storageFailed', { detail: 'other readers are open' })
    }
    try {
      db.pragma(`rekey = ${keyLiteral(key)}`)
      opened.set(db, { path: db.name, key: Uint8Array.from(key) })
    } finally {
      db.pragma('journal_mode = WAL')
      makeDurable(db)
    }
  })
}
