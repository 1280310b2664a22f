import fc from 'fast-check'
import { expect, it } from 'vitest'
import { windowOf } from './line-window.ts'

const places = ({ first, last }: { first: number; last: number }): number => last - first + 1

it('holds every line in sight and some on each side, within the list', () => {
  fc.assert(
    fc.property(
      fc.nat(200),
      fc.nat(100_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seen, count, at) => {
        const first = Math.floor(at * Math.max(0, count - seen))
        const found = windowOf(first, seen, count)
        expect(found.first).toBeGreaterThanOrEqual(0)
        expect(found.last).toBeLessThan(Math.max(1, count))
        expect(found.first).toBeLessThanOrEqual(Math.max(0, first - 4))
        expect(found.last).toBeGreaterThanOrEqual(Math.min(count, first + seen + 1 + 4) - 1)
      },
    ),
  )
})

it('keeps its places while it is moved through a long list', () => {
  const counts = Array.from({ length: 1000 }, (_, first) => places(windowOf(first, 24, 5000)))
  expect(new Set(counts)).toEqual(new Set([36]))
})

it('moves by steps, so that a short scroll changes nothing', () => {
  expect(windowOf(101, 24, 5000)).toEqual(windowOf(102, 24, 5000))
  expect(windowOf(101, 24, 5000)).not.toEqual(windowOf(104, 24, 5000))
})

it('has nothing to show of an empty list', () => {
  expect(places(windowOf(0, 24, 0))).toBe(0)
})
