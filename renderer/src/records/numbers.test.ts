import { describe, expect, it } from 'vitest'
import { parseNumber } from './numbers.ts'

describe('parseNumber', () => {
  it.each([
    ['12.5', 12.5],
    ['１２．５', 12.5],
    ['１２。５', 12.5],
    ['－３', -3],
    ['−3', -3],
    ['1,234,567.8', 1_234_567.8],
    ['１，２３４', 1234],
    [' 7 ', 7],
    ['.5', 0.5],
    ['1e3', 1000],
  ])('reads %s', (typed, value) => expect(parseNumber(typed)).toBe(value))

  it('tells nothing from nonsense', () => {
    expect(parseNumber('  ')).toBeNull()
    for (const typed of ['1,5', '12a', '--1', '1.2.3', '三'])
      expect(parseNumber(typed)).toBeUndefined()
  })
})
