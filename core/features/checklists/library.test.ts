import { afterAll, beforeAll, expect, it } from 'vitest'
import { done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'
import { at, DAY, daily, TIMING } from './testing.ts'

const place = new TestPlace()
// A Monday that is the first workday of its month: everything is due on it.
const core = place.core({ now: () => at('2026-06-01T00:30') })
beforeAll(async () => {
  await done(core, 'workspace.create', FOUNDER)
  await signInAs(core, FOUNDER.login)
}, 60_000)
afterAll(() => place.clear())

const take = (keys: readonly string[], scheduled?: boolean) =>
  done(core, 'checklists.takeFromLibrary', {
    keys: [...keys],
    language: 'en',
    ...(scheduled === undefined ? {} : { scheduled }),
  })
const schedules = async () => (await done(core, 'checklists.schedules', {})).schedules

it('takes shipped checklists in as they are due, each once', async () => {
  const { templates } = await done(core, 'checklists.library', { language: 'en' })
  const keys = templates.map(({ key }) => key)

  // What somebody planned by himself stays as he planned it.
  const [own] = (await take(['server-daily'])).templates
  expect(await schedules()).toEqual([])
  await done(core, 'checklists.saveSchedule', {
    name: 'Servers at noon',
    template: own?.id ?? '',
    rule: daily('12:00'),
    timing: TIMING,
  })

  const taken = await take(keys, true)
  expect(taken.templates).toHaveLength(keys.length)
  const planned = await schedules()
  expect(planned).toHaveLength(keys.length)
  expect(new Set(planned.map(({ template }) => template)).size).toBe(keys.length)
  expect(planned.find(({ template }) => template === own?.id)?.name).toBe('Servers at noon')
  for (const { timing } of planned)
    expect(timing.missed).toBeGreaterThanOrEqual(timing.due + timing.grace)

  expect((await take(keys, true)).commit).toBe('')
  expect(await schedules()).toHaveLength(keys.length)

  // Without a roster, what goes by shifts waits for one.
  const from = at('2026-06-01T01:00')
  const { rounds } = await done(core, 'checklists.rounds', { from, to: from + DAY })
  expect(rounds).toHaveLength(keys.length - 2)
}, 60_000)
