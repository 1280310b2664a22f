import { describe, expect, it } from 'vitest'
import { eventTime, leadingTime, parseEventTime } from './event-time.ts'

const now = new Date(2026, 2, 17, 2, 17).getTime()
const local = (month: number, day: number, hour: number, minute: number, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime()

describe('time of an entry', () => {
  it.each([
    ['1:20', local(3, 17, 1, 20)],
    ['０１：２０', local(3, 17, 1, 20)],
    ['0120', local(3, 17, 1, 20)],
    ['1时20分', local(3, 17, 1, 20)],
    ['23:50', local(3, 16, 23, 50)],
    ['02:17', local(3, 17, 2, 17)],
    ['3-15 08:00', local(3, 15, 8, 0)],
    ['12月31日23:59', local(12, 31, 23, 59, 2025)],
  ])('%s', (typed, expected) => {
    expect(parseEventTime(typed, now)).toBe(expected)
  })

  it.each(['25:00', '1:60', '2-30 10:00', 'abc', '', '120'])('refuses %j', (typed) => {
    expect(parseEventTime(typed, now)).toBeUndefined()
  })

  it.each([
    [local(3, 17, 1, 20) + 41_000, '1:20'],
    [local(3, 16, 23, 50), '23:50'],
    [local(3, 15, 8, 0), '3-15 8:00'],
    [local(12, 31, 23, 59, 2025), '12-31 23:59'],
    [local(3, 15, 8, 0, 2024), ''],
    [now + 3_600_000, ''],
  ])('is written so that it is read again as the same: %s', (at, typed) => {
    expect(eventTime(at, now)).toBe(typed)
  })

  it('takes a time in front of the text', () => {
    expect(leadingTime('1:20 冷通道A温度升到24.9℃', now)).toEqual({
      at: local(3, 17, 1, 20),
      rest: '冷通道A温度升到24.9℃',
    })
    expect(leadingTime('1:20', now)).toBeUndefined()
    expect(leadingTime('1:20冷通道', now)).toBeUndefined()
    expect(leadingTime('99:20 冷通道', now)).toBeUndefined()
  })
})
