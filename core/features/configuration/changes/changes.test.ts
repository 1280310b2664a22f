import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../../contract/record-type.ts'
import { done, FOUNDER } from '../../../testing.ts'
import { ConfigurationStage, HOUR, NOW } from '../testing.ts'

const stage = new ConfigurationStage()
beforeAll(() => stage.set(), 60_000)
afterAll(() => stage.place.clear())

describe('a change from its request to its record', () => {
  const window = { windowFrom: NOW + HOUR, windowTo: NOW + 3 * HOUR }
  const request = async (more: Record<string, Json> = {}) => {
    await stage.as('wangxm')
    return stage.make('change', {
      title: '升级网关证书',
      kind: 'normal',
      reason: '到期',
      implementer: stage.people['wangxm'] ?? '',
      ...more,
    })
  }

  it('is approved by somebody else, carried out, verified by a third, and attaches what it changed', async () => {
    const gateway = await stage.item('sso-gw', { version: '1.0' })
    const id = await request({ items: [gateway] })
    expect(await stage.take('zhaoym', 'change', id, 'approve')).toBe('denied')
    expect(await stage.take('hejp', 'change', id, 'approve')).toBe('missingFields')
    await stage.change('change', id, {
      rollback: '恢复旧证书',
      windowFrom: NOW + HOUR,
      windowTo: NOW,
    })
    expect(await stage.take('hejp', 'change', id, 'approve')).toMatch(/ends before/u)
    await stage.change('change', id, window)
    expect(await stage.take('hejp', 'change', id, 'close', { result: 'x' })).toBe('wrongState')
    expect(await stage.take('hejp', 'change', id, 'startEmergency')).toBe(
      'Only an emergency change is carried out before it is approved',
    )
    expect(await stage.take('hejp', 'change', id, 'approve')).toBe('ok')
    await stage.as('wangxm')
    const moved = await stage.core.dispatch('register.update', {
      type: 'change',
      id,
      fields: { windowTo: NOW + 9 * HOUR },
    })
    expect(moved.ok).toBe(false)
    stage.clock = NOW + HOUR
    expect(await stage.take('wangxm', 'change', id, 'start')).toBe('ok')
    stage.clock += HOUR / 2
    await stage.change('configuration-item', gateway, { version: '1.1' })
    expect(await stage.take('wangxm', 'change', id, 'finish')).toBe('ok')
    expect(await stage.take('wangxm', 'change', id, 'close', { result: '正常' })).toBe('denied')
    expect(await stage.take('zhaoym', 'change', id, 'close')).toBe('missingFields')
    expect(await stage.take('zhaoym', 'change', id, 'close', { result: '正常' })).toBe('ok')
    expect(await stage.fieldsOf('change', id)).toMatchObject({
      status: 'closed',
      approvedBy: stage.people['hejp'],
      startedAt: NOW + HOUR,
      difference: 'sso-gw 型号版本: 1.0 → 1.1',
    })
    const { differences, from } = await done(stage.core, 'configuration.difference', {
      type: 'change',
      id,
    })
    expect(from).toBe(NOW + HOUR)
    expect(differences).toMatchObject([{ field: 'version', before: '1.0', after: '1.1' }])
    const file = await done(stage.core, 'transfer.export', {
      type: 'change',
      format: 'csv',
      columns: ['number', 'title', 'reason', 'startedAt', 'difference'],
      language: 'zh-CN',
    })
    expect(Buffer.from(file.bytes).toString('utf8')).toContain('1.0 → 1.1')
    stage.clock = NOW
  })

  it('keeps what was rejected, with its reason', async () => {
    const id = await request({ rollback: 'x', ...window })
    expect(await stage.take('hejp', 'change', id, 'reject')).toBe('missingFields')
    expect(await stage.take('hejp', 'change', id, 'reject', { rejection: '业务高峰' })).toBe('ok')
    expect(await stage.take('wangxm', 'change', id, 'start')).toBe('wrongState')
    expect(await stage.fieldsOf('change', id)).toMatchObject({
      status: 'rejected',
      rejection: '业务高峰',
    })
  })

  it('starts an emergency first, which is overdue until somebody else approved it', async () => {
    const line = await stage.item('LINE-B')
    await stage.as('hejp')
    const id = await stage.make('change', {
      title: '切换专线',
      kind: 'emergency',
      reason: '丢包',
      rollback: '切回',
    })
    expect(await stage.take('wangxm', 'change', id, 'startEmergency')).toBe('missingFields')
    expect(await stage.take('wangxm', 'change', id, 'startEmergency', { items: [line] })).toBe('ok')
    const approvals = async () => {
      await stage.as('hanx')
      const { items } = await done(stage.core, 'work.list', { scope: 'mine', sources: ['change'] })
      return items.filter(({ record }) => record?.id === id).map(({ state }) => state)
    }
    expect(await approvals()).toEqual(['overdue'])
    expect(await stage.take('wangxm', 'change', id, 'finishEmergency')).toBe('ok')
    expect(await stage.take('zhaoym', 'change', id, 'close', { result: 'x' })).toBe('wrongState')
    // Who asked for it does not approve it, although somebody else began it.
    expect(await stage.take('hejp', 'change', id, 'approveDone')).toBe('ownAct')
    expect(await stage.take('hanx', 'change', id, 'approveDone')).toBe('ok')
    expect(await approvals()).toEqual(['due'])
    expect(await stage.take('zhaoym', 'change', id, 'close', { result: '已恢复' })).toBe('ok')
  })

  it('tells which windows overlap on its items and beside them', async () => {
    await stage.as('wangxm')
    const base = await stage.item('SAN-9')
    const upper = await stage.item('db-9', { dependsOn: [base] })
    const far = await stage.item('other')
    const planned = (items: string[]) =>
      request({ items, rollback: 'x', ...window, title: items[0] ?? '' })
    const same = await planned([base])
    const beside = await planned([upper])
    await planned([far])
    const { conflicts } = await done(stage.core, 'configuration.conflicts', {
      items: [base],
      from: NOW + 2 * HOUR,
      to: NOW + 4 * HOUR,
    })
    expect(conflicts.map(({ id, shared }) => [id, shared.map(({ how, of }) => [how, of])])).toEqual(
      [
        [same, [['same', undefined]]],
        [beside, [['neighbour', 'SAN-9']]],
      ],
    )
    const own = { id: same, items: [base], from: NOW + 2 * HOUR, to: NOW + 4 * HOUR }
    expect(
      (await done(stage.core, 'configuration.conflicts', own)).conflicts.map(({ id }) => id),
    ).toEqual([beside])
    const later = { items: [base], from: NOW + 3 * HOUR, to: NOW + 4 * HOUR }
    expect((await done(stage.core, 'configuration.conflicts', later)).conflicts).toEqual([])
  })

  it('asks for the update of documents when it closes, once', async () => {
    await stage.as(FOUNDER.login)
    const { id: document } = await done(stage.core, 'library.createDocument', {
      title: '架构文档',
      kind: 'architecture',
      body: '# 架构',
    })
    const id = await request({ rollback: 'x', ...window, documents: [document] })
    for (const [login, step] of [
      ['hejp', 'approve'],
      ['wangxm', 'start'],
      ['wangxm', 'finish'],
    ] as const)
      expect(await stage.take(login, 'change', id, step)).toBe('ok')
    expect(await stage.take('zhaoym', 'change', id, 'close', { result: '完成' })).toBe('ok')
    await stage.as(FOUNDER.login)
    const { updates } = await done(stage.core, 'library.document', { id: document })
    expect(updates).toMatchObject([{ trigger: 'architecture', source: { type: 'change', id } }])
  })
})
