import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Shift, WorkItem } from '../../../contract/duty.ts'
import { WORK_SCOPES } from '../../../contract/work.ts'
import type { FeatureModule } from '../../feature.ts'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.parse('2026-03-16T18:17:00Z')
const ROSTER = uuidv7()

const place = new TestPlace()
let clock = NOW
let core: Core
/** What the feature of this test contributes. */
let items: readonly WorkItem[] = []
let shifts: readonly Shift[] = []

const probe: FeatureModule = {
  name: 'probe',
  types: [],
  handlers: {},
  contributes: { work: () => items, shifts: () => shifts },
}
const people = new Map<string, string>()
const levels = new Map<string, string>()

const shiftOf = (from: number, ...login: string[]): Shift => ({
  key: `${ROSTER}/${from}`,
  roster: ROSTER,
  rosterName: 'r',
  date: '2026-03-16',
  slot: 'night',
  name: { 'zh-CN': '夜班', en: 'Night shift' },
  from,
  to: from + 12 * HOUR,
  teamName: '',
  people: login.map((one, index) => ({
    person: people.get(one) ?? '',
    name: one,
    part: index === 0 ? 'lead' : 'member',
  })),
})
const item = (key: string, over: Partial<WorkItem> = {}): WorkItem => ({
  key,
  source: 'probe',
  title: key,
  state: 'due',
  at: clock,
  path: '/',
  ...over,
})

beforeAll(async () => {
  core = place.core({ now: () => clock, extraFeatures: [probe] })
  const { session } = await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  people.set('chenly', session.person)
  people.set('wangxm', await addAccount(core, 'wangxm', ['operator']))
  people.set('hejp', await addAccount(core, 'hejp', ['manager'], 3))
  for (const level of [0, 1, 2, 3] as const) {
    const { id } = await done(core, 'register.create', {
      type: 'request',
      level,
      fields: { title: `level ${level}`, requester: 'x', dueAt: NOW + HOUR },
    })
    levels.set(String(level), id)
  }
}, 60_000)
afterAll(() => place.clear())
beforeEach(async () => {
  clock = NOW
  items = []
  shifts = [shiftOf(NOW - 6 * HOUR, 'chenly', 'wangxm'), shiftOf(NOW + 6 * HOUR, 'hejp')]
  await signInAs(core, 'chenly')
})

const keysOf = async (scope: (typeof WORK_SCOPES)[number]) =>
  (await done(core, 'work.list', { scope, sources: ['probe'] })).items.map(({ key }) => key)

describe('the work list', () => {
  it('tells each person what is his, his shift’s, his team’s', async () => {
    items = [
      item('mine', { person: people.get('wangxm') }),
      item('lead', { person: people.get('chenly') }),
      item('duty'),
      item('manager', { roles: ['manager'] }),
      item('next', { shift: shifts[1]?.key, at: NOW + 6 * HOUR }),
    ]
    await signInAs(core, 'wangxm')
    expect(await keysOf('mine')).toEqual(['mine'])
    expect(await keysOf('shift')).toEqual(['duty', 'lead', 'mine'])
    expect(await keysOf('all')).toEqual(['duty', 'lead', 'manager', 'mine', 'next'])
    await signInAs(core, 'hejp')
    expect(await keysOf('mine')).toEqual(['manager'])
  })

  it('brings to the lead, then to managers, what nobody does', async () => {
    items = [
      item('late', { person: people.get('wangxm'), state: 'overdue', dueBy: NOW - 31 * MINUTE }),
    ]
    expect(await keysOf('mine')).toEqual(['late'])
    await signInAs(core, 'hejp')
    expect(await keysOf('mine')).toEqual([])
    clock = NOW + HOUR
    expect(await keysOf('mine')).toEqual(['late'])
  })

  it('finds by text and state, and counts each scope under the same filters', async () => {
    items = [
      item('a', { title: '数据库巡检', detail: '第3次' }),
      item('b', { title: 'UPS抄表', state: 'done' }),
    ]
    const found = await done(core, 'work.list', { scope: 'all', text: '巡检 第3' })
    expect(found.items.map(({ key }) => key)).toEqual(['a'])
    expect(found.counts).toEqual({ mine: 0, shift: 1, team: 0, all: 1 })
    const made = await done(core, 'work.list', {
      scope: 'all',
      states: ['done'],
      sources: ['probe'],
    })
    expect(made.items.map(({ key }) => key)).toEqual(['b'])
  })

  it('does not say a word of what lies above the clearance, even where a feature forgot to look', async () => {
    items = [...levels].map(([level, id]) =>
      item(`level ${level}`, { record: { type: 'request', id } }),
    )
    await signInAs(core, 'wangxm')
    // What other features tell of the same records is their own matter.
    const made = { scope: 'all' as const, sources: ['probe'] }
    const { items: seen, counts } = await done(core, 'work.list', made)
    const titles = seen.map(({ title }) => title).join('\n')
    expect(titles).toMatch(/level 1/u)
    expect(titles).not.toMatch(/level [23]/u)
    expect(counts.all).toBe(2)
    expect(
      await codeOf(core, 'work.snooze', { key: 'level 3', until: NOW + HOUR, reason: 'x' }),
    ).toBe('notFound')
    const bounds = [NOW - HOUR, NOW + 22 * HOUR]
    const { days } = await done(core, 'work.calendar', { scope: 'all', bounds })
    expect(JSON.stringify(days)).not.toMatch(/level [23]/u)
    await signInAs(core, 'hejp')
    expect((await done(core, 'work.list', made)).counts.all).toBe(4)
  })
})

