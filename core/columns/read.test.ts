import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, it } from 'vitest'
import { IN_MEMORY, openDatabase } from '../db/open.ts'
import { columnOf } from './column-of.ts'
import { readColumns } from './read.ts'
import type { ColumnPlan } from './shape.ts'

/** More than there is room for at first: deleted records are not counted beforehand. */
const RECORDS = 10_000
const LONG = '设备'.repeat(100)
const db = openDatabase(IN_MEMORY, randomBytes(32))
afterAll(() => db.close())

db.exec(`
  CREATE TABLE r_part (id TEXT PRIMARY KEY, _deleted INTEGER, name TEXT, place TEXT, size REAL, tags TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE search_docs (doc INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, type TEXT NOT NULL) STRICT;
`)
const ids = Array.from({ length: RECORDS }, () => uuidv7()).toSorted()
const nameOf = (n: number): string | null =>
  [`${LONG}${n % 613}`, null, `𠮷${n % 97}`, `﨑${n % 89}`, '', `${LONG}`, `Rack ${n % 1409}`][
    n % 7
  ] ?? null
const sizeOf = (n: number): number | null => (n % 3 === 0 ? null : (n * 7919) % 1013)
const add = db.prepare('INSERT INTO r_part VALUES (?, ?, ?, ?, ?, ?)')
const index = db.prepare(`INSERT INTO search_docs VALUES (?, ?, 'part')`)
db.exec('BEGIN')
ids.forEach((id, n) => {
  add.run(
    id,
    n % 50 === 0 ? 0 : 1,
    nameOf(n),
    `机房 ${n % 300}`,
    sizeOf(n),
    n === 7 ? '["x"]' : null,
  )
  if (n % 2 === 0) index.run(n + 1, id)
})
db.exec('COMMIT')

const plan = (name: string, holding: ColumnPlan['holding']): ColumnPlan => ({
  name,
  holding,
  sealed: false,
})
const plans = [
  plan('name', 'code'),
  plan('place', 'code'),
  plan('size', 'number'),
  plan('tags', 'list'),
]

it.each([400, 65_534])('a table is read whole, with codes for %i values', (mostValues) => {
  const read = readColumns(db, 'r_part', plans, mostValues)
  if (!read) throw new Error('nothing was read')
  expect(read.count).toBe(RECORDS)
  expect(read.columns.map(({ holding }) => holding)).toEqual(
    mostValues === 400 ? ['order', 'code', 'number', 'list'] : ['code', 'code', 'code', 'list'],
  )
  expect([...read.docs.subarray(0, 4)]).toEqual([1, 0, 3, 0])
  const mask = new Uint8Array(RECORDS).fill(1)
  const values = [nameOf, (n: number) => `机房 ${n % 300}`, sizeOf]
  for (const [which, name] of ['name', 'place', 'size'].entries()) {
    const loaded = read.columns[which]
    if (!loaded) throw new Error(name)
    const column = columnOf(loaded, (at) => nameOf(at))
    for (const descending of [false, true]) {
      const way = descending ? 'DESC' : 'ASC'
      const sorted = db
        .prepare(`SELECT id FROM r_part ORDER BY ${name} ${way}, id ${way}`)
        .pluck()
        .all()
      const all = column.part(mask, RECORDS, { descending, most: RECORDS, after: undefined })
      expect(all.map((at) => ids[at])).toEqual(sorted)
      const from = all[4321] ?? 0
      const after = { value: values[which]?.(from) ?? null, at: from }
      const rest = column.part(mask, RECORDS, { descending, most: 100, after })
      expect(rest).toEqual(all.slice(4322, 4422))
    }
  }
  const [names] = read.columns
  if (names?.holding !== 'order') return
  const column = columnOf(names, (at) => nameOf(at))
  for (const part of ['备12', 'RACK 1', '𠮷', '﨑8', '1', '', LONG, '机房']) {
    const found = new Uint8Array(RECORDS).fill(1)
    expect(
      column.filter(found, RECORDS, { passes: () => false, ofList: 'some', among: { part } }),
    ).toBe(true)
    expect(ids.filter((_, at) => found[at] === 1)).toEqual(
      db.prepare('SELECT id FROM r_part WHERE name LIKE ? ORDER BY id').pluck().all(`%${part}%`),
    )
  }
})
