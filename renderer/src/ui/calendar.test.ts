import { expect, it } from 'vitest'
import { monthGrid, moveDay } from './calendar.ts'

it('shows six weeks from Monday', () => {
  const weeks = monthGrid(2026, 2)
  expect(weeks).toHaveLength(6)
  expect([weeks[0]?.[0]?.day, weeks[5]?.[6]?.day]).toEqual(['2026-02-23', '2026-04-05'])
  expect(weeks.flat().filter(({ inMonth }) => inMonth)).toHaveLength(31)
})

it('moves by days and months, and stays inside short months', () => {
  expect(moveDay('2026-02-28', 1)).toBe('2026-03-01')
  expect(moveDay('2026-01-31', 0, 1)).toBe('2026-02-28')
  expect(moveDay('2026-03-31', 0, -1)).toBe('2026-02-28')
  expect(moveDay('2026-01-01', -1)).toBe('2025-12-31')
})
