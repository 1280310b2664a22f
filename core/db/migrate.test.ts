import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import type { FieldType, RecordType } from '../../contract/record-type.ts'
import { rawPublicKey, workspaceIdOf } from '../log/identity.ts'
import { openLog, shapesOf } from '../log/open-log.ts'
import { entryType, noteType, TEST_TYPES } from '../log/testing.ts'
import { verifyLog } from '../log/verify.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'

const device = generateKeyPairSync('ed25519').privateKey
const workspace = workspaceIdOf(rawPublicKey(device))
const open = (db: Database, types: readonly RecordType[] = TEST_TYPES) =>
  openLog(db, types, { workspace, device, epoch: 1 })
const findings = async (db: Database, types: readonly RecordType[] = TEST_TYPES) =>
  (await verifyLog(db, workspace, shapesOf(types), { progress: () => true })).findings.list

/** A database as the program with these migrations left it. */
function written(steps: typeof MIGRATIONS, types: readonly RecordType[] = TEST_TYPES) {
  const db = openDatabase(':memory:', randomBytes(32))
  migrate(db, steps)
  const log = open(db, types)
  const publicKey = Buffer.from(rawPublicKey(device)).toString('base64url')
  const id = uuidv7()
  const actor = uuidv7()
  const enrol = { create: 'device', id: uuidv7(), fields: { name: 'a', code: 'A', publicKey } }
  const note = { create: 'note', id, fields: { title: '巡检', body: 'a\nb', tags: ['x'], at: 5 } }
  log.append({ actor, act: 'a', ops: [enrol, note] })
  log.append({ actor, act: 'b', ops: [{ patch: 'note', id, fields: { status: 'open' } }] })
  return { db, id, digest: log.digest(), row: log.row('note', id), heads: log.heads() }
}

describe('a database of the version before', () => {
  it.each(MIGRATIONS.slice(1).map(({ number, name }) => [number, name] as const))(
    'goes on after step %i (%s) with everything in it',
    async (number) => {
      const { db, id, digest, row, heads } = written(MIGRATIONS.slice(0, number - 1))
      expect(db.pragma('user_version', { simple: true })).toBe(number - 1)
      migrate(db, MIGRATIONS)
      expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
      const log = open(db)
      expect([log.digest(), log.row('note', id), log.heads()]).toEqual([digest, row, heads])
      expect(await findings(db)).toEqual([])
      log.append({ actor: 'x', act: 'c', ops: [{ patch: 'note', id, fields: { title: 'c' } }] })
      expect(log.rebuild().digest).toBe(log.digest())
      db.close()
    },
  )

  it('has the same tables as a new one', () => {
    const tables = (db: Database) =>
      db.prepare("SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'r%' ORDER BY name").all()
    const { db } = written(MIGRATIONS.slice(0, -1))
    migrate(db, MIGRATIONS)
    expect(tables(db)).toEqual(tables(written(MIGRATIONS).db))
  })
})

describe('a declaration that changed between versions', () => {
  const changed = (fields: Record<string, Partial<FieldType> | undefined>): RecordType => {
    const kept = { ...noteType.fields, ...fields }
    const declared = Object.entries(kept).filter(([, field]) => field !== undefined)
    return { ...noteType, fields: Object.fromEntries(declared) as RecordType['fields'] }
  }
  const older = changed({ count: undefined })
  const before = [older, entryType]
  const { title, body } = noteType.fields
  const versions: readonly (readonly [string, RecordType])[] = [
    ['a new field', noteType],
    ['another kind', changed({ body: { ...title } })],
    ['another policy', changed({ title: { ...title, policy: 'reviewed' } })],
    ['a field less', changed({ body: undefined })],
    ['another index', { ...older, indexes: [['day']] }],
    ['another group', { ...changed({ body }), groups: { state: ['severity', 'status'] } }],
  ]

  it.each(versions)('(%s) gives the tables that the log gives, and back', async (_name, type) => {
    const { db, id } = written(MIGRATIONS, before)
    const after = [type, entryType]
    const log = open(db, after)
    expect(log.row('note', id)?.fields['title']).toBe('巡检')
    expect(log.rebuild().digest).toBe(log.digest())
    expect(await findings(db, after)).toEqual([])
    // The older program opens it again: what it does not know stays in the log.
    log.append({ actor: 'x', act: 'c', ops: [{ patch: 'note', id, fields: { title: 'c' } }] })
    const again = open(db, before)
    expect(again.row('note', id)?.fields).toMatchObject({ title: 'c', body: 'a\nb' })
    expect(again.rebuild().digest).toBe(again.digest())
    expect(await findings(db, before)).toEqual([])
    db.close()
  })

  it('shows what a newer program wrote, once it is known', async () => {
    const { db, id } = written(MIGRATIONS, [noteType, entryType])
    const other = uuidv7()
    const log = open(db, [noteType, entryType])
    log.append({
      actor: 'x',
      act: 'c',
      ops: [
        { patch: 'note', id, fields: { count: 7 } },
        { create: 'entry', id: other, fields: { text: '一' } },
      ],
    })
    const unaware = open(db, [older])
    unaware.rebuild()
    expect(unaware.row('note', id)?.fields['count']).toBeUndefined()
    const newer = open(db, [noteType, entryType])
    expect(newer.madeAnew).toBe(true)
    expect(newer.row('note', id)?.fields['count']).toBe(7)
    expect(newer.row('entry', other)?.fields['text']).toBe('一')
    expect(await findings(db, [noteType, entryType])).toEqual([])
  })
})
