import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TimelineMark } from '../../../../contract/duty.ts'
import { laneOf, placeOf, textWidth, ticksOf } from './ribbon.ts'

const HOUR = 3_600_000
const FROM = new Date(2026, 2, 16, 20).getTime()
const NIGHT = { from: FROM, to: FROM + 12 * HOUR }
const NOW = FROM + 6.25 * HOUR

const mark = (over: Partial<TimelineMark>): TimelineMark => ({
  key: 'k',
  lane: 'changes',
  label: 'CHG-0188',
  from: NOW,
  open: false,
  state: 'done',
  tone: 'maint',
  path: '/',
  ...over,
})

it('names every second hour of twelve, the ends included, and none under the present', () => {
  const labels = ticksOf(NIGHT, NOW).flatMap(({ label }) => label ?? [])
  expect(labels).toEqual(['20:00', '22:00', '00:00', '04:00', '06:00', '08:00'])
  const eight = { from: FROM, to: FROM + 8 * HOUR }
  expect(ticksOf(eight, FROM + 0.5 * HOUR + 3 * HOUR).length).toBe(9)
})

it('keeps what began before the shift and what goes on after it inside', () => {
  const [early, open] = laneOf(
    [
      mark({ key: 'a', from: FROM - 2 * HOUR, to: FROM + HOUR }),
      mark({ key: 'b', from: NOW - HOUR, open: true }),
    ],
    NIGHT,
    NOW,
    1200,
  )
  expect(early).toMatchObject({ x: 0, width: expect.closeTo(100 / 12, 3) as number })
  expect((open?.x ?? 0) + (open?.width ?? 0)).toBeCloseTo(placeOf(NIGHT, NOW), 3)
  expect(laneOf([mark({ from: FROM - 3 * HOUR, to: FROM - HOUR })], NIGHT, NOW, 1200)).toEqual([])
})

it('writes beside a mark, to the other side where there is no room, or not at all', () => {
  const end = laneOf([mark({ from: NIGHT.to - HOUR / 4, to: NIGHT.to })], NIGHT, NOW, 1200)
  expect(end[0]?.label?.anchor).toBe('end')
  const crowd = [0, 1, 2].map((n) =>
    mark({ key: String(n), label: `CHG-018${n}`, from: NOW + n * 60_000 }),
  )
  const labels = laneOf(crowd, NIGHT, NOW, 1200).map(({ label }) => label?.text)
  expect(labels).toEqual(['CHG-0180', undefined, 'CHG-0182'])
})

it('never lets a label touch another one or lie on a mark', () => {
  const anyMark = fc.record({
    at: fc.integer({ min: 0, max: 12 * 60 }),
    minutes: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    label: fc.constantFrom('SAN-02', 'CHG-0188', '电子证照接口限流', 'x'),
  })
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 15 }), (made) => {
      const marks = made
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, minutes, label }, index) =>
          mark({
            key: String(index),
            label,
            from: FROM + at * 60_000,
            ...(minutes === undefined ? {} : { to: FROM + (at + minutes) * 60_000 }),
          }),
        )
      const placed = laneOf(marks, NIGHT, NOW, 1100)
      const bars = placed.map(({ x, width }) => [x, x + width].map((at) => (at / 100) * 1100))
      const spans = placed.flatMap(({ label }) => {
        if (!label) return []
        const x = (label.x / 100) * 1100
        const width = textWidth(label.text)
        return [label.anchor === 'start' ? [x + 6, x + 6 + width] : [x - 6 - width, x - 6]]
      })
      for (const [start = 0, end = 0] of spans)
        for (const [from = 0, to = 0] of bars) expect(start >= to || end <= from).toBe(true)
      const sorted = spans.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
      for (const [index, [start = 0]] of sorted.entries())
        if (index > 0) expect(start).toBeGreaterThanOrEqual(sorted[index - 1]?.[1] ?? 0)
    }),
  )
})
