import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf, OutputOf, ProcedureName } from '../../../contract/procedures.ts'
import { createCore, type Core } from '../../host.ts'

const MINUTE = 60_000
const START = new Date(2026, 2, 17, 2, 17).getTime()
const PASSWORD = 'correct horse'
const folder = mkdtempSync(join(tmpdir(), 'wk-log-'))
let now = START
let core: Core

async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const result = await core.dispatch(name, input)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value as OutputOf<N>
}

async function refused<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<string> {
  const result = await core.dispatch(name, input)
  return result.ok ? 'ok' : result.error.code
}

const texts = async (query: InputOf<'log.list'>): Promise<string[]> =>
  (await call('log.list', query)).entries.map(({ text }) => text)

beforeAll(async () => {
  core = createCore({ workspacePath: join(folder, 'workspace'), now: () => now })
  await call('workspace.create', {
    name: '滨江运维中心',
    team: '乙班',
    language: 'zh-CN',
    person: '陈立远',
    login: 'chen.ly',
    password: PASSWORD,
    deviceCode: 'A3',
    separation: false,
  })
  await call('accounts.create', {
    name: '周敏',
    login: 'zhou.m',
    password: PASSWORD,
    roles: ['operator'],
    clearance: 1,
  })
})
afterAll(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the duty log', () => {
  it('tells the time of the event from the time of entry and marks what is late', async () => {
    const prompt = await call('log.write', {
      text: '接班',
      category: 'handover',
      at: now - 10 * MINUTE,
    })
    expect(prompt.late).toBe(false)
    const late = await call('log.write', {
      text: '冷通道A温度升到24.9℃',
      category: 'round',
      at: now - 57 * MINUTE,
      tags: ['温湿度', '温湿度', '遗留'],
    })
    expect(late.late).toBe(true)
    const { entry } = await call('log.get', { id: late.id })
    expect(entry).toMatchObject({
      at: START - 57 * MINUTE,
      enteredAt: START,
      late: true,
      personName: '陈立远',
      tags: ['温湿度', '遗留'],
      originalText: '冷通道A温度升到24.9℃',
    })
  })

  it('refuses the future, unknown categories and links to nothing, and then nothing has changed', async () => {
    const before = await call('audit.heads', {})
    expect(await refused('log.write', { text: 'x', category: 'duty', at: now + 2 * MINUTE })).toBe(
      'timeInFuture',
    )
    expect(await refused('log.write', { text: 'x', category: 'gossip' })).toBe('fieldInvalid')
    expect(
      await refused('log.write', {
        text: 'x',
        category: 'duty',
        links: [{ type: 'contact', id: '01890000-0000-7000-8000-000000000000' }],
      }),
    ).toBe('fieldInvalid')
    expect(await refused('log.write', { text: '   ', category: 'duty' })).toBe('invalidInput')
    expect(await call('audit.heads', {})).toEqual(before)
  })

  it('writes an entry once when the call is repeated', async () => {
    const id = '01890000-0000-7000-8000-00000000aaaa'
    const first = await call('log.write', { id, text: '备份完成', category: 'duty' })
    const again = await call('log.write', { id, text: '备份完成', category: 'duty' })
    expect(again.commit).toBe(first.commit)
    expect((await texts({ limit: 10, text: '备份完成' })).length).toBe(1)
  })

  it('amends with the original and every amendment kept, and finds both texts', async () => {
    const { id } = await call('log.write', { text: '柴油机负载37%', category: 'change' })
    now += 5 * MINUTE
    await call('log.amend', { id, text: '柴油机负载47%', reason: '读错表计' })
    now += 5 * MINUTE
    await call('log.amend', { id, text: '柴油机负载47%，油位81%', reason: '补充情况' })
    const { entry } = await call('log.get', { id })
    expect(entry.text).toBe('柴油机负载47%，油位81%')
    expect(entry.originalText).toBe('柴油机负载37%')
    expect(entry.amendments.map(({ text, reason }) => [text, reason])).toEqual([
      ['柴油机负载47%', '读错表计'],
      ['柴油机负载47%，油位81%', '补充情况'],
    ])
    for (const text of ['负载37', '油位81', '柴油机'])
      expect(await texts({ limit: 10, text })).toEqual(['柴油机负载47%，油位81%'])
    expect(await texts({ limit: 10, amendedOnly: true })).toEqual(['柴油机负载47%，油位81%'])
    expect(
      await refused('register.update', { type: 'log-entry', id, fields: { text: 'x' } }),
    ).not.toBe('ok')
    expect(await refused('register.remove', { type: 'log-entry', ids: [id] })).not.toBe('ok')
  })

  it('filters by period, category, person, tag and lateness, newest first, page after page', async () => {
    now += MINUTE
    await call('session.signIn', { login: 'zhou.m', password: PASSWORD })
    for (let n = 1; n <= 5; n += 1) {
      now += MINUTE
      await call('log.write', {
        text: `巡检第${n}次`,
        category: 'round',
        tags: n % 2 === 1 ? ['夜间'] : [],
      })
    }
    const first = await call('log.list', { limit: 2, text: '巡检第' })
    expect(first.entries.map(({ text }) => text)).toEqual(['巡检第5次', '巡检第4次'])
    expect(first.total).toBe(5)
    const second = await call('log.list', { limit: 2, text: '巡检第', after: first.next ?? '' })
    expect(second.entries.map(({ text }) => text)).toEqual(['巡检第3次', '巡检第2次'])
    expect(await texts({ limit: 9, tags: ['夜间'] })).toEqual([
      '巡检第5次',
      '巡检第3次',
      '巡检第1次',
    ])
    expect(await texts({ limit: 9, tags: ['夜间'], text: '第3次' })).toEqual(['巡检第3次'])
    const person = first.entries[0]?.person ?? ''
    expect((await call('log.list', { limit: 9, people: [person] })).total).toBe(5)
    expect(await texts({ limit: 9, lateOnly: true })).toEqual(['冷通道A温度升到24.9℃'])
    expect((await call('log.list', { limit: 9, from: now - 2 * MINUTE })).total).toBe(3)
    expect(await refused('log.list', { limit: 9, after: 'nonsense' })).toBe('fieldInvalid')
  })

  it('counts days, categories, people and tags', async () => {
    const midnight = new Date(2026, 2, 17).getTime()
    const { counts } = await call('log.days', {
      bounds: [midnight - 24 * 60 * MINUTE, midnight, midnight + 24 * 60 * MINUTE],
    })
    expect(counts).toEqual([0, 9])
    const facets = await call('log.facets', { categories: ['round'] })
    expect(facets.categories).toContainEqual({ value: 'handover', count: 1 })
    expect(facets.people.map(({ name, count }) => [name, count])).toEqual([
      ['周敏', 5],
      ['陈立远', 1],
    ])
    expect(await call('log.tags', { prefix: '夜' })).toEqual({ tags: [{ tag: '夜间', count: 3 }] })
  })

  it('shows a link to any record and a file, and keeps what is above internal from the uncleared', async () => {
    await call('session.signIn', { login: 'chen.ly', password: PASSWORD })
    const contact = await call('register.create', {
      type: 'contact',
      fields: { name: '存储厂家', phone: '400-810-2288', role: 'vendor' },
    })
    const file = await call('files.put', {
      name: 'panel.png',
      mime: 'image/png',
      bytes: new Uint8Array([1, 2, 3]),
    })
    const secret = await call('log.write', {
      text: '核心口令封存完成',
      category: 'duty',
      level: 2,
      tags: ['封存'],
      links: [{ type: 'contact', id: contact.id }],
      attachments: [file],
    })
    expect(await call('log.get', { id: secret.id })).toMatchObject({
      entry: {
        level: 2,
        tags: ['封存'],
        links: [{ title: '存储厂家' }],
        attachments: [{ name: 'panel.png' }],
      },
    })
    await call('log.amend', {
      id: secret.id,
      text: '核心口令封存完成，封条0319',
      reason: '补充情况',
    })
    for (const query of [
      { text: '封条0319' },
      { text: '核心口令' },
      { tags: ['封存'] },
      { amendedOnly: true, text: '口令' },
    ])
      expect(await texts({ limit: 9, ...query })).toEqual(['核心口令封存完成，封条0319'])
    const seen = await call('log.list', { limit: 9 })
    await call('session.signIn', { login: 'zhou.m', password: PASSWORD })
    expect((await call('log.list', { limit: 9 })).total).toBe(seen.total - 1)
    expect(await texts({ limit: 9, text: '封存' })).toEqual([])
    expect(await texts({ limit: 9, tags: ['封存'] })).toEqual([])
    expect((await call('log.tags', { prefix: '封' })).tags).toEqual([])
    expect(await refused('log.get', { id: secret.id })).toBe('notFound')
    expect(await refused('log.amend', { id: secret.id, text: 'x', reason: 'y' })).toBe('notFound')
    expect(await refused('log.write', { text: 'x', category: 'duty', level: 2 })).toBe('clearance')
  })

  it('exports originals, amendments and late marks, and records that it did', async () => {
    const csv = await call('log.export', { format: 'csv', language: 'zh-CN' })
    const lines = new TextDecoder().decode(csv.bytes).split('\r\n')
    expect(lines[0]).toContain('发生时间,录入时间,补录,记录人')
    expect(lines.find((line) => line.includes('24.9'))).toContain(',是,陈立远,巡检,')
    expect(new TextDecoder().decode(csv.bytes)).toContain('柴油机负载37%')
    const xlsx = await call('log.export', { format: 'xlsx', language: 'en' })
    const sheets = await readXlsx(Buffer.from(xlsx.bytes))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Duty log', 'Amendments'])
    expect(sheets[1]?.data[1]?.slice(3)).toEqual(['读错表计', '柴油机负载37%', '柴油机负载47%'])
    const json = await call('log.export', { format: 'json', language: 'en', amendedOnly: true })
    expect(JSON.parse(new TextDecoder().decode(json.bytes))).toMatchObject([
      {
        text: '柴油机负载47%，油位81%',
        originalText: '柴油机负载37%',
        amendments: [{ reason: '读错表计' }, { reason: '补充情况' }],
      },
    ])
    await call('session.signIn', { login: 'chen.ly', password: PASSWORD })
    const audit = await call('register.list', {
      type: 'access-event',
      limit: 5,
      where: [{ field: 'action', op: 'is', value: 'export' }],
    })
    expect(audit.rows.map(({ fields }) => fields['count'])).toEqual([1, 9, 9])
  })

  it('verifies and rebuilds to the same tables', async () => {
    expect(await call('audit.verify', {})).toMatchObject({ ok: true, findings: [] })
    expect(await call('maintenance.rebuild', {})).toMatchObject({ same: true })
    expect(await call('audit.verify', {})).toMatchObject({ ok: true })
    expect(await texts({ limit: 9, text: '油位81' })).toHaveLength(1)
  })
})
