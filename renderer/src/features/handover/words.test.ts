import { describe, expect, it } from 'vitest'
import { clockSeconds, grouped, iconOf, ordinal, periodOf, ranges } from './words.ts'

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime()

describe('words of a sheet', () => {
  it('says the shift with the day where it differs', () => {
    const night = { from: at(16, 20), to: at(17, 8) }
    expect(periodOf(night, 'en', '{from} to {to}')).toBe('16 March 20:00 to 17 March 2026 08:00')
    expect(periodOf(night, 'zh-CN', '{from}至{to}')).toBe('2026年3月16日20:00至3月17日08:00')
    const day = { from: at(17, 8), to: at(17, 20) }
    expect(periodOf(day, 'en', '{from} to {to}')).toBe('17 March 2026 08:00 to 20:00')
  })

  it('gathers numbers that follow each other', () => {
    expect(ranges([7, 8, 9, 11], 'en')).toBe('7–9, 11')
    expect(ranges([1, 3], 'zh-CN')).toBe('1、3')
    expect(ranges([], 'en')).toBe('')
  })

  it('counts shifts as people say them', () => {
    expect([1, 2, 3, 4, 11, 22].map((n) => ordinal(n, 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '22nd',
    ])
    expect(ordinal(4, 'zh-CN')).toBe('4')
  })

  it('groups a digest, and gives seconds where a signature was set', () => {
    expect(grouped('9f3c51d7')).toBe('9f3c 51d7')
    expect(clockSeconds(new Date(2026, 2, 17, 7, 51, 20).getTime())).toBe('07:51:20')
  })

  it('draws what is wrong by its tone and the rest by its section', () => {
    expect(iconOf({ tone: 'crit', section: 'keys' })).toBe('key')
    expect(iconOf({ tone: 'unknown', section: 'alerts' })).toBe('s-unknown')
    expect(iconOf({ tone: 'neutral', section: 'environment' })).toBe('target')
  })
})
