import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordType } from '../contract/record-type.ts'
import type { Core } from './host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from './testing.ts'

/** A type whose records carry levels, as plans and weaknesses will. */
const secretType: RecordType = {
  name: 'weak-point',
  label: { 'zh-CN': '薄弱点', en: 'Weak point' },
  plural: { 'zh-CN': '薄弱点', en: 'Weak points' },
  icon: 'shield',
  area: 'management',
  title: 'name',
  levels: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      choices: [
        { value: 'open', label: { 'zh-CN': '未处理', en: 'Open' } },
        { value: 'closed', label: { 'zh-CN': '已处理', en: 'Closed' } },
      ],
    },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' } },
  },
  search: ['name', 'notes'],
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const type = secretType.name
const WORD = '堡垒机默认口令'

const place = new TestPlace()
let core: Core
let id: string
let entry: string
let file: { sha256: string }

beforeAll(async () => {
  core = place.core({ extraTypes: [secretType] })
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'internal', ['operator', 'lead', 'manager', 'administrator'], 1)
  await addAccount(core, 'sensitive', ['operator'], 2)
  id = (
    await done(core, 'register.create', {
      type,
      fields: { name: WORD, state: 'open', notes: `${WORD}未改` },
      level: 2,
    })
  ).id
  await done(core, 'register.create', {
    type,
    fields: { name: '公开的一条', state: 'open' },
    level: 0,
  })
  await done(core, 'register.comment', { type, id, text: `${WORD}已报` })
  await done(core, 'register.update', { type, id, fields: { state: 'closed' } })
  const put = await done(core, 'files.put', {
    name: `${WORD}.txt`,
    mime: 'text/plain',
    bytes: new Uint8Array(Buffer.from(WORD)),
  })
  file = put
  entry = (
    await done(core, 'log.write', {
      text: WORD,
      category: 'duty',
      tags: [WORD],
      level: 2,
      attachments: [put],
    })
  ).id
})
afterAll(() => place.clear())

describe('what is above a clearance', () => {
  beforeAll(() => signInAs(core, 'internal'))

  it('is in no list, count, facet or search', async () => {
    const listed = await done(core, 'register.list', { type, limit: 50 })
    expect([listed.total, listed.rows.map(({ title }) => title)]).toEqual([1, ['公开的一条']])
    const facets = await done(core, 'register.facets', { type, field: 'state' })
    expect(JSON.stringify(facets)).not.toContain('closed')
    expect((await done(core, 'search.all', { text: '堡垒机', limit: 10 })).total).toBe(0)
    expect((await done(core, 'register.lookup', { text: '堡垒', limit: 10 })).labels).toEqual([])
    expect((await done(core, 'register.labels', { refs: [{ type, id }] })).labels).toEqual([])
    const log = await done(core, 'log.list', { limit: 50 })
    expect([log.total, log.entries]).toEqual([0, []])
    expect((await done(core, 'log.list', { limit: 50, text: '堡垒机' })).total).toBe(0)
    expect((await done(core, 'log.tags', { prefix: '堡垒' })).tags).toEqual([])
    expect((await done(core, 'log.days', { bounds: [0, Date.now() + 60_000] })).counts).toEqual([0])
  })

  it('answers as what does not exist', async () => {
    const asked = { type, id }
    const never = { type, id: '01a20dd7-363c-7f2f-b24d-d03e7f8744a6' }
    for (const name of ['register.get', 'register.history', 'register.comments'] as const)
      expect([await codeOf(core, name, asked), await codeOf(core, name, never)]).toEqual([
        'notFound',
        'notFound',
      ])
    expect(await codeOf(core, 'register.update', { ...asked, fields: { state: 'open' } })).toBe(
      'notFound',
    )
    expect(await codeOf(core, 'register.comment', { ...asked, text: 'x' })).toBe('notFound')
    expect(await codeOf(core, 'log.get', { id: entry })).toBe('notFound')
    expect(await codeOf(core, 'log.amend', { id: entry, text: 'x', reason: 'y' })).toBe('notFound')
    expect(await codeOf(core, 'files.get', { sha256: file.sha256 })).not.toBe('ok')
  })

  it('is in no export, and nobody gives what he does not hold', async () => {
    for (const format of ['csv', 'json'] as const) {
      const made = await done(core, 'transfer.export', {
        type,
        format,
        columns: ['name', 'notes'],
        language: 'zh-CN',
      })
      expect(made.rows).toBe(1)
      expect(Buffer.from(made.bytes).toString('utf8')).not.toContain(WORD)
    }
    const log = await done(core, 'log.export', { format: 'csv', language: 'zh-CN' })
    expect(Buffer.from(log.bytes).toString('utf8')).not.toContain(WORD)
    expect(await codeOf(core, 'register.create', { type, fields: { name: 'x' }, level: 2 })).toBe(
      'clearance',
    )
    expect(
      await codeOf(core, 'accounts.create', {
        name: 'y',
        login: 'y',
        password: 'long enough',
        roles: ['operator'],
        clearance: 3,
      }),
    ).toBe('clearance')
    const trail = await done(core, 'audit.list', { limit: 200 })
    expect(JSON.stringify(trail)).not.toContain(WORD)
  })
})

describe('whoever is cleared', () => {
  it('reads, finds and opens it, also after the workspace was closed', async () => {
    await core.close()
    core = place.core({ extraTypes: [secretType] })
    await signInAs(core, 'sensitive')
    expect((await done(core, 'register.get', { type, id })).record.fields['notes']).toBe(
      `${WORD}未改`,
    )
    expect((await done(core, 'search.all', { text: '堡垒机', limit: 10 })).total).toBeGreaterThan(0)
    expect((await done(core, 'register.comments', { type, id })).comments).toHaveLength(1)
    expect((await done(core, 'log.get', { id: entry })).entry.text).toBe(WORD)
    const opened = await done(core, 'files.get', { sha256: file.sha256 })
    expect(Buffer.from(opened.bytes).toString('utf8')).toBe(WORD)
  })
})
