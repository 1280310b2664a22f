import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../../contract/record-type.ts'
import type { Core } from '../../../host.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A local noon, so that days mean the same in every zone. */
const NOW = new Date(2026, 2, 17, 12, 0).getTime()
const iso = (days: number): string => {
  const at = new Date(2026, 2, 17 + days)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

const place = new TestPlace()
let clock = NOW
let core: Core
let zhou = ''

const make = async (type: string, fields: Record<string, Json>, level?: 0 | 1 | 2 | 3) =>
  (await done(core, 'register.create', { type, fields, ...(level ? { level } : {}) })).id
const take = (type: string, id: string, transition: string, fields: Record<string, Json> = {}) =>
  done(core, 'register.transition', { type, id, transition, fields })
const sign = async (type: string, id: string, transition: string, fields = {}) => {
  const { confirmation } = await done(core, 'session.confirm', { password: FOUNDER.password })
  await done(core, 'register.transition', { type, id, transition, fields, confirmation })
}

/** What stands in the list of one register: act, state, and hours from now. */
async function listed(source: string) {
  const { items } = await done(core, 'work.list', {
    scope: 'all',
    sources: [source],
    period: { from: clock, to: clock + 60 * DAY },
  })
  return items.map(({ key, state, at }) => [
    key.slice(key.lastIndexOf('/') + 1),
    state,
    Math.round((at - clock) / HOUR),
  ])
}

beforeAll(async () => {
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  zhou = await addAccount(core, 'zhoum', ['operator'])
}, 60_000)
afterAll(() => place.clear())

describe('what the registers know to be due', () => {
  it('follows a change from its approval to its verification', async () => {
    await signInAs(core, 'zhoum')
    const change = await make('change', {
      title: '更换网关证书',
      kind: 'normal',
      reason: '到期',
      rollback: '换回旧证书',
      implementer: zhou,
      windowFrom: NOW + 2 * HOUR,
      windowTo: NOW + 4 * HOUR,
    })
    await signInAs(core, 'chenly')
    expect(await listed('change')).toEqual([['approve', 'due', 0]])
    await sign('change', change, 'approve')
    expect(await listed('change')).toEqual([['window', 'scheduled', 2]])
    clock = NOW + 2 * HOUR
    expect(await listed('change')).toEqual([['window', 'due', 0]])
    await signInAs(core, 'zhoum')
    await take('change', change, 'start')
    expect(await listed('change')).toEqual([['window', 'progress', 0]])
    clock = NOW + 4 * HOUR
    expect(await listed('change')).toEqual([['window', 'overdue', -2]])
    await take('change', change, 'finish')
    await signInAs(core, 'chenly')
    expect(await listed('change')).toEqual([['verify', 'due', 0]])
    await sign('change', change, 'close', { result: '证书有效' })
    expect(await listed('change')).toEqual([])
    clock = NOW
  })

  it('leaves a window to its implementer and an approval to managers', async () => {
    await signInAs(core, 'zhoum')
    const change = await make('change', {
      title: 'x',
      kind: 'normal',
      reason: 'x',
      rollback: 'x',
      implementer: zhou,
      windowFrom: NOW + HOUR,
      windowTo: NOW + 2 * HOUR,
    })
    await signInAs(core, 'chenly')
    await sign('change', change, 'approve')
    await make('change', { title: 'y', kind: 'normal', reason: 'y' })
    await signInAs(core, 'zhoum')
    const { items } = await done(core, 'work.list', { scope: 'mine', sources: ['change'] })
    expect(items.map(({ title }) => title)).toEqual(['x'])
    await signInAs(core, 'chenly')
    const own = await done(core, 'work.list', { scope: 'mine', sources: ['change'] })
    expect(own.items.map(({ title }) => title)).toEqual(['y'])
  })

  it('counts down to answers, and keys that come back', async () => {
    await make('request', { title: '打印机', requester: '张三', dueAt: NOW + 3 * HOUR })
    await make('request', { title: '按规定时限', requester: '李四', receivedAt: NOW })
    const key = await make('key-tool', {
      code: 'K-07',
      name: '气瓶间钥匙',
      kind: 'key',
      place: '柜',
    })
    await take('key-tool', key, 'lend', { borrower: '李国栋', dueBack: NOW + 5 * HOUR })
    expect(await listed('request')).toEqual([
      ['answer', 'scheduled', 3],
      // Eight hours, unless it says otherwise.
      ['answer', 'scheduled', 8],
    ])
    expect(await listed('key-tool')).toEqual([['dueBack', 'scheduled', 5]])
    clock = NOW + 6 * HOUR
    expect((await listed('request')).map(([, state]) => state)).toEqual(['overdue', 'scheduled'])
    expect(await listed('key-tool')).toEqual([['dueBack', 'overdue', -1]])
    clock = NOW
  })

  it('names days: reviews, ends of warranties and contracts, restore tests', async () => {
    await make('post', { name: '存储', reviewOn: iso(0) })
    await make('configuration-item', { name: 'SAN-02', kind: 'storage', warrantyEnds: iso(-1) })
    await make('configuration-item', {
      name: 'old',
      kind: 'storage',
      state: 'retired',
      warrantyEnds: iso(-1),
    })
    await make('contact', { name: '厂家', role: 'vendor', phone: '1', contractEnds: iso(10) })
    await make('backup-job', { name: '全量', restoreTested: iso(-99), lastResult: 'ok' })
    expect(await listed('post')).toEqual([['reviewOn', 'due', -12]])
    expect(await listed('configuration-item')).toEqual([
      ['warrantyEnds', 'overdue', -36],
      // No post answers for them.
      ['configuration-item', 'due', 4],
    ])
    expect(await listed('contact')).toEqual([['contractEnds', 'scheduled', 228]])
    expect(await listed('backup-job')).toEqual([['restoreTested', 'scheduled', 12]])
  })

  it('tells the sheet and the ribbon what is open', async () => {
    await make('backup-job', { name: '增量', lastResult: 'failed', lastRun: NOW - HOUR })
    await done(core, 'log.write', { text: 'B控心跳丢失', category: 'incident', at: NOW - HOUR })
    clock = NOW + HOUR
    const { concerns, marks } = await done(core, 'work.shift', {})
    expect(concerns.map(({ source, tone }) => [source, tone]).toSorted()).toEqual([
      ['duty-log', 'crit'],
      ['registers', 'crit'],
    ])
    expect(marks.map(({ lane, tone }) => [lane, tone])).toEqual([
      ['incidents', 'crit'],
      ['changes', 'maint'],
      ['changes', 'neutral'],
    ])
    clock = NOW
  })

  it('keeps what lies above the clearance to those who have it', async () => {
    await make('change', { title: '核心密钥轮换', kind: 'normal', reason: 'x' }, 3)
    const seen = async () =>
      (await done(core, 'work.list', { scope: 'all', text: '核心密钥' })).items.length
    expect(await seen()).toBe(1)
    await signInAs(core, 'zhoum')
    expect(await seen()).toBe(0)
    await signInAs(core, 'chenly')
  })
})
