import { generateKeyPairSync, sign } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { rawPublicKey } from './identity.ts'
import { copy, openTestLog, TEST_TYPES, type TestDevice } from './testing.ts'
import { openLog } from './open-log.ts'
import { LEVEL, type NewOperation } from './types.ts'

const label = { 'zh-CN': '值', en: 'Value' }
const field = (kind: FieldType['kind'], more: Partial<FieldType> = {}): FieldType => ({
  kind,
  label,
  ...more,
})
const STATES = ['draft', 'approved', 'published'].map((value) => ({ value, label }))
/** A paper as it was declared before approvals said what they cover. */
const former: RecordType = {
  name: 'paper',
  label,
  plural: label,
  icon: 'doc',
  title: 'body',
  fields: {
    body: field('longText'),
    author: field('ref', { ref: 'person' }),
    state: field('choice', { choices: STATES }),
    approvedAt: field('instant'),
  },
  levels: true,
  managed: true,
  permissions: { read: 'all', create: 'all', update: 'all', delete: [] },
}
const paper: RecordType = {
  ...former,
  approval: {
    by: 'approvedAt',
    covers: ['body', 'author'],
    state: { field: 'state', holds: ['approved', 'published'] },
  },
}
const decided: RecordType = {
  ...paper,
  name: 'verdict',
  fields: { ...paper.fields, approvedAt: field('instant', { policy: 'decided' }) },
  approval: { by: 'approvedAt', covers: ['body', 'author', 'state'] },
}
const TYPES = [...TEST_TYPES, paper, decided]

const key = generateKeyPairSync('ed25519').privateKey
const signer = { person: 'he', sign: (data: Uint8Array) => sign(null, data, key) }
let now: number
let home: TestDevice
let away: TestDevice
let id: string

function start(types: readonly RecordType[]): void {
  now = 1_800_000_000_000
  home = openTestLog({ types, now: () => (now += 1000) })
  const signKey = Buffer.from(rawPublicKey(key)).toString('base64url')
  const account = { create: 'account', id: uuidv7(), fields: { login: 'a', person: 'he', signKey } }
  home.log.append({ actor: 'he', act: 'a', ops: [account] })
  away = openTestLog({ types, now: () => (now += 1000), like: home })
  id = uuidv7()
}
beforeEach(() => start(TYPES))

function write(device: TestDevice, type: string, fields: Record<string, Json>): void {
  const known = device.log.row(type, id) !== undefined
  const op: NewOperation = known ? { patch: type, id, fields } : { create: type, id, fields }
  device.log.append({ actor: 'she', act: 'write', ops: [op] })
}
function approve(device: TestDevice, type: string): void {
  const ops = [{ patch: type, id, fields: { state: 'approved', approvedAt: (now += 1000) } }]
  const signing = { purpose: 'approve', type, id, signer }
  device.log.append({ actor: 'he', act: 'approve', ops, sign: signing })
}
function meet(): void {
  copy(home.log, away.log)
  copy(away.log, home.log)
}
/** What both devices show; they must agree. */
function shown(type = 'paper'): Record<string, Json> {
  const [row, other] = [home, away].map(({ log }) => log.row(type, id))
  expect(other).toEqual(row)
  return { ...row?.fields }
}

describe('what an approval covers', () => {
  it.each(['paper', 'verdict'])('stands as it was signed: %s', (type) => {
    write(home, type, { body: 'one', author: 'she', state: 'draft' })
    meet()
    write(home, type, { body: 'two', author: 'they' })
    approve(away, type)
    meet()
    expect(shown(type)).toMatchObject({ body: 'one', author: 'she', state: 'approved' })
    expect(home.log.unapproved(type, id)).toEqual({ body: 'two', author: 'they' })
    expect(home.log.row(type, id)?.conflicts).toEqual([])
    expect(home.log.values(type, id, 'body').map(({ value }) => value)).toEqual(['two'])
  })

  it('is what its approver read of texts that came together', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    meet()
    write(away, 'paper', { body: 'two' })
    write(home, 'paper', { body: 'three' })
    meet()
    approve(away, 'paper')
    meet()
    expect(shown()).toMatchObject({ body: 'three', state: 'approved' })
  })

  it('is not taken back by somebody who did not know of it, and is by somebody who did', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'approved' })
    meet()
    approve(away, 'paper')
    write(home, 'paper', { state: 'draft' })
    meet()
    expect(shown()).toMatchObject({ state: 'approved' })
    write(home, 'paper', { state: 'draft' })
    write(home, 'paper', { body: 'two' })
    meet()
    expect(shown()).toMatchObject({ state: 'draft', body: 'two' })
  })

  it('keeps what was published from being a draft again', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    approve(home, 'paper')
    meet()
    write(away, 'paper', { state: 'published' })
    write(home, 'paper', { state: 'draft' })
    write(home, 'paper', { body: 'two' })
    meet()
    expect(shown()).toMatchObject({ state: 'published', body: 'one' })
  })

  it('moves to another level with its record', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    meet()
    write(home, 'paper', { body: 'two' })
    approve(away, 'paper')
    meet()
    write(home, 'paper', { [LEVEL]: 2, body: 'sealed one' })
    meet()
    expect(shown()).toMatchObject({ body: 'sealed one', state: 'approved' })
  })

  it('is not changed by a level under which something else is written', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    approve(home, 'paper')
    meet()
    write(away, 'paper', { state: 'published' })
    write(home, 'paper', { state: 'draft', body: 'two' })
    write(home, 'paper', { [LEVEL]: 2, body: 'sealed two' })
    meet()
    expect(shown()).toMatchObject({ body: 'one', state: 'published' })
  })

  it('is found where two devices began the record', () => {
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    write(away, 'paper', { body: 'two', author: 'they', state: 'draft' })
    write(away, 'paper', { body: 'three' })
    approve(away, 'paper')
    meet()
    expect(shown()).toMatchObject({ body: 'three', author: 'they', state: 'approved' })
  })

  it('follows from operations that were written before approvals said so, whose tables stay', () => {
    start([...TEST_TYPES, former])
    write(home, 'paper', { body: 'one', author: 'she', state: 'draft' })
    meet()
    write(home, 'paper', { body: 'two' })
    approve(away, 'paper')
    meet()
    expect(shown()).toMatchObject({ body: 'two', state: 'approved' })
    const digest = home.log.digest()
    const { db, device, workspace } = home
    const opened = openLog(db, [...TEST_TYPES, paper], { workspace, device, epoch: 1 })
    expect(opened.madeAnew).toBe(false)
    expect(opened.row('paper', id)?.fields).toMatchObject({ body: 'one', state: 'approved' })
    expect(opened.rebuild().digest).toBe(digest)
  })
})
