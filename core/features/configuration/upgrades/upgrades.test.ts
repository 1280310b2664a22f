import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../../contract/record-type.ts'
import { done } from '../../../testing.ts'
import { ConfigurationStage, HOUR, NOW } from '../testing.ts'

const stage = new ConfigurationStage()
beforeAll(() => stage.set(), 60_000)
afterAll(() => stage.place.clear())

describe('an upgrade from its need to its closing', () => {
  it('has no go without tests of each kind and an approval, and is worked off step by step', async () => {
    await stage.as('wangxm')
    const database = await stage.item('db-core', { version: '12.1' })
    const id = await stage.make('upgrade', {
      title: '数据库升级',
      source: 'vendor',
      need: '缺陷',
      items: [database],
      toVersion: '12.2',
      owner: stage.people['wangxm'] ?? '',
    })
    const upgrade = (login: string, step: string, fields: Record<string, Json> = {}) =>
      stage.take(login, 'upgrade', id, step, fields)
    expect(await upgrade('wangxm', 'approve')).toBe('wrongState')
    expect(await upgrade('wangxm', 'plan')).toBe('missingFields')
    expect(await upgrade('wangxm', 'plan', { feasibility: '可行' })).toBe('ok')
    await stage.change('upgrade', id, { risk: '停机', emergency: '切备', rollback: '恢复全量' })
    expect(await upgrade('wangxm', 'test')).toMatch(/no steps/u)
    const of = { type: 'upgrade', id }
    for (const title of ['停服务', '升级', '启动'])
      await done(stage.core, 'response.addStep', { of, step: { kind: 'action', title } })
    expect(await upgrade('wangxm', 'test')).toBe('ok')
    const { steps } = await done(stage.core, 'response.steps', { of })
    const decide = (step = '', outcome: 'done' | 'skipped' = 'done') =>
      stage.core.dispatch('response.decide', { of, step, attempt: 0, outcome, reason: 'x' })
    // Nothing is carried out before it was approved.
    expect((await decide(steps[0]?.id)).ok).toBe(false)

    const go = () =>
      upgrade('hejp', 'approve', {
        implementer: stage.people['wangxm'] ?? '',
        windowFrom: NOW + HOUR,
        windowTo: NOW + 2 * HOUR,
      })
    expect(await go()).toMatch(
      /no test cases of these kinds: functional, performance, compatibility/u,
    )
    await stage.as('wangxm')
    const cases: string[] = []
    for (const kind of ['functional', 'performance', 'compatibility'])
      cases.push(
        await stage.make('upgrade-test', { upgrade: id, title: kind, kind, expected: 'x' }),
      )
    const test = (login: string, at: number, step: string, actual?: string) =>
      stage.take(
        login,
        'upgrade-test',
        cases[at] ?? '',
        step,
        actual === undefined ? {} : { actual },
      )
    expect(await go()).toMatch(/3 test cases have no result/u)
    expect(await test('wangxm', 0, 'pass')).toBe('missingFields')
    expect(await test('wangxm', 0, 'pass', '全部正常')).toBe('ok')
    expect(await test('wangxm', 1, 'fail', '慢两倍')).toBe('ok')
    expect(await test('wangxm', 2, 'waive', '无旧客户端')).toBe('denied')
    expect(await test('hejp', 2, 'waive', '无旧客户端')).toBe('ok')
    expect(await go()).toMatch(/1 test cases failed/u)
    expect(await test('wangxm', 1, 'pass', '加索引后快5%')).toBe('ok')
    expect(await stage.fieldsOf('upgrade-test', cases[1] ?? '')).toMatchObject({
      tester: stage.people['wangxm'],
    })
    expect(await upgrade('wangxm', 'approve')).toBe('denied')
    expect(await go()).toBe('ok')
    // What was tested is what was approved.
    expect(await test('wangxm', 1, 'fail', 'x')).toMatch(/not being tested/u)

    stage.clock += HOUR
    expect(await upgrade('wangxm', 'start')).toBe('ok')
    await decide(steps[0]?.id)
    await decide(steps[1]?.id)
    expect(await upgrade('wangxm', 'finish')).toMatch(/1 steps/u)
    await decide(steps[2]?.id, 'skipped')
    await stage.change('configuration-item', database, { version: '12.2' })
    expect(await upgrade('wangxm', 'finish')).toBe('ok')
    expect(await upgrade('zhaoym', 'close', { result: '业务验证正常' })).toBe('ok')
    expect(await stage.fieldsOf('upgrade', id)).toMatchObject({
      status: 'closed',
      approvedBy: stage.people['hejp'],
      difference: 'db-core 型号版本: 12.1 → 12.2',
    })
    expect((await decide(steps[0]?.id)).ok).toBe(false)
    stage.clock = NOW
  })

  it('is rolled back with its problems, and planned again', async () => {
    await stage.as('wangxm')
    const id = await stage.make('upgrade', { title: 'x', source: 'users', need: 'x' })
    expect(await stage.take('hejp', 'upgrade', id, 'drop')).toBe('missingFields')
    expect(await stage.take('hejp', 'upgrade', id, 'drop', { decision: '下期一起做' })).toBe('ok')
    expect(await stage.take('wangxm', 'upgrade', id, 'again')).toBe('ok')
    expect(await stage.fieldsOf('upgrade', id)).toMatchObject({ status: 'plan' })
  })
})
