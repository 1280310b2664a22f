import { expect, it } from 'vitest'
import { trendOf } from './trend.ts'

const FRAME = { left: 40, right: 500, top: 8, bottom: 108 }
const DAY = 86_400_000
const daily = (...days: readonly number[]) =>
  days.map((day) => ({ at: day * DAY, value: 220 + (day % 3) }))

it('draws one line through what was read regularly', () => {
  const { paths, dots, gaps } = trendOf(daily(1, 2, 3, 4, 5), [217, 223], FRAME)
  expect(paths).toHaveLength(1)
  expect(gaps).toEqual([])
  expect([dots[0]?.x, dots.at(-1)?.x]).toEqual([40, 500])
  for (const { y } of dots) expect(y > FRAME.top && y < FRAME.bottom).toBe(true)
})

it('leaves a gap where nothing was read', () => {
  const { paths, gaps } = trendOf(daily(1, 2, 3, 9, 10), [], FRAME)
  expect(paths).toHaveLength(2)
  expect(gaps).toHaveLength(1)
  expect(gaps[0]?.from).toBeLessThan(gaps[0]?.to ?? 0)
})

it('has higher values higher up, limits included', () => {
  const { y } = trendOf(daily(1, 2), [200, 240], FRAME)
  expect(y(240)).toBeLessThan(y(220))
  expect(y(200)).toBeLessThanOrEqual(FRAME.bottom)
})

it('shows a single reading at the right, and nothing as nothing', () => {
  expect(trendOf(daily(1), [], FRAME)).toMatchObject({ paths: [], dots: [{ x: 500 }] })
  expect(trendOf([], [], FRAME)).toMatchObject({ paths: [], dots: [], gaps: [] })
})
