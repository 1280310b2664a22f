import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { CoreError } from '../error.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { migrate } from './migrate.ts'
import { lightly, openDatabase, openReader, transaction, withLargeCache } from './open.ts'

const folders: string[] = []
function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-db-'))
  folders.push(folder)
  return join(folder, 'w.db')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof CoreError ? error.code : String(error)
  }
  return 'done'
}

describe('the encrypted database', () => {
  it('keeps more pages in memory during work over whole tables, and gives them back', () => {
    const db = openDatabase(place(), randomBytes(32))
    const held = () => -Number(db.pragma('cache_size', { simple: true }))
    const usual = held()
    expect(withLargeCache(db, held)).toBeGreaterThan(2 * usual)
    expect(() =>
      withLargeCache(db, () => {
        throw new Error('stopped')
      }),
    ).toThrow('stopped')
    expect(held()).toBe(usual)
    db.close()
  })

  it('is durable after every open and unreadable without its key', () => {
    const path = place()
    const key = randomBytes(32)
    for (let round = 0; round < 2; round++) {
      const db = openDatabase(path, key)
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      migrate(db, MIGRATIONS)
      db.close()
    }
    expect(readFileSync(path).includes('commits')).toBe(false)
    expect(codeOf(() => openDatabase(path, randomBytes(32)))).toBe('workspaceDamaged')
  })

  it('is durable again after what may be lost, also when that fails', () => {
    const db = openDatabase(place(), randomBytes(32))
    db.exec('CREATE TABLE notes (text TEXT) STRICT')
    const write = () => db.prepare("INSERT INTO notes VALUES ('x')").run()
    lightly(db, write)
    const failing = () => {
      write()
      throw new Error('no')
    }
    expect(() => lightly(db, failing)).toThrow('no')
    expect(db.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1)
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    db.close()
  })

  it('lets a reader see only what was committed, and write nothing', () => {
    const path = place()
    const key = randomBytes(32)
    const db = openDatabase(path, key)
    db.exec('CREATE TABLE t (a)')
    const reader = openReader(path, key)
    db.exec('BEGIN; INSERT INTO t VALUES (1)')
    expect(reader.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
    db.exec('COMMIT')
    expect(reader.prepare('SELECT count(*) FROM t').pluck().get()).toBe(1)
    expect(codeOf(() => transaction(reader, () => reader.exec('DELETE FROM t')))).toBe(
      'workspaceReadOnly',
    )
    reader.close()
    db.close()
  })

  it('says which failure of the store it was', () => {
    const path = place()
    const key = randomBytes(32)
    const db = openDatabase(path, key)
    db.exec('CREATE TABLE t (a)')
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`)
    expect(
      codeOf(() =>
        transaction(db, () => db.prepare('INSERT INTO t VALUES (?)').run(randomBytes(50_000))),
      ),
    ).toBe('diskFull')
    expect(db.inTransaction).toBe(false)
    db.close()
    writeFileSync(path, randomBytes(8192))
    expect(codeOf(() => openDatabase(path, key))).toBe('workspaceDamaged')
    expect(codeOf(() => openDatabase(join(path, 'none'), key))).toBe('storageFailed')
  })

  it('refuses a database that a newer program wrote, and steps out of order', () => {
    const db = openDatabase(':memory:', randomBytes(32))
    migrate(db, MIGRATIONS)
    db.pragma('user_version = 99')
    expect(codeOf(() => migrate(db, MIGRATIONS))).toBe('workspaceNewer')
    db.pragma('user_version = 0')
    expect(() => migrate(db, [{ number: 2, name: 'late', up: () => undefined }])).toThrow(
      'number 2',
    )
  })

  it('leaves nothing of a step that failed', () => {
    const db = openDatabase(':memory:', randomBytes(32))
    const broken = {
      number: 1,
      name: 'broken',
      up: (at: typeof db) => at.exec('CREATE TABLE t (a); SELECT * FROM missing'),
    }
    expect(() => migrate(db, [broken])).toThrow('missing')
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 't'").pluck().get()).toBe(0)
    expect(db.pragma('user_version', { simple: true })).toBe(0)
  })
})
