import { describe, expect, it } from 'vitest'
import { IN_MEMORY, openDatabase } from './open.ts'

function database() {
  const db = openDatabase(IN_MEMORY, new Uint8Array(32))
  db.exec('CREATE TABLE t (a INTEGER, b TEXT)')
  db.exec("INSERT INTO t VALUES (1, 'one'), (2, 'two')")
  return db
}

const TEXT = 'SELECT a, b FROM t ORDER BY a'

describe('a statement that is asked for again', () => {
  it('is compiled once', () => {
    const db = database()
    expect(db.prepare(TEXT)).toBe(db.prepare(TEXT))
    expect(db.prepare(TEXT).pluck()).toBe(db.prepare(TEXT).pluck())
    expect(db.prepare(TEXT).raw()).toBe(db.prepare(TEXT).raw())
    db.close()
  })

  it('answers everybody in the form he asked for', () => {
    const db = database()
    const plain = db.prepare(TEXT)
    const [plucked, raw] = [plain.pluck(), plain.raw()]
    expect(plain.get()).toEqual({ a: 1, b: 'one' })
    expect(plucked.all()).toEqual([1, 2])
    expect(raw.get()).toEqual([1, 'one'])
    expect(plain.safeIntegers().get()).toEqual({ a: 1n, b: 'one' })
    expect(db.prepare('SELECT b FROM t WHERE a = ?').bind(2).get()).toEqual({ b: 'two' })
    expect(db.prepare('SELECT b FROM t WHERE a = ?').get(1)).toEqual({ b: 'one' })
    expect(db.prepare(TEXT).all()).toEqual([
      { a: 1, b: 'one' },
      { a: 2, b: 'two' },
    ])
    db.close()
  })

  it('is free while somebody goes through its rows, and after he left', () => {
    const db = database()
    for (const row of db.prepare(TEXT).raw().iterate()) {
      expect(row).toEqual([1, 'one'])
      expect(db.prepare(TEXT).raw().all()).toHaveLength(2)
      break
    }
    const left = db.prepare(TEXT).raw().iterate()
    left.next()
    expect(db.prepare(TEXT).raw().all()).toHaveLength(2)
    left.return?.()
    db.close()
  })

  it('sees tables that changed, and is let go when others came', () => {
    const db = database()
    const count = () => db.prepare('SELECT count(*) FROM t').pluck().get()
    expect(count()).toBe(2)
    db.exec('DROP TABLE t; CREATE TABLE t (a INTEGER)')
    expect(count()).toBe(0)
    const first = db.prepare(TEXT.replace('b', 'a'))
    for (let n = 0; n < 600; n++) db.prepare(`SELECT ${n}`).get()
    expect(db.prepare(TEXT.replace('b', 'a'))).not.toBe(first)
    expect(first.all()).toEqual([])
    db.close()
  })
})
