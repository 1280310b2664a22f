import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysBetween } from '../../../time/zone.ts'
import { drillDates, drillState } from './dates.ts'

describe('drills of a schedule', () => {
  it('come again by months, a 31st on the last day of shorter ones', () => {
    const rule = { firstOn: '2026-01-31', everyMonths: 1 }
    expect(drillDates(rule, '2026-01-01', '2026-05-31')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ])
  })

  it('come once when they do not repeat', () => {
    const rule = { firstOn: '2026-03-17', everyMonths: 0 }
    expect(drillDates(rule, '2026-01-01', '2026-12-31')).toEqual(['2026-03-17'])
    expect(drillDates(rule, '2026-04-01', '2026-12-31')).toEqual([])
  })

  it('are the same however the years are asked for', () => {
    const day = fc
      .integer({ min: 0, max: 1_460 })
      .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.nat(24), (firstOn, everyMonths) => {
        const rule = { firstOn, everyMonths }
        const whole = drillDates(rule, '2024-01-01', '2029-12-31')
        const parts = [2024, 2025, 2026, 2027, 2028, 2029].flatMap((year) =>
          drillDates(rule, `${year}-01-01`, `${year}-12-31`),
        )
        expect(parts).toEqual(whole)
        expect(new Set(whole).size).toBe(whole.length)
        for (const [index, on] of whole.entries())
          if (index > 0) expect(daysBetween(whole[index - 1] ?? on, on)).toBeGreaterThan(27)
      }),
    )
  })

  it('are due two weeks before their day and overdue a month after it', () => {
    expect(drillState('2026-03-17', '2026-03-02')).toBe('planned')
    expect(drillState('2026-03-17', '2026-03-03')).toBe('due')
    expect(drillState('2026-03-17', '2026-04-17')).toBe('due')
    expect(drillState('2026-03-17', '2026-04-18')).toBe('overdue')
  })
})
