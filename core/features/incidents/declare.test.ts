import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

const place = new TestPlace()
const START = Date.parse('2026-03-17T01:52:00+08:00')
const MINUTE = 60_000
let clock = START
let core: Core
let service = ''
let entry = ''

beforeAll(async () => {
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const item = await done(core, 'register.create', {
    type: 'configuration-item',
    fields: { name: '社保核心业务', kind: 'service' },
  })
  service = item.id
  const written = await done(core, 'log.write', {
    text: 'SAN-02控制器B心跳丢失',
    category: 'alert',
    links: [{ type: 'configuration-item', id: service }],
  })
  entry = written.id
})
afterAll(() => place.clear())

describe('declaring an incident', () => {
  it('takes number, items, source and times from what it is declared from', async () => {
    clock = START + 5 * MINUTE
    const { id, number } = await done(core, 'incident.declare', {
      title: '存储SAN-02控制器B离线',
      grade: 2,
      discoveredAt: START,
      links: [{ type: 'log-entry', id: entry }],
    })
    expect(number).toBe('INC-2026-A3-0001')
    const { incident } = await done(core, 'incident.get', { id })
    expect(incident).toMatchObject({
      grade: 2,
      phase: 'report',
      impaired: true,
      source: 'log',
      services: [service],
      at: { discovered: START, reported: START + 5 * MINUTE },
      answerBy: START + 25 * MINUTE,
      repairBy: START + 12 * 60 * MINUTE,
      progressBy: START + 30 * MINUTE,
    })
    const { lines } = await done(core, 'incident.timeline', { id })
    expect(lines.map(({ kind, text }) => [kind, text])).toEqual([
      ['log', 'SAN-02控制器B心跳丢失'],
      ['milestone', '报告事件：存储SAN-02控制器B离线（二级）'],
    ])
  })

  it('rises while nobody answers, in the list as well', async () => {
    clock = START + 26 * MINUTE
    const { incidents } = await done(core, 'incident.list', { limit: 10 })
    expect(incidents).toMatchObject([{ grade: 1, declaredGrade: 2, risen: 1 }])
    clock = START + 5 * MINUTE
  })

  it('is the same when the call comes twice, and refuses the future', async () => {
    const id = '01a20dd7-363c-7f2f-b24d-d03e7f8744a6'
    const first = await done(core, 'incident.declare', { id, title: '办事大厅变慢', grade: 3 })
    const again = await done(core, 'incident.declare', { id, title: '办事大厅变慢', grade: 3 })
    expect(again).toMatchObject({ id, number: first.number, commit: first.commit })
    const later = { title: 'x', grade: 4 as const, discoveredAt: clock + 10 * MINUTE }
    expect(await codeOf(core, 'incident.declare', later)).toBe('timeInFuture')
  })

  it('is as confidential as what it came from, and unknown below', async () => {
    const secret = await done(core, 'log.write', { text: '数据外泄', category: 'alert', level: 2 })
    const { id } = await done(core, 'incident.declare', {
      title: '疑似数据外泄',
      grade: 1,
      links: [{ type: 'log-entry', id: secret.id }],
    })
    await done(core, 'incident.tell', { id, kind: 'note', text: '已封存主机' })
    await addAccount(core, 'reader', ['operator'])
    await signInAs(core, 'reader')
    expect(await codeOf(core, 'incident.get', { id })).toBe('notFound')
    const { incidents } = await done(core, 'incident.list', { limit: 10 })
    expect(incidents.map(({ title }) => title)).not.toContain('疑似数据外泄')
    const found = await done(core, 'search.all', { text: '已封存主机', limit: 10 })
    expect(found.hits).toEqual([])
    await signInAs(core, FOUNDER.login)
    const { lines } = await done(core, 'incident.timeline', { id })
    expect(lines.map(({ text }) => text)).toContain('已封存主机')
  })

  it('keeps the limits of its day, whatever is set later', async () => {
    await done(core, 'settings.set', { key: 'answerMinutes3', value: 5 })
    await done(core, 'settings.set', { key: 'repairHours3', value: 2 })
    const { id } = await done(core, 'incident.declare', { title: '大厅终端变慢', grade: 3 })
    const seen = async () => (await done(core, 'incident.get', { id })).incident
    expect(await seen()).toMatchObject({
      answerBy: clock + 5 * MINUTE,
      repairBy: clock + 120 * MINUTE,
    })
    await done(core, 'settings.set', { key: 'repairHours3', value: 16 })
    expect((await seen()).repairBy).toBe(clock + 120 * MINUTE)
    const tooLong = { key: 'answerMinutes3', value: 100_000 }
    expect(await codeOf(core, 'settings.set', tooLong)).toBe('fieldInvalid')
  })

  it('shows what users reported, and they show the incident', async () => {
    const { id: request } = await done(core, 'register.create', {
      type: 'request',
      fields: { title: '证照打不出', kind: 'fault', requester: '刘敏', unit: '3号窗口' },
    })
    const { id, number } = await done(core, 'incident.declare', {
      title: '证照打不出',
      grade: 4,
      links: [{ type: 'request', id: request }],
    })
    const { incident } = await done(core, 'incident.get', { id })
    expect(incident.source).toBe('request')
    const { told } = await done(core, 'incident.evidence', { id })
    expect(told).toMatchObject([{ id: request, text: '用户报障（3号窗口 刘敏）：证照打不出' }])
    const { incidents } = await done(core, 'incident.of', { records: [request, entry] })
    expect(incidents.find(({ record }) => record === request)).toMatchObject({ id, number })
    const { incoming } = await done(core, 'register.get', { type: 'request', id: request })
    expect(incoming.map((one) => one.id)).toContain(id)
  })

  it('goes up with everything that was told of it, for a reason that stands on its timeline', async () => {
    const { id } = await done(core, 'incident.declare', { title: '数据库账号异常', grade: 2 })
    await done(core, 'incident.tell', { id, kind: 'note', text: '账号已停用' })
    const raise = { id, level: 2 as const, reason: '涉及个人信息' }
    await done(core, 'incident.setLevel', raise)
    expect(await codeOf(core, 'incident.setLevel', { ...raise, level: 1 })).toBe('fieldInvalid')
    const { lines } = await done(core, 'incident.timeline', { id })
    expect(lines.map(({ text }) => text)).toContain('密级由内部升为敏感：涉及个人信息')
    expect(lines.map(({ text }) => text)).toContain('账号已停用')
    await signInAs(core, 'reader')
    expect(await codeOf(core, 'incident.get', { id })).toBe('notFound')
    const found = await done(core, 'search.all', { text: '账号已停用', limit: 10 })
    expect(found.hits).toEqual([])
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})
