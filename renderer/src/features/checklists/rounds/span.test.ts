import { describe, expect, it } from 'vitest'
import type { RoundView } from '../../../../../contract/checklist-rounds.ts'
import { actOfRound, beside, fits, isToDo, startingAt, stretchOf } from './span.ts'

const DAY = 86_400_000
const round = (more: Partial<RoundView> = {}): RoundView => ({
  key: 's/1',
  schedule: 's',
  occurrence: '1',
  template: 't',
  name: 'Machine room',
  category: 'shift',
  area: 'facility',
  state: 'due',
  at: 0,
  dueBy: 1,
  graceBy: 2,
  missedAt: 3,
  madeUp: false,
  lateEntry: false,
  escalatedTo: [],
  ...more,
})
const miss = {
  id: 'm',
  comment: 'flood',
  person: 'p',
  personName: 'P',
  at: 1,
}

describe('stretches of time', () => {
  it('are local days, and weeks from Monday', () => {
    const sunday = new Date(2026, 2, 22, 23, 30).getTime()
    const week = stretchOf('week', sunday)
    expect(new Date(week.from)).toEqual(new Date(2026, 2, 16))
    expect(new Date(week.to)).toEqual(new Date(2026, 2, 23))
    expect(stretchOf('day', sunday).to - stretchOf('day', sunday).from).toBe(DAY)
  })
  it('follow one another without a hole', () => {
    const day = stretchOf('day', new Date(2026, 2, 17, 12).getTime())
    expect(stretchOf('day', beside(day, 1)).from).toBe(day.to)
    expect(stretchOf('day', beside(day, -1)).to).toBe(day.from)
  })
})

it('offers what a round needs', () => {
  expect(actOfRound(round(), true)).toBe('start')
  expect(actOfRound(round({ state: 'progress', run: 'r' }), true)).toBe('resume')
  expect(actOfRound(round({ state: 'missed' }), true)).toBe('makeUp')
  expect(actOfRound(round({ state: 'missed', run: 'r', madeUp: true }), true)).toBe('look')
  expect(actOfRound(round({ state: 'done', run: 'r' }), true)).toBe('look')
  expect(actOfRound(round({ state: 'cancelled' }), true)).toBe('none')
  expect(actOfRound(round(), false)).toBe('none')
  expect(actOfRound(round({ state: 'progress', run: 'r' }), false)).toBe('look')
})

it('has to do what is due, and misses without a word or sent back', () => {
  expect(isToDo(round({ state: 'scheduled' }))).toBe(false)
  expect(isToDo(round({ state: 'missed' }))).toBe(true)
  expect(isToDo(round({ state: 'missed', miss: { ...miss, state: 'explained' } }))).toBe(false)
  expect(isToDo(round({ state: 'missed', miss: { ...miss, state: 'returned' } }))).toBe(true)
})

it('filters by state, area and team', () => {
  const all = { state: '', area: '', team: '' } as const
  expect(fits(round(), all)).toBe(true)
  expect(fits(round(), { ...all, state: 'todo' })).toBe(true)
  expect(fits(round(), { ...all, state: 'done' })).toBe(false)
  expect(fits(round(), { ...all, area: 'network' })).toBe(false)
  expect(fits(round({ team: 'a' }), { ...all, team: 'a' })).toBe(true)
})

it('starts at the round that was looked at, else at the first to be done', () => {
  const rounds = [round({ key: 'a', state: 'done' }), round({ key: 'b' }), round({ key: 'c' })]
  expect(startingAt(rounds, 'c')).toBe(2)
  expect(startingAt(rounds, 'gone')).toBe(1)
  expect(startingAt([], undefined)).toBe(0)
})
