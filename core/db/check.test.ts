import { openSync, closeSync, writeSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkDatabase } from './check.ts'
import { openDatabase } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(7)

function make(name: string): string {
  const path = join(folder, name)
  const db = openDatabase(path, key)
  db.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)')
  const insert = db.prepare('INSERT INTO entry (text) VALUES (?)')
  db.transaction(() => {
    for (let count = 0; count < 2000; count++) insert.run('夜班巡检 '.repeat(20))
  })()
  db.close()
  return path
}

const never = new AbortController().signal

describe('checkDatabase', () => {
  it('finds nothing in what is whole, and what is wrong where a page was altered', async () => {
    const path = make('whole.db')
    expect(await checkDatabase(path, key, never)).toBeUndefined()
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(64, 1), 0, 64, Math.floor(statSync(path).size / 2))
    closeSync(file)
    expect(await checkDatabase(path, key, never)).toMatch(/./u)
  })

  it('reads beside a writer', async () => {
    const path = make('busy.db')
    const db = openDatabase(path, key)
    const checked = checkDatabase(path, key, never)
    for (let count = 0; count < 50; count++) {
      db.prepare('INSERT INTO entry (text) VALUES (?)').run('交接')
      await new Promise(setImmediate)
    }
    expect(await checked).toBeUndefined()
    db.close()
  })

  it('ends when it is told to, and says when there is nothing to read', async () => {
    const path = make('ended.db')
    expect(await checkDatabase(path, key, AbortSignal.abort())).toBeUndefined()
    await expect(checkDatabase(join(folder, 'none.db'), key, never)).rejects.toThrow(
      /storageFailed/u,
    )
  })
})
