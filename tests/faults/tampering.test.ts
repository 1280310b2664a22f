import { generateKeyPairSync, sign } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Heads } from '../../contract/oversight.ts'
import { chainHash, chainStart } from '../../core/log/codec.ts'
import { shapesOf } from '../../core/log/open-log.ts'
import { commitId, SqliteStore } from '../../core/log/sqlite-store.ts'
import { copy, openTestLog, TEST_TYPES, type TestDevice } from '../../core/log/testing.ts'
import { verifyLog } from '../../core/log/verify.ts'
import { numbers } from '../merge/world.ts'
import { countOf, ran } from '../support/fault-counts.ts'

const ROUNDS = countOf('alterations of the audit trail')
const COMMITS = 24
const shapes = shapesOf(TEST_TYPES)
const random = numbers(Date.now() % 2 ** 31)
const some = (most: number): number => Math.floor(random() * most)

let devices: readonly TestDevice[]
let home: TestDevice
/** What others have seen. */
let heads: Heads
const notes = Array.from({ length: 3 }, () => uuidv7())

/** A history of three devices, all of it in the store of the first. */
beforeAll(() => {
  home = openTestLog()
  devices = [home, openTestLog({ like: home }), openTestLog({ like: home })]
  for (let count = 0; count < COMMITS; count++) {
    const { log } = devices[count % 3] as TestDevice
    const id = notes[some(3)] as string
    const fields = { title: `title ${count}`, severity: `s${some(9)}` }
    const op = log.row('note', id) ? { patch: 'note', id, fields } : { create: 'note', id, fields }
    log.append({ actor: 'person', act: 'test', ops: [op] })
    if (some(2) === 0) for (const from of devices) for (const to of devices) share(from, to)
  }
  for (const from of devices) for (const to of devices) share(from, to)
  heads = home.log.heads()
})
afterAll(() => {
  for (const { db } of devices) db.close()
})

const share = (from: TestDevice, to: TestDevice): unknown => from !== to && copy(from.log, to.log)

interface Row {
  readonly id: number
  readonly body: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}

interface Place {
  readonly stream: string
  readonly no: number
  readonly last: number
}

const places = (db: Database): readonly Place[] =>
  new SqliteStore(db).streams().map(({ no, id }) => ({ no, stream: id, last: heads[id]?.[0] ?? 0 }))
const rowOf = (db: Database, id: number): Row =>
  db.prepare('SELECT id, body, hash, signature FROM commits WHERE id = ?').get(id) as Row
const put = (db: Database, { id, body, hash, signature }: Row): unknown =>
  db
    .prepare('UPDATE commits SET body = ?, hash = ?, signature = ? WHERE id = ?')
    .run(body, hash, signature, id)

function flipped(bytes: Buffer): Buffer {
  const altered = Buffer.from(bytes)
  const at = some(altered.length)
  altered[at] = (altered[at] ?? 0) ^ (1 << some(8))
  return altered
}

/** Alters the store; answers what has to be named, `stream/seq` or the id of a record. */
const TAMPERINGS: Readonly<Record<string, (db: Database, at: Place) => string>> = {
  'a bit of a commit': (db, { stream, no, last }) => {
    const seq = 1 + some(last)
    const row = rowOf(db, commitId(no, seq))
    const which = (['body', 'hash', 'signature'] as const)[some(3)] ?? 'body'
    put(db, { ...row, [which]: flipped(row[which]) })
    return `${stream}/${seq}`
  },
  'a commit taken out': (db, { stream, no, last }) => {
    const seq = 1 + some(last)
    db.prepare('DELETE FROM commits WHERE id = ?').run(commitId(no, seq))
    return `${stream}/${seq}`
  },
  'two commits in another order': (db, { stream, no, last }) => {
    const seq = 1 + some(last - 1)
    const [one, two] = [rowOf(db, commitId(no, seq)), rowOf(db, commitId(no, seq + 1))]
    put(db, { ...one, id: two.id })
    put(db, { ...two, id: one.id })
    return `${stream}/${seq}`
  },
  'the end cut off': (db, { stream, no, last }) => {
    const from = 1 + some(last)
    db.prepare('DELETE FROM commits WHERE id BETWEEN ? AND ?').run(
      commitId(no, from),
      commitId(no, last),
    )
    return `${stream}/${from}`
  },
  'the end written anew with the key of its device': (db, { stream, no, last }) => {
    const device = devices.find(({ log }) => log.stream === stream)?.device
    const from = 1 + some(last)
    let previous = from === 1 ? chainStart(home.workspace) : rowOf(db, commitId(no, from - 1)).hash
    for (let seq = from; seq <= last; seq++) {
      const row = rowOf(db, commitId(no, seq))
      const text = row.body.toString('utf8')
      // Of the first one something is another; those after it follow it.
      const body =
        seq === from ? Buffer.from(text.replace(/"(test|device\.enrol)"/u, '"tesu"')) : row.body
      const hash = Buffer.from(chainHash(previous, body))
      put(db, { ...row, body, hash, signature: sign(null, hash, device ?? unknownKey) })
      previous = hash
    }
    // Named are the numbers that others have seen, at the latest the last one.
    return `${stream}/`
  },
  'a signature of somebody else': (db, { stream, no, last }) => {
    const seq = 1 + some(last)
    const row = rowOf(db, commitId(no, seq))
    put(db, { ...row, signature: sign(null, row.hash, unknownKey) })
    return `${stream}/${seq}`
  },
  'a row of the tables': (db) => {
    const id = notes[some(3)] as string
    const column = (['title', 'severity', '_updated', '_created'] as const)[some(4)] ?? 'title'
    db.prepare(`UPDATE r_note SET "${column}" = ? WHERE id = ?`).run(
      column.startsWith('_') ? 1 : 'altered',
      id,
    )
    return id
  },
  'a row taken out of the tables': (db) => {
    const id = notes[some(3)] as string
    db.prepare('DELETE FROM r_note WHERE id = ?').run(id)
    return id
  },
}
const { privateKey: unknownKey } = generateKeyPairSync('ed25519')

/** Whether a finding names the place: itself, or a span of numbers that holds it. */
function names(where: string, place: string): boolean {
  if (where.includes(place)) return true
  const [, stream, from, to] = /^(\S+)\/(\d+)-(\d+)$/u.exec(where) ?? []
  const [wanted, seq] = place.split('/')
  return stream === wanted && Number(from) <= Number(seq) && Number(seq) <= Number(to)
}

const verify = () =>
  verifyLog(home.db, home.workspace, shapes, { heads, progress: () => true, parallel: false })

it(`the audit trail was altered ${ROUNDS} times: each time it is found and named`, async () => {
  expect((await verify()).findings.list).toEqual([])
  const kinds = Object.entries(TAMPERINGS)
  for (let round = 0; round < ROUNDS; round++) {
    const [what, tamper] = kinds[round % kinds.length] ?? []
    const all = places(home.db)
    const at = all[some(all.length)]
    if (!tamper || !at) throw new Error('nothing to alter')
    home.db.exec('SAVEPOINT tampering')
    const place = tamper(home.db, at)
    const { findings } = await verify()
    home.db.exec('ROLLBACK TO tampering; RELEASE tampering')
    const found = findings.list.map(({ kind, where }) => `${kind} ${where}`)
    expect(
      findings.list.some(({ where }) => names(where, place)),
      `${what} at ${place}: ${found.join('; ')}`,
    ).toBe(true)
  }
  expect((await verify()).findings.list).toEqual([])
  ran('alterations of the audit trail', 'each found and named')
})
