import type uPlot from 'uplot'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Colours } from './use-colours.ts'
import { plotRange, type PlotData } from './plot-data.ts'

type Answer = OutputOf<'monitor.series'>

export interface PlotOptions {
  readonly width: number
  readonly height: number
  readonly from: number
  readonly to: number
  readonly series: Pick<Answer, 'gaps' | 'limits' | 'unit'>
  readonly data: PlotData
  readonly colours: Colours
  /** Text of a value at the axis. */
  value(value: number): string
  /** Text of a moment at the axis, in seconds; `step` between two of them. */
  time(seconds: number, step: number): string
  /** Index of the point under the pointer; null: none. */
  point(index: number | null): void
}

const HATCH = 6

/** Settings of a plot: mean as line over the band of least to most, limits dashed, gaps hatched. */
export function plotOptions(options: PlotOptions): uPlot.Options {
  const { width, height, from, to, series, data, colours } = options
  const limits = series.limits.map(({ value }) => value)
  const font = `12px ${colours.font || 'sans-serif'}`
  const axis = { stroke: colours.text, font, grid: { stroke: colours.grid, width: 1 } }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 5 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: () => [from / 1_000, to / 1_000] },
      y: { range: () => plotRange(data, limits, series.unit === '%') },
    },
    axes: [
      {
        ...axis,
        size: 28,
        ticks: { show: false },
        values: (_plot, ticks) =>
          ticks.map((tick) => options.time(tick, (ticks[1] ?? 0) - (ticks[0] ?? 0))),
      },
      {
        ...axis,
        size: 64,
        ticks: { show: false },
        values: (_plot, ticks) => ticks.map((tick) => options.value(tick)),
      },
    ],
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: colours.line, width: 1.5, points: { show: false } },
    ],
    bands: [{ series: [2, 1], fill: colours.band }],
    hooks: {
      drawClear: [(plot) => drawGaps(plot, options)],
      draw: [(plot) => drawLimits(plot, options)],
      setCursor: [(plot) => options.point(plot.cursor.idx ?? null)],
    },
  }
}

/** What nobody watched is hatched, so that it never looks like a quiet stretch. */
function drawGaps(plot: uPlot, { series, colours }: PlotOptions): void {
  const { ctx } = plot
  const { left, top, width, height } = plot.bbox
  ctx.save()
  ctx.strokeStyle = colours.gap
  ctx.globalAlpha = 0.35
  ctx.lineWidth = 1
  for (const gap of series.gaps) {
    const start = Math.max(left, plot.valToPos(gap.from / 1_000, 'x', true))
    const end = Math.min(left + width, plot.valToPos(gap.to / 1_000, 'x', true))
    if (end <= start) continue
    ctx.save()
    ctx.beginPath()
    ctx.rect(start, top, end - start, height)
    ctx.clip()
    ctx.beginPath()
    const step = HATCH * devicePixelRatio
    for (let x = start - height; x < end; x += step) {
      ctx.moveTo(x, top + height)
      ctx.lineTo(x + height, top)
    }
    ctx.stroke()
    ctx.restore()
  }
  ctx.restore()
}

function drawLimits(plot: uPlot, { series, colours }: PlotOptions): void {
  const { ctx } = plot
  const { left, width } = plot.bbox
  ctx.save()
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio])
  for (const { value, severity } of series.limits) {
    const y = plot.valToPos(value, 'y', true)
    ctx.strokeStyle = colours[severity]
    ctx.beginPath()
    ctx.moveTo(left, y)
    ctx.lineTo(left + width, y)
    ctx.stroke()
  }
  ctx.restore()
}
