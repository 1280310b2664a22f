import { describe, expect, it } from 'vitest'
import { figureOf, metricValue, metricWords, shareWords, valueWords } from './figures.ts'

describe('figures', () => {
  it('are as short as they can be read', () => {
    expect([84, 25.63, 0.0342, 1234.5].map((value) => figureOf(value))).toEqual([
      '84',
      '25.6',
      '0.03',
      '1235',
    ])
  })
  it('have the words of their unit', () => {
    expect(valueWords(84, 'ms', 'zh-CN')).toBe('84 ms')
    expect(valueWords(86, '%', 'zh-CN')).toBe('86%')
    expect(valueWords(86, '%', 'en')).toBe('86 %')
    expect(valueWords(0, 'B', 'en')).toBe('0 B')
    expect(valueWords(1.25 * 1024 ** 3, 'B/s', 'en')).toBe('1.3 GB/s')
    expect(valueWords(30, 'd', 'zh-CN')).toBe('30天')
    expect(metricValue('cpu', 0.4, 'en')).toBe('0.4 %')
    expect(metricWords('disk.used:/var', 'zh-CN')).toBe('磁盘已用 /var')
    expect(metricWords('own_metric', 'en')).toBe('own_metric')
  })
  it('of availability are never rounded up', () => {
    expect(shareWords(0.99999, 'en')).toBe('99.999 %')
    expect(shareWords(0.999949, 'zh-CN')).toBe('99.99%')
    expect(shareWords(1, 'zh-CN')).toBe('100%')
    expect(shareWords(null, 'en')).toBe('–')
  })
})
