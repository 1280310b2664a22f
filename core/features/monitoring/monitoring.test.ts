import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { commitByDevice } from '../../records/device-write.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { newMonitor, raise, tcpMonitor, workspaceOf } from './testing.ts'

const NOW = Date.parse('2026-03-17T02:17:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const place = new TestPlace()
let clock = NOW
let core: Core

beforeAll(async () => {
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await addAccount(core, 'wangxm', ['operator'])
})
afterAll(() => place.clear())

describe('monitors', () => {
  it('are made, changed, switched off and removed, and found by what they are', async () => {
    const parent = await newMonitor(core, 'sw-core-1')
    const id = await newMonitor(core, 'db-core-01 端口', { parent, tags: ['db'] })
    expect(await codeOf(core, 'monitor.update', { id: parent, changes: { parent: id } })).toBe(
      'fieldInvalid',
    )
    await done(core, 'monitor.update', { id, changes: { name: 'db-core-01 1521', parent: null } })
    const { monitors } = await done(core, 'monitor.list', { tags: ['db'] })
    expect(monitors).toMatchObject([
      { id, name: 'db-core-01 1521', enabled: true, here: true, status: { state: 'unknown' } },
    ])
    expect(monitors[0]).not.toHaveProperty('parent')
    expect((await done(core, 'monitor.list', { text: 'CORE-01' })).monitors).toHaveLength(1)
    await done(core, 'monitor.enable', { ids: [id], enabled: false })
    expect((await done(core, 'monitor.get', { id })).status.state).toBe('off')
    await done(core, 'monitor.remove', { ids: [id] })
    expect(await codeOf(core, 'monitor.get', { id })).toBe('notFound')
  })

  it('refuse what cannot be judged', async () => {
    const rule = { kind: 'state', key: 'down', state: 'down', severity: 'crit' } as const
    const times = { forSeconds: 0, clearForSeconds: 0 }
    const create = (over: object) => codeOf(core, 'monitor.create', { ...tcpMonitor('x'), ...over })
    expect(
      await create({
        rules: [
          { ...rule, ...times },
          { ...rule, ...times },
        ],
      }),
    ).toBe('fieldInvalid')
    expect(await create({ zone: 'Mars/Base' })).toBe('fieldInvalid')
    expect(await create({ parent: '01a20dd7-363c-7f2f-b24d-d03e7f8744a6' })).toBe('fieldInvalid')
    for (const host of ['-c1', 'a b', '$(id)', ''])
      expect(await create({ target: { kind: 'ping', host } })).toBe('invalidInput')
    expect(await create({ target: { kind: 'http', url: 'file:///etc/passwd' } })).toBe(
      'invalidInput',
    )
  })

  it('have rules that suit them: the processor above 80 % for five minutes, well below 70 %', async () => {
    const { rules } = await done(core, 'monitor.rules', { target: { kind: 'host' } })
    expect(rules[0]).toMatchObject({
      metric: 'cpu',
      raise: 80,
      clear: 70,
      forSeconds: 300,
      advice: 'optimise',
    })
  })
})

describe('alerts', () => {
  it('are answered by people; what they say stays whatever the device writes', async () => {
    const monitor = await newMonitor(core, 'db-core-01')
    const id = raise(core, monitor, { raisedAt: NOW - 20 * MINUTE })
    await signInAs(core, 'wangxm')
    await done(core, 'alert.note', { id, text: '批量对账占用' })
    await done(core, 'alert.acknowledge', { ids: [id], reason: '对账作业，已改期' })
    expect(await codeOf(core, 'alert.acknowledge', { ids: [id], reason: 'again' })).toBe(
      'alreadyDecided',
    )
    expect(
      await codeOf(core, 'alert.reclassify', { ids: [id], as: 'maintenance', reason: 'x' }),
    ).toBe('denied')
    commitByDevice(workspaceOf(core), 'alert.clear', [
      { patch: 'alert', id, fields: { clearedAt: NOW, clearedBy: 'recovered', worst: 97 } },
    ])
    const alert = await done(core, 'alert.get', { id })
    expect(alert).toMatchObject({
      state: 'cleared',
      worst: 97,
      acknowledged: { name: 'wangxm', reason: '对账作业，已改期' },
      notes: [{ text: '批量对账占用' }],
    })
    await signInAs(core, FOUNDER.login)
    await done(core, 'alert.reclassify', { ids: [id], as: 'maintenance', reason: '变更期间' })
    const history = await done(core, 'register.history', { type: 'alert', id })
    expect(history.entries.map(({ actorName }) => actorName)).toContain('系统')
  })

  it('stand in one list by gravity, in the work list, on the sheet and among what is wrong', async () => {
    const monitor = await newMonitor(core, 'web-07')
    const warn = raise(core, monitor, {
      severity: 'warn',
      title: 'web-07 /var',
      raisedAt: NOW - HOUR,
    })
    const crit = raise(core, monitor, { title: 'web-07 停止', raisedAt: NOW - 2 * HOUR })
    const listed = await done(core, 'alert.list', {
      states: ['open', 'snoozed'],
      sort: 'gravity',
      limit: 10,
    })
    expect(listed.alerts.map(({ id }) => id)).toEqual([crit, warn])
    await done(core, 'alert.snooze', { ids: [crit], until: NOW + HOUR, reason: '等备件' })
    expect((await done(core, 'alert.list', { states: ['open'], limit: 10 })).alerts).toHaveLength(1)
    const { concerns } = await done(core, 'work.shift', {})
    const own = concerns.filter(({ source }) => source === 'monitoring')
    expect(own.map(({ title, state }) => [title, state])).toEqual([
      ['web-07 停止', 'snoozed'],
      ['web-07 /var', 'open'],
    ])
    const { items } = await done(core, 'work.list', { scope: 'all', sources: ['monitoring'] })
    expect(items.map(({ title, state }) => [title, state])).toEqual([
      ['确认告警：web-07 /var', 'overdue'],
    ])
    clock = NOW + 2 * HOUR
    expect((await done(core, 'alert.pending', {})).crit).toBe(1)
    clock = NOW
  })

  it('are the device’s to raise; it can write nothing that people say', async () => {
    const monitor = await newMonitor(core, 'sso-gw')
    expect(() => raise(core, monitor, { acknowledgeReason: '我说的' })).toThrow(/by itself/u)
    expect(() =>
      commitByDevice(workspaceOf(core), 'x', [
        { create: 'contact', id: '01a20dd7-363c-7f2f-b24d-d03e7f8744a6', fields: { name: 'x' } },
      ]),
    ).toThrow(/by itself/u)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})

describe('maintenance', () => {
  it('is planned for monitors or tags and ends early where somebody says so', async () => {
    const monitor = await newMonitor(core, 'sso-gw-02', { tags: ['gateway'] })
    const { id } = await done(core, 'downtime.plan', {
      title: '证书更换',
      from: NOW - MINUTE,
      to: NOW + HOUR,
      monitors: [],
      tags: ['gateway'],
      reason: 'CHG-0188',
    })
    raise(core, monitor, { title: 'sso-gw-02 443', raisedAt: NOW })
    const wrong = async () =>
      (await done(core, 'work.shift', {})).concerns.filter(({ title }) =>
        title.startsWith('sso-gw-02'),
      )
    expect(await wrong()).toMatchObject([{ tone: 'maint', detail: '证书更换', until: NOW + HOUR }])
    await done(core, 'downtime.end', { id })
    expect(await codeOf(core, 'downtime.end', { id })).toBe('windowOver')
    clock = NOW + 1
    expect(await wrong()).toMatchObject([{ tone: 'crit', state: 'open' }])
    clock = NOW
  })

  it('opens with the approval of a change for the monitors of its items, and ends with its work', async () => {
    const item = await done(core, 'register.create', {
      type: 'configuration-item',
      fields: { name: 'db-core-09', kind: 'database' },
    })
    const monitor = await newMonitor(core, 'db-core-09', { items: [item.id] })
    const other = await newMonitor(core, 'db-core-10')
    await addAccount(core, 'asker', ['operator'])
    await signInAs(core, 'asker')
    const { id } = await done(core, 'register.create', {
      type: 'change',
      fields: {
        title: '扩表空间',
        kind: 'normal',
        reason: '将满',
        rollback: '恢复上限',
        items: [item.id],
        windowFrom: NOW - MINUTE,
        windowTo: NOW + HOUR,
      },
    })
    await signInAs(core, FOUNDER.login)
    const windowsOf = async (one: string) =>
      (await done(core, 'downtime.list', { from: NOW - HOUR, to: NOW + HOUR, monitor: one }))
        .windows
    expect(await windowsOf(monitor)).toEqual([])
    const { confirmation } = await done(core, 'session.confirm', { password: FOUNDER.password })
    const change = { type: 'change', id }
    await done(core, 'register.transition', { ...change, transition: 'approve', confirmation })
    expect(await windowsOf(monitor)).toMatchObject([
      { title: '扩表空间', work: 'change', change: id, state: 'running', monitors: [monitor] },
    ])
    expect(await windowsOf(other)).toEqual([])
    expect(await codeOf(core, 'downtime.end', { id })).toBe('notFound')
    const { status } = await done(core, 'monitor.get', { id: monitor })
    expect(status.maintenanceUntil).toBe(NOW + HOUR)
  })
})

describe('what became of an alert', () => {
  it('comes to the leads, then to managers, while nobody acknowledges it', async () => {
    await addAccount(core, 'hejp', ['manager'])
    const monitor = await newMonitor(core, 'LINE-A', {
      rules: [
        {
          kind: 'state',
          key: 'down',
          state: 'down',
          severity: 'crit',
          forSeconds: 0,
          clearForSeconds: 0,
          escalate: [5, 20],
        },
      ],
    })
    const id = raise(core, monitor, { rule: 'down', ruleKind: 'state', raisedAt: NOW })
    const told = async (minutes: number) => {
      clock = NOW + minutes * MINUTE
      await signInAs(core, 'hejp')
      const { items } = await done(core, 'work.list', { scope: 'all', sources: ['monitoring'] })
      const item = items.find(({ key }) => key === `alert/${id}`)
      return [item?.state, item?.escalated]
    }
    expect(await told(1)).toEqual(['due', false])
    expect(await told(6)).toEqual(['overdue', false])
    expect(await told(21)).toEqual(['overdue', true])
    await done(core, 'alert.acknowledge', { ids: [id], reason: '运营商处理中' })
    expect(await told(22)).toEqual([undefined, undefined])
    clock = NOW
  })

  it('stays as an action until it is done, with figures before and after', async () => {
    await signInAs(core, FOUNDER.login)
    const monitor = await newMonitor(core, 'db-core-02')
    const id = raise(core, monitor, {
      advice: 'optimise',
      action: 'open',
      title: 'db-core-02 CPU',
      clearedAt: NOW,
      clearedBy: 'recovered',
    })
    const actions = async () =>
      (await done(core, 'work.list', { scope: 'all', sources: ['monitoring'] })).items.filter(
        ({ key }) => key === `alert-action/${id}`,
      )
    expect(await actions()).toMatchObject([
      { title: '优化或扩容：db-core-02 CPU', detail: '92%，限80%' },
    ])
    await done(core, 'alert.finishAction', { id, note: '加索引', before: 88, after: 61 })
    expect(await actions()).toEqual([])
    expect((await done(core, 'alert.get', { id })).action).toMatchObject({
      state: 'done',
      before: 88,
      after: 61,
    })
    expect(await codeOf(core, 'alert.finishAction', { id, note: 'again' })).toBe('alreadyDecided')
  })

  it('is grouped on one level, linked, assigned, and counted', async () => {
    const monitor = await newMonitor(core, 'hall-fe-03')
    const [head, member] = [raise(core, monitor), raise(core, monitor)]
    await done(core, 'alert.group', { ids: [member], under: head })
    expect(await codeOf(core, 'alert.group', { ids: [head], under: member })).toBe('fieldInvalid')
    expect((await done(core, 'alert.get', { id: head })).members).toHaveLength(1)
    const change = await done(core, 'register.create', {
      type: 'change',
      fields: { title: '证书更换', kind: 'normal', reason: 'x' },
    })
    await done(core, 'alert.link', { ids: [head], record: { type: 'change', id: change.id } })
    expect((await done(core, 'alert.get', { id: head })).links).toMatchObject([{ id: change.id }])
    const statistics = await done(core, 'alert.statistics', {
      from: NOW - 24 * HOUR,
      to: NOW + 1,
    })
    expect(statistics.raised).toBeGreaterThan(3)
    expect(statistics.maintenance).toBe(1)
    expect(statistics.mtta).toBeGreaterThan(0)
  })
})
