import { describe, expect, it } from 'vitest'
import { plotData, plotRange } from './plot-data.ts'

const series = {
  at: [0, 1_000, 5_000],
  mean: [1, 2, 3],
  min: [0, 1, 3],
  max: [2, 3, 3],
  gaps: [{ from: 2_000, to: 4_000 }],
}

describe('data of a plot', () => {
  it('is left open where nothing is known, not where points are merely far apart', () => {
    const [seconds, , , mean] = plotData(series)
    expect(seconds).toEqual([0, 1, 2, 5])
    expect(mean).toEqual([1, 2, null, 3])
    expect(plotData({ ...series, gaps: [] })[0]).toEqual([0, 1, 5])
  })
  it('has room for values and limits; shares stand between nothing and all', () => {
    const data = plotData(series)
    expect(plotRange(data, [10], false)).toEqual([0, 10.8])
    expect(plotRange(data, [], true)).toEqual([0, 100])
    expect(plotRange([[], [], [], []], [], false)).toEqual([0, 1])
  })
})
