import { describe, expect, it } from 'vitest'
import { dayTitle, duration, near, stamp, weekDays } from './moments.ts'

const at = new Date(2026, 2, 17, 1, 31).getTime()

describe('moments in words', () => {
  it('says days as operators write them', () => {
    expect(dayTitle(at, 'zh-CN', at)).toBe('3月17日 星期二')
    expect(dayTitle(at, 'en', at)).toBe('Tuesday 17 March')
    expect(dayTitle(at, 'zh-CN', new Date(2027, 1, 1).getTime())).toBe('2026年3月17日 星期二')
    expect(weekDays('zh-CN')).toEqual(['一', '二', '三', '四', '五', '六', '日'])
    expect(weekDays('en')[0]).toBe('Mo')
  })

  it('gives the day only where it differs', () => {
    expect(near(at, at + 60_000, 'zh-CN')).toBe('01:31')
    expect(near(at, at - 86_400_000, 'zh-CN')).toBe('3月17日01:31')
    expect(near(at, at - 86_400_000, 'en')).toBe('17 Mar 01:31')
    expect(stamp(at)).toBe('2026-03-17 01:31')
  })

  it('says how long', () => {
    const minute = 60_000
    expect([11, 72, 60, 1440 * 2 + 190].map((n) => duration(n * minute, 'zh-CN'))).toEqual([
      '11分',
      '1小时12分',
      '1小时',
      '2天3小时',
    ])
    expect(duration(72 * minute, 'en')).toBe('1 h 12 min')
  })
})
