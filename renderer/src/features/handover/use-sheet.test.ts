import { describe, expect, it } from 'vitest'
import { nextOpen } from './use-sheet.ts'

const points = (text: string) =>
  [...text].map((sign) => ({
    acknowledged: sign === 'x' ? { id: 'p', name: 'p', at: 0 } : null,
  }))

describe('the cursor after an acknowledgement', () => {
  it('goes to the next open point, round to those that were passed over', () => {
    expect(nextOpen(points('xo-x'), 0)).toBe(1)
    expect(nextOpen(points('oxxx'), 3)).toBe(0)
  })

  it('goes one on when all are acknowledged', () => {
    expect(nextOpen(points('xxx'), 0)).toBe(1)
    expect(nextOpen(points('xxx'), 2)).toBe(2)
  })
})
