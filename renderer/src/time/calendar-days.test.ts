import { expect, it } from 'vitest'
import { boundsOf, dayFor, daysAround, startOf } from './calendar-days.ts'

it('shows the week of a day from Monday, or the six weeks of its month', () => {
  const week = daysAround('2026-03-01', 'week').map(({ day }) => day)
  expect(week).toEqual([
    '2026-02-23',
    '2026-02-24',
    '2026-02-25',
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
  const month = daysAround('2026-03-17', 'month')
  expect(month).toHaveLength(42)
  expect(month[0]?.day).toBe('2026-02-23')
})

it('bounds days by their midnights, the last one’s end included', () => {
  const bounds = boundsOf(daysAround('2026-03-17', 'month'))
  expect(bounds).toHaveLength(43)
  expect(bounds[0]).toBe(new Date(2026, 1, 23).getTime())
  expect(bounds.at(-1)).toBe(new Date(2026, 3, 6).getTime())
  expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
})

it('goes by days and weeks, and turns by what is shown', () => {
  expect(dayFor('ArrowRight', '2026-02-28', 'month')).toBe('2026-03-01')
  expect(dayFor('ArrowDown', '2026-12-28', 'month')).toBe('2027-01-04')
  expect(dayFor('ArrowDown', '2026-12-28', 'week')).toBeUndefined()
  expect(dayFor('PageDown', '2026-01-31', 'month')).toBe('2026-02-28')
  expect(dayFor('PageUp', '2026-03-03', 'week')).toBe('2026-02-24')
  expect(dayFor('KeyX', '2026-03-03', 'week')).toBeUndefined()
  expect(startOf('2026-03-17')).toBe(new Date(2026, 2, 17).getTime())
})
