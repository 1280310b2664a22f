import { expect, it } from 'vitest'
import type { Shift } from '../../../../contract/duty.ts'
import { atWork } from './at-work.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const shift = (from: string, to: string, ...people: string[]): Shift => ({
  key: from,
  roster: 'r',
  rosterName: '',
  date: from.slice(0, 10),
  slot: 'night',
  name: { 'zh-CN': '夜班', en: 'Night' },
  from: at(from),
  to: at(to),
  teamName: '',
  people: people.map((person) => ({ person, name: person, part: 'member' as const })),
})
const nights = [
  shift('2026-11-23T20:00', '2026-11-24T08:00', 'zhou'),
  shift('2026-11-26T20:00', '2026-11-27T08:00', 'zhou', 'wu'),
]
const hours = { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30' }
const asked: { from: number; to: number }[] = []
const isWorking = atWork({
  shifts: (period) => {
    asked.push(period)
    return nights.filter(({ from, to }) => to > period.from && from < period.to)
  },
  hours,
  zone: 'Asia/Shanghai',
})

it('whoever is on a roster works in his shifts and around them, not in the fixed hours', () => {
  expect(isWorking(at('2026-11-27T02:00'), 'zhou')).toBe(true)
  expect(isWorking(at('2026-11-26T19:05'), 'zhou')).toBe(true)
  expect(isWorking(at('2026-11-27T08:55'), 'wu')).toBe(true)
  expect(isWorking(at('2026-11-27T09:05'), 'wu')).toBe(false)
  // A day off between his nights, in the middle of the hours of the office.
  expect(isWorking(at('2026-11-25T10:00'), 'zhou')).toBe(false)
})

it('others, and a roster that was long ago, leave it to the fixed hours', () => {
  expect(isWorking(at('2026-11-27T10:00'), 'he')).toBe(true)
  expect(isWorking(at('2026-11-27T02:00'), 'he')).toBe(false)
  expect(isWorking(at('2026-12-16T10:00'), 'zhou')).toBe(true)
})

it('asks for the shifts of a day once', () => {
  const before = asked.length
  isWorking(at('2026-11-27T02:00'), 'wu')
  expect(asked).toHaveLength(before)
})
