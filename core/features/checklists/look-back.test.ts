import { afterEach, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { walkerOf } from '../../walking.ts'

const place = new TestPlace()
afterEach(() => place.clear())

const DAY = 86_400_000

it('a closed finding is looked at again by somebody else, and its day follows', async () => {
  let now = Date.parse('2026-03-17T02:00:00Z')
  const core: Core = place.core({ now: () => now })
  const { create, fieldsOf, take } = walkerOf(() => core)
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const wu = await addAccount(core, 'wu', ['operator', 'lead'])
  await addAccount(core, 'he', ['manager'])
  await signInAs(core, 'wu')
  const finding = await create('finding', { title: '机柜门未锁', owner: wu, result: '已装锁' })
  const seen = { type: 'look-back', fields: { finding, result: 'holds', seen: '门锁完好' } }
  expect(await codeOf(core, 'register.create', seen)).toBe('notYet')
  expect(await take('wu', 'finding', finding, 'finish')).toBe('ok')
  expect(await take('he', 'finding', finding, 'verify')).toBe('ok')
  expect(await fieldsOf('finding', finding)).toMatchObject({ lookBackOn: '2026-06-15' })

  const asked = async () =>
    (await done(core, 'work.list', { scope: 'all' })).items.filter(({ title }) =>
      title.startsWith('回头看：'),
    )
  now += 91 * DAY
  await signInAs(core, 'wu')
  // Who mended it does not say that it holds.
  expect(await codeOf(core, 'register.create', seen)).toBe('ownAct')
  await signInAs(core, 'he')
  expect(await asked()).toMatchObject([{ title: '回头看：机柜门未锁' }])
  await done(core, 'register.create', {
    ...seen,
    fields: { ...seen.fields, nextOn: '2026-12-01' },
  })
  expect(await fieldsOf('finding', finding)).toMatchObject({
    lookedBackAt: now,
    lookBackOn: '2026-12-01',
  })
  await done(core, 'register.create', seen)
  expect(await fieldsOf('finding', finding)).toMatchObject({ lookBackOn: null })
  expect(await asked()).toEqual([])
})