describe('the circles', () => {
  const anyItem = fc.record({
    person: fc.constantFrom(undefined, 'chenly', 'wangxm', 'hejp', 'nobody'),
    level: fc.constantFrom(undefined, '0', '1', '2', '3'),
    role: fc.constantFrom(undefined, 'manager' as const, 'operator' as const),
    at: fc.integer({ min: NOW - 10 * HOUR, max: NOW + 20 * HOUR }),
    state: fc.constantFrom(
      'scheduled' as const,
      'due' as const,
      'overdue' as const,
      'done' as const,
    ),
  })

  it('cover all that may be seen and nothing else, whatever there is', async () => {
    for (const login of ['wangxm', 'hejp']) {
      await signInAs(core, login)
      const clearance = login === 'hejp' ? 3 : 1
      await fc.assert(
        fc.asyncProperty(fc.array(anyItem, { maxLength: 20 }), async (made) => {
          items = made.map(({ person, level, role, at, state }, index) =>
            item(String(index).padStart(2, '0'), {
              at,
              state,
              ...(person ? { person: people.get(person) ?? uuidv7() } : {}),
              ...(level ? { record: { type: 'request', id: String(levels.get(level)) } } : {}),
              ...(role ? { roles: [role] } : {}),
            }),
          )
          const visible = made.flatMap(({ level, state }, index) =>
            Number(level ?? 0) <= clearance && state !== 'done'
              ? [String(index).padStart(2, '0')]
              : [],
          )
          const of = Object.fromEntries(
            await Promise.all(WORK_SCOPES.map(async (scope) => [scope, await keysOf(scope)])),
          ) as Record<(typeof WORK_SCOPES)[number], string[]>
          expect(of.all.toSorted()).toEqual(visible)
          const all = await done(core, 'work.list', { scope: 'all', sources: ['probe'] })
          for (const scope of ['mine', 'shift', 'team'] as const) {
            expect(of[scope]).toEqual(
              all.items.filter(({ scopes }) => scopes.includes(scope)).map(({ key }) => key),
            )
            expect(all.counts[scope]).toBe(of[scope].length)
          }
          expect(of.team).toEqual(expect.arrayContaining(of.mine))
          const times = all.items.map(({ at }) => at)
          expect(times).toEqual(times.toSorted((a, b) => a - b))
        }),
        { numRuns: 40 },
      )
    }
  }, 60_000)
})

