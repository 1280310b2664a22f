import { describe, expect, it } from 'vitest'
import { parseCron } from './cron.ts'
import { formatTime, parseDay } from './days.ts'

const timesOf = (expression: string) => parseCron(expression)?.times.map(formatTime)
const matches = (expression: string, day: string) => parseCron(expression)?.matches(parseDay(day))

describe('a cron expression', () => {
  it('lists the times of a day', () => {
    expect(timesOf('0 */6 * * *')).toEqual(['00:00', '06:00', '12:00', '18:00'])
    expect(timesOf('15,45 8-9 * * *')).toEqual(['08:15', '08:45', '09:15', '09:45'])
    expect(timesOf('5 22/1 * * *')).toEqual(['22:05', '23:05'])
  })

  it('fits a day by its day of the month or of the week, as cron has it', () => {
    expect(matches('0 8 13 * 5', '2026-03-13')).toBe(true)
    expect(matches('0 8 13 * 5', '2026-03-20')).toBe(true)
    expect(matches('0 8 13 * 5', '2026-03-21')).toBe(false)
    expect(matches('0 8 * * 0', '2026-03-22')).toBe(true)
    expect(matches('0 8 * * 7', '2026-03-22')).toBe(true)
    expect(matches('0 8 29 2 *', '2028-02-29')).toBe(true)
  })

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '*/0 * * * *',
    '5-1 * * * *',
    'a * * * *',
    '@daily',
    '* * * * * *',
  ])('is none: %s', (expression) => {
    expect(parseCron(expression)).toBeUndefined()
  })
})
