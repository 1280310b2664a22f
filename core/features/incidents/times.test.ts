import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfDays } from './times.ts'
import { parseDays } from '../../../contract/working-days.ts'

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
]
const at = (text: string) => Date.parse(text)

describe('when a report is due', () => {
  it('counts calendar days for the gravest, working days for the next', () => {
    // A Thursday.
    const restored = at('2026-03-19T04:00:00+08:00')
    const due = (days: number, working: boolean) =>
      new Date(endOfDays(restored, { days, working }, 'Asia/Shanghai')).toISOString()
    expect(due(3, false)).toBe('2026-03-22T16:00:00.000Z')
    // Friday, Monday to Thursday.
    expect(due(5, true)).toBe('2026-03-26T16:00:00.000Z')
  })

  it('is the end of a local day, never a day of the weekend, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: at('2024-01-01'), max: at('2030-01-01') }),
        fc.integer({ min: 1, max: 30 }),
        (zone, from, days) => {
          const due = endOfDays(from, { days, working: true }, zone)
          const day = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zone })
          expect(['Sat', 'Sun']).not.toContain(day.format(due - 1))
          expect(due - from).toBeGreaterThan((days - 1) * 86_400_000)
          expect(endOfDays(from, { days: days + 1, working: true }, zone)).toBeGreaterThan(due)
        },
      ),
    )
  })
})

describe('working days of a team', () => {
  it('skip its holidays and count the weekends worked in exchange', () => {
    // Wednesday, the day before a week of holidays whose last Saturday is worked.
    const from = Date.parse('2026-09-30T10:00:00+08:00')
    const calendar = {
      holidays: parseDays('2026-10-01~2026-10-07').days,
      worked: parseDays('2026-10-10').days,
    }
    const end = (days: number) =>
      endOfDays(from, { days, working: true }, 'Asia/Shanghai', calendar)
    expect(end(1)).toBe(Date.parse('2026-10-09T00:00:00+08:00'))
    expect(end(3)).toBe(Date.parse('2026-10-11T00:00:00+08:00'))
    expect(end(4)).toBe(Date.parse('2026-10-13T00:00:00+08:00'))
    expect(endOfDays(from, { days: 3, working: false }, 'Asia/Shanghai', calendar)).toBe(
      Date.parse('2026-10-04T00:00:00+08:00'),
    )
  })
})
