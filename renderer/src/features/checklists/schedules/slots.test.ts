import { expect, it } from 'vitest'
import type { Roster } from '../../../../../contract/roster-shapes.ts'
import { slotsOf } from './slots.ts'

const roster = (id: string, ...keys: readonly string[]): Roster => ({
  id,
  name: id,
  timeZone: 'Asia/Shanghai',
  minimum: 1,
  leadNeeded: true,
  plans: [
    {
      id: `${id}-plan`,
      from: '2026-03-01',
      teams: [],
      cycle: [],
      slots: keys.map((key) => ({
        key,
        name: { 'zh-CN': `${key}班`, en: key },
        from: '08:00',
        to: '20:00',
      })),
    },
  ],
})

it('offers the shifts of the roster by name, and keeps those that are chosen already', () => {
  const rosters = [roster('hall', 'day', 'night'), roster('desk', 'office')]
  const keys = (of: string, ...chosen: readonly string[]): string[] =>
    slotsOf(rosters, of, chosen).map(({ key }) => key)
  expect(keys('')).toEqual(['day', 'night', 'office'])
  expect(keys('desk', 'late')).toEqual(['office', 'late'])
  expect(slotsOf(rosters, 'hall', [])[0]?.name['zh-CN']).toBe('day班')
})
