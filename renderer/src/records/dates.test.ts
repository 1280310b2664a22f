import { describe, expect, it } from 'vitest'
import { dayOf, formatInstant, fromDay, parseInstant, startOfDay } from './dates.ts'

const at = (...parts: [number, number, number, number?, number?]): number =>
  new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0).getTime()

describe('dates', () => {
  it.each([
    ['2026-03-17 02:17', at(2026, 3, 17, 2, 17), true],
    ['2026/3/7', at(2026, 3, 7), false],
    ['20260317', at(2026, 3, 17), false],
    ['2026年3月17日14：05', at(2026, 3, 17, 14, 5), true],
    ['２０２６－０３－１７', at(2026, 3, 17), false],
  ])('reads %s', (typed, ms, timed) => expect(parseInstant(typed)).toEqual({ ms, timed }))

  it('refuses days and times that do not exist', () => {
    for (const typed of ['2026-02-30', '2026-13-01', '2026-01-01 25:00', 'tomorrow', ''])
      expect(parseInstant(typed)).toBeUndefined()
  })

  it('counts days by the calendar', () => {
    const noon = at(2026, 3, 1, 12)
    expect(dayOf(startOfDay(noon, -1))).toBe('2026-02-28')
    expect(formatInstant(fromDay('2026-03-17'))).toBe('2026-03-17 00:00')
  })
})
