export interface Series {
  readonly at: readonly number[]
  readonly mean: readonly number[]
  readonly min: readonly number[]
  readonly max: readonly number[]
  /** Stretches of which nothing is known, in order. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
}

/** Columns of a plot: seconds, min, max, and the mean, which is drawn over their band. */
export type PlotData = [number[], (number | null)[], (number | null)[], (number | null)[]]

/** The columns of a series, left open where nothing is known; a line over a gap would tell what nobody saw. */
export function plotData({ at, mean, min, max, gaps }: Series): PlotData {
  const data: PlotData = [[], [], [], []]
  const [seconds, lows, highs, means] = data
  const add = (
    time: number,
    average: number | null,
    low: number | null,
    high: number | null,
  ): void => {
    seconds.push(time / 1_000)
    means.push(average)
    lows.push(low)
    highs.push(high)
  }
  let gap = 0
  at.forEach((time, index) => {
    const before = at[index - 1]
    if (before !== undefined) {
      while ((gaps[gap]?.to ?? Infinity) <= before) gap += 1
      const next = gaps[gap]
      if (next && next.from < time && next.to > before)
        add(Math.max(before + 1, Math.min(next.from, time - 1)), null, null, null)
    }
    add(time, mean[index] ?? null, min[index] ?? null, max[index] ?? null)
  })
  return data
}

/** Where the picture begins and ends, so that values and limits both have room. */
export function plotRange(
  data: PlotData,
  limits: readonly number[],
  isShare: boolean,
): [number, number] {
  const known = [...data[1], ...data[2], ...limits].filter((value) => value !== null)
  if (known.length === 0) return [0, 1]
  const low = known.reduce((a, b) => Math.min(a, b))
  const high = known.reduce((a, b) => Math.max(a, b))
  if (isShare) return [0, Math.max(100, high)]
  const room = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room]
}
