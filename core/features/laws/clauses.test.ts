import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { walkerOf } from '../../walking.ts'

const place = new TestPlace()
let now = Date.parse('2026-03-17T02:00:00Z')
let core: Core
const { create, fieldsOf, take } = walkerOf(() => core)

beforeAll(async () => {
  core = place.core({ now: () => now })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  await addAccount(core, 'sun', ['security'])
  await addAccount(core, 'wu', ['operator'])
})
afterAll(() => place.clear())

const TYPE = 'law-clause'
const codeOf = async (procedure: string, input: object) => {
  const answer = await core.dispatch(procedure, input)
  return answer.ok ? 'ok' : answer.error.code
}

describe('the register of laws (K2)', { timeout: 60_000 }, () => {
  it('goes from a shipped clause to one that is proven, reviewed again and exported', async () => {
    await signInAs(core, 'sun')
    await done(core, 'register.takeIn', { type: TYPE, keys: ['csl-21'] })
    const { rows } = await done(core, 'register.list', { type: TYPE, limit: 10 })
    expect(rows).toMatchObject([
      {
        fields: {
          law: '网络安全法（2016年通过，2025年修正）',
          clause: '第二十三条',
          inForce: '2026-01-01',
        },
      },
    ])
    const id = String(rows[0]?.id)
    const measure = await create('protection-measure', {
      name: '网络日志留存',
      kind: 'logging',
      purpose: '留存六个月以上',
    })
    const assessment = '日志平台留存 200 天，抽查三台设备齐全'
    // Nothing is met without evidence.
    expect(await take('sun', TYPE, id, 'find-met', { assessment })).toBe('missingFields')
    expect(
      await take('sun', TYPE, id, 'find-met', {
        assessment,
        evidence: [{ type: 'protection-measure', id: measure }],
      }),
    ).toBe('ok')
    expect(await fieldsOf(TYPE, id)).toMatchObject({
      state: 'met',
      reviewedOn: '2026-03-17',
      reviewOn: '2027-03-17',
    })
    const { incoming } = await done(core, 'register.get', {
      type: 'protection-measure',
      id: measure,
    })
    expect(incoming).toMatchObject([{ id, field: 'evidence' }])
    expect(await codeOf('register.update', { type: TYPE, id, fields: { state: 'void' } })).not.toBe(
      'ok',
    )
    expect(await take('sun', TYPE, id, 'find-void', { assessment })).toBe('denied')
    await signInAs(core, 'wu')
    expect(await codeOf('register.update', { type: TYPE, id, fields: { duty: 'x' } })).toBe(
      'denied',
    )

    await signInAs(core, 'sun')
    now = Date.parse('2027-03-10T02:00:00Z')
    const { items } = await done(core, 'work.list', { scope: 'mine' })
    expect(items.map(({ title }) => title)).toContain('评审条款：等级保护与网络日志留存')
    expect(await take('sun', TYPE, id, 'review', {})).toBe('ok')
    const file = await done(core, 'transfer.export', {
      type: TYPE,
      format: 'csv',
      columns: ['law', 'clause', 'state'],
      language: 'zh-CN',
    })
    expect(Buffer.from(file.bytes).toString('utf8')).toContain(
      '网络安全法（2016年通过，2025年修正）,第二十三条',
    )
  })
})
