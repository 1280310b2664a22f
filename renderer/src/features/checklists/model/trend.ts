import type { Stretch } from './limits.ts'

export interface TrendPoint {
  readonly at: number
  readonly value: number
}

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Trend {
  /** Lines through what was read without a gap: attributes `d`. */
  readonly paths: readonly string[]
  readonly dots: readonly { readonly x: number; readonly y: number; readonly at: number }[]
  /** Where nothing was read for much longer than usual. */
  readonly gaps: readonly Stretch[]
  readonly y: (value: number) => number
}

/** An interval this many times the usual one is a gap, and no line is drawn through it. */
const GAP = 2.6
const PAD = 0.15

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Geometry of readings over time; `shown` are other values that have to fit: the limits. */
export function trendOf(
  points: readonly TrendPoint[],
  shown: readonly number[],
  frame: Frame,
): Trend {
  const values = [...points.map(({ value }) => value), ...shown]
  const least = Math.min(...values)
  const most = Math.max(...values)
  const pad = (most - least || Math.abs(most) || 1) * PAD
  const [from, to] = [least - pad, most + pad]
  const first = points[0]?.at ?? 0
  const span = (points.at(-1)?.at ?? 0) - first || 1
  const round = (value: number): number => Math.round(value * 10) / 10
  const x = (at: number): number =>
    points.length === 1
      ? frame.right
      : round(frame.left + ((at - first) / span) * (frame.right - frame.left))
  const y = (value: number): number =>
    round(frame.bottom - ((value - from) / (to - from)) * (frame.bottom - frame.top))

  const steps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0))
  const usual = median(steps)
  const isGap = (index: number): boolean => usual > 0 && (steps[index - 1] ?? 0) > usual * GAP
  const dots = points.map(({ at, value }) => ({ x: x(at), y: y(value), at }))
  const paths: string[] = []
  const gaps: Stretch[] = []
  dots.forEach((dot, index) => {
    const before = dots[index - 1]
    if (!before || isGap(index)) {
      if (before) gaps.push({ from: before.x, to: dot.x })
      paths.push(`M${dot.x} ${dot.y}`)
    } else paths[paths.length - 1] += ` ${dot.x} ${dot.y}`
  })
  return { paths: paths.filter((path) => path.includes(' ', path.indexOf(' ') + 1)), dots, gaps, y }
}