describe('snoozing', () => {
  const of = async (key: string) =>
    (await done(core, 'work.list', { scope: 'all', sources: ['probe'] })).items.find(
      (one) => one.key === key,
    )

  it('puts an item off for one person; the others see who did it and why', async () => {
    items = [item('a')]
    await signInAs(core, 'wangxm')
    await done(core, 'work.snooze', { key: 'a', until: NOW + HOUR, reason: '等厂家回电' })
    expect((await of('a'))?.snoozed).toMatchObject({ until: NOW + HOUR, reason: '等厂家回电' })
    await signInAs(core, 'chenly')
    const seen = await of('a')
    expect(seen?.snoozed).toBeUndefined()
    expect(seen?.snoozedBy).toMatchObject([{ name: 'wangxm', reason: '等厂家回电' }])
  })

  it('ends by itself, whenever that is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 * 24 * 60 }),
        fc.array(fc.integer({ min: -100, max: 7 * 24 * 60 }), { maxLength: 4 }),
        async (minutes, asked) => {
          clock = NOW
          items = [item('b', { state: 'overdue' })]
          const until = NOW + minutes * MINUTE
          await done(core, 'work.snooze', { key: 'b', until, reason: 'x' })
          for (const later of asked) {
            clock = until + later * MINUTE
            if (clock < NOW) continue
            expect((await of('b'))?.snoozed !== undefined).toBe(clock < until)
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('can be taken back, by whoever did it only', async () => {
    items = [item('c')]
    await done(core, 'work.snooze', { key: 'c', until: NOW + HOUR, reason: 'x' })
    await signInAs(core, 'wangxm')
    expect(await codeOf(core, 'work.unsnooze', { key: 'c' })).toBe('notFound')
    await signInAs(core, 'chenly')
    await done(core, 'work.unsnooze', { key: 'c' })
    expect((await of('c'))?.snoozed).toBeUndefined()
    expect(await codeOf(core, 'work.unsnooze', { key: 'c' })).toBe('notFound')
  })

  it('has an end within a week and a reason', async () => {
    items = [item('d')]
    const put = (until: number, reason: string) =>
      codeOf(core, 'work.snooze', { key: 'd', until, reason })
    expect(await put(NOW, 'x')).toBe('fieldInvalid')
    expect(await put(NOW + 8 * 24 * HOUR, 'x')).toBe('fieldInvalid')
    expect(await put(NOW + HOUR, '  ')).toBe('invalidInput')
  })

  const level3 = async () =>
    (await done(core, 'work.list', { scope: 'all' })).items.find(({ title }) =>
      title.endsWith('level 3'),
    )

  it('seals the reason with the record it speaks of', async () => {
    await signInAs(core, 'hejp')
    const secret = await level3()
    expect(secret?.title).toMatch(/level 3/u)
    await done(core, 'work.snooze', {
      key: String(secret?.key),
      until: NOW + HOUR,
      reason: 'hush',
    })
    const rows = core.manager.workspace?.db
      .prepare('SELECT reason, item, _level FROM r_work_snooze WHERE _level >= 2')
      .all() as { reason: string; item: string; _level: number }[]
    expect(rows).toHaveLength(1)
    expect(rows[0]?._level).toBe(3)
    expect(`${rows[0]?.reason}${rows[0]?.item}`).not.toMatch(/hush|request/u)
    expect((await level3())?.snoozed?.reason).toBe('hush')
  })
})

describe('the shift that is on', () => {
  it('is the person’s own, with the one after it', async () => {
    const other = { ...shiftOf(NOW - 6 * HOUR, 'hejp'), roster: uuidv7(), key: 'other' }
    shifts = [other, ...shifts]
    const view = await done(core, 'work.shift', {})
    expect(view.shift).toMatchObject({ key: shifts[1]?.key, mine: true })
    expect(view.people.map(({ name, part }) => [name, part])).toEqual([
      ['chenly', 'lead'],
      ['wangxm', 'member'],
    ])
    expect(view.next?.key).toBe(shifts[2]?.key)
    expect(view.handoverFrom).toBe(NOW + 5.5 * HOUR)
    await signInAs(core, 'hejp')
    expect((await done(core, 'work.shift', {})).shift?.key).toBe('other')
  })

  it('shows the rounds of the shift by time, those done included', async () => {
    items = [
      item('first', { shift: shifts[0]?.key, at: NOW - HOUR, state: 'done' }),
      item('second', { shift: shifts[0]?.key, at: NOW - MINUTE, state: 'overdue' }),
      item('next shift', { shift: shifts[1]?.key, at: NOW + 7 * HOUR, state: 'scheduled' }),
    ]
    const { marks } = await done(core, 'work.shift', {})
    expect(marks.map(({ key, tone }) => [key, tone])).toEqual([
      ['first', 'neutral'],
      ['second', 'warn'],
    ])
  })

  it('tells what is wrong where there is no roster as well', async () => {
    shifts = []
    clock = NOW + 2 * HOUR
    const view = await done(core, 'work.shift', {})
    expect(view.shift).toBeNull()
    expect(view.concerns.some(({ title }) => title.includes('level 1'))).toBe(true)
  })
})

it('the calendar counts each day and leaves what began earlier to the list', async () => {
  items = [
    item('before', { at: NOW - 30 * HOUR, state: 'overdue' }),
    item('today', { at: NOW, state: 'overdue' }),
    item('done', { at: NOW + MINUTE, state: 'done' }),
    item('tomorrow', { at: NOW + 24 * HOUR, state: 'scheduled' }),
  ]
  const bounds = [NOW - HOUR, NOW + 23 * HOUR, NOW + 47 * HOUR]
  const { days, shifts: seen } = await done(core, 'work.calendar', {
    scope: 'all',
    sources: ['probe'],
    bounds,
  })
  expect(days.map(({ total, open, overdue }) => [total, open, overdue])).toEqual([
    [2, 1, 1],
    [1, 1, 0],
  ])
  expect(seen.map(({ mine }) => mine)).toEqual([true, false])
  expect(
    await codeOf(core, 'work.calendar', { scope: 'all', bounds: [bounds[1] ?? 0, bounds[0] ?? 0] }),
  ).toBe('fieldInvalid')
})
