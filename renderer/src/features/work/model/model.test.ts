import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WORK_STATES } from '../../../../../contract/duty.ts'
import { GROUPS, grouped, groupOf, held, timeOf } from './groups.ts'
import { leftOf } from './left.ts'
import { remindersFor, type Told } from './reminders.ts'

const NOW = 1_000_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const END = NOW + 6 * HOUR

const item = (
  over: Partial<Parameters<typeof groupOf>[0]> & { key?: string; dueBy?: number } = {},
) => ({
  key: 'k',
  title: 'k',
  state: 'scheduled' as const,
  at: NOW + 2 * HOUR,
  ...over,
})
const snoozed = (until: number) => ({ person: 'p', name: 'n', until, reason: 'r' })

describe('groups', () => {
  it('follow state and time', () => {
    expect(groupOf(item({ state: 'overdue', at: NOW - HOUR }), NOW, END)).toBe('overdue')
    expect(groupOf(item({ state: 'missed', at: NOW - HOUR }), NOW, END)).toBe('overdue')
    expect(groupOf(item({ state: 'progress' }), NOW, END)).toBe('due')
    expect(groupOf(item({ at: NOW }), NOW, END)).toBe('due')
    expect(groupOf(item({ at: NOW + 59 * MINUTE }), NOW, END)).toBe('hour')
    expect(groupOf(item(), NOW, END)).toBe('shift')
    expect(groupOf(item({ at: END }), NOW, END)).toBe('later')
    expect(groupOf(item(), NOW, undefined)).toBe('later')
  })

  it('bring what was put off at the end of that', () => {
    const put = item({ state: 'overdue', at: NOW - HOUR, snoozed: snoozed(NOW + 30 * MINUTE) })
    expect(groupOf(put, NOW, END)).toBe('hour')
    expect(timeOf(put)).toBe(NOW + 30 * MINUTE)
  })

  const anyItem = fc.record({
    key: fc.uuid(),
    state: fc.constantFrom(...WORK_STATES),
    at: fc.integer({ min: NOW - 30 * HOUR, max: NOW + 30 * HOUR }),
  })

  it('hold every item once, in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyItem, { selector: ({ key }) => key }), (items) => {
        const groups = grouped(items, NOW, END)
        const shown = groups.flatMap((one) => one.items)
        expect(shown.map(({ key }) => key).toSorted()).toEqual(
          items.map(({ key }) => key).toSorted(),
        )
        const places = groups.map(({ group }) => GROUPS.indexOf(group))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const one of groups) {
          const times = one.items.map(timeOf)
          expect(times).toEqual(times.toSorted((a, b) => a - b))
        }
      }),
    )
  })

  it('keep their rows in place while they are held, and say that something waits', () => {
    fc.assert(
      fc.property(fc.array(anyItem), fc.array(anyItem), (before, after) => {
        const shown = grouped(before, NOW, END)
        const next = grouped(after, NOW, END)
        const result = held(shown, next)
        const keys = (groups: typeof shown) => groups.map((one) => one.items.map(({ key }) => key))
        expect(keys(result.groups)).toEqual(keys(shown))
        if (!result.waits) expect(keys(result.groups)).toEqual(keys(next))
      }),
    )
  })

  it('show newer content in the held rows', () => {
    const before = grouped([item({ key: 'a' })], NOW, END)
    const after = grouped([{ ...item({ key: 'a' }), title: 'new' }], NOW, END)
    expect(held(before, after)).toEqual({ groups: after, waits: false })
  })
})

describe('what is left', () => {
  it('is told to the end of an item, or past it', () => {
    const zh = (over: Parameters<typeof item>[0]) => leftOf(item(over), NOW, 'zh-CN')
    expect(zh({ state: 'overdue', dueBy: NOW - 17 * MINUTE })).toEqual({
      key: 'overBy',
      time: '17分',
      tone: 'late',
    })
    expect(zh({ state: 'overdue', dueBy: NOW - 49 * HOUR }).key).toBe('overDays')
    expect(zh({ state: 'due', at: NOW, dueBy: NOW + 4 * MINUTE })).toEqual({
      key: 'left',
      time: '4分',
      tone: 'soon',
    })
    expect(zh({ state: 'due', at: NOW, dueBy: NOW + 102 * MINUTE }).tone).toBe('quiet')
    expect(zh({ at: NOW + 42 * MINUTE })).toMatchObject({ key: 'inTime', time: '42分' })
    expect(zh({ at: NOW + 48 * HOUR }).key).toBe('none')
    expect(zh({ state: 'missed' }).key).toBe('missed')
    expect(zh({ state: 'done', dueBy: NOW + HOUR }).key).toBe('none')
    expect(zh({ state: 'overdue', snoozed: snoozed(NOW + HOUR) })).toMatchObject({
      key: 'inTime',
      time: '1小时',
    })
  })
})

describe('reminders', () => {
  const due = { key: 'a', title: 'A', state: 'due' as const }
  const overdue = { ...due, state: 'overdue' as const }

  it('come once when something is due and once when it is overdue', () => {
    const first = remindersFor([due], {}, NOW)
    expect(first.reminders).toEqual([{ kind: 'due', title: 'A' }])
    const again = remindersFor([due], first.told, NOW + MINUTE)
    expect(again.reminders).toEqual([])
    const late = remindersFor([overdue], again.told, NOW + HOUR)
    expect(late.reminders).toEqual([{ kind: 'overdue', title: 'A' }])
    expect(remindersFor([overdue], late.told, NOW + 2 * HOUR).reminders).toEqual([])
    // A state that goes back, as after a corrected time, does not start it again.
    expect(remindersFor([due], late.told, NOW + 3 * HOUR).reminders).toEqual([])
  })

  it('come again after something was put off', () => {
    const first = remindersFor([overdue], {}, NOW)
    const put = remindersFor([{ ...overdue, snoozed: snoozed(NOW + HOUR) }], first.told, NOW)
    expect(put.reminders).toEqual([])
    expect(remindersFor([overdue], put.told, NOW + HOUR).reminders).toHaveLength(1)
  })

  it('say nothing of what has not begun, runs or is done', () => {
    const quiet = (['scheduled', 'progress', 'paused', 'done', 'skipped'] as const).map(
      (state) => ({
        ...due,
        key: state,
        state,
      }),
    )
    expect(remindersFor(quiet, {}, NOW).reminders).toEqual([])
  })

  it('never say the same twice, in whatever order lists come and after any restart', () => {
    const states = fc.constantFrom('scheduled' as const, 'due' as const, 'overdue' as const)
    fc.assert(
      fc.property(fc.array(fc.array(states, { maxLength: 3 }), { maxLength: 20 }), (lists) => {
        let told: Told = {}
        const said: string[] = []
        lists.forEach((list, index) => {
          const items = list.map((state, key) => ({ key: String(key), title: String(key), state }))
          // What is kept goes through text, as it does over a restart.
          const answer = remindersFor(items, JSON.parse(JSON.stringify(told)) as Told, NOW + index)
          told = answer.told
          said.push(...answer.reminders.map(({ kind, title }) => `${kind} ${title}`))
        })
        expect(new Set(said).size).toBe(said.length)
      }),
    )
  })
})
