import type { MetricChart } from './incident-charts.ts'
import { MILESTONE_LABELS, type Milestone, type Milestones } from './incident-rules.ts'
import type { Picture, Shape } from './picture.ts'
import type { Language } from './text.ts'
import { withUnit } from './units.ts'

/** Pictures of a fault report. Ink on white paper, whatever theme the window has. */

const WIDTH = 620
const INK = '#161d26'
const SOFT = '#5a6673'
const GRID = '#c3cbd3'

/** Spells a duration in the report's language. */
export type Spell = (ms: number) => string
/** Date and time of a moment, where the report is made. */
export type Stamp = (at: number) => string

const COURSE_HEIGHT = 96
const BAR = { x: 10, y: 34, width: WIDTH - 20, height: 22 }
/** A moment that took less is still seen. */
const LEAST = 6
const COLOURS: Readonly<Partial<Record<Milestone, string>>> = {
  reported: '#98150c',
  answered: '#905d00',
  assessed: '#1656a8',
  repaired: '#434e5a',
  restored: '#0f6b58',
}
const ORDER: readonly Milestone[] = [
  'discovered',
  'reported',
  'answered',
  'assessed',
  'repaired',
  'restored',
]

interface Part {
  readonly to: Milestone
  readonly x: number
  readonly width: number
  readonly ms: number
}

/** Stretches between the milestones that were reached; widths follow the square root, so that short ones show. */
function partsOf(at: Milestones): Part[] {
  const reached = ORDER.flatMap((name) => {
    const moment = at[name]
    return moment === undefined ? [] : [{ name, moment }]
  })
  const spans = reached.slice(1).map(({ name, moment }, index) => ({
    to: name,
    ms: Math.max(0, moment - (reached[index]?.moment ?? moment)),
  }))
  const weights = spans.map(({ ms }) => Math.sqrt(ms))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const free = BAR.width - LEAST * spans.length
  let x = BAR.x
  return spans.map((span, index) => {
    const width = LEAST + (sum === 0 ? free / spans.length : (free * (weights[index] ?? 0)) / sum)
    const part = { ...span, x, width }
    x += width
    return part
  })
}

/** The course of an incident as one bar from milestone to milestone; undefined where no two are known. */
export function coursePicture(
  at: Milestones,
  language: Language,
  spell: Spell,
): Picture | undefined {
  const parts = partsOf(at)
  if (parts.length === 0) return undefined
  const labels = parts.map(({ to, ms }) => `${MILESTONE_LABELS[to][language]} ${spell(ms)}`)
  const shapes = parts.flatMap((part, index): Shape[] => {
    const anchor = index === 0 ? 'start' : index === parts.length - 1 ? 'end' : 'middle'
    const x = { start: part.x, middle: part.x + part.width / 2, end: part.x + part.width }[anchor]
    return [
      {
        kind: 'rect',
        x: part.x,
        y: BAR.y,
        width: part.width,
        height: BAR.height,
        fill: COLOURS[part.to] ?? SOFT,
      },
      // Labels of narrow neighbours would lie on each other: they take turns above and below.
      {
        kind: 'text',
        x,
        y: index % 2 === 0 ? BAR.y - 8 : BAR.y + BAR.height + 16,
        anchor,
        text: labels[index] ?? '',
        fill: INK,
      },
    ]
  })
  return { width: WIDTH, height: COURSE_HEIGHT, alt: labels.join(', '), shapes }
}

const PLOT = { x: 60, y: 24, width: WIDTH - 76, height: 92 }
const METRIC_HEIGHT = 148
const BYTES = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/** A value with its unit, bytes with their prefix. */
function valueWords(value: number, unit: string, language: Language): string {
  const [, bytes = '', per = ''] = /^(B)(\/s)?$/u.exec(unit) ?? []
  if (bytes === '') return withUnit(String(Number(value.toPrecision(3))), unit, language)
  const power = Math.min(
    BYTES.length - 1,
    Math.floor(Math.log(Math.max(1, value)) / Math.log(1024)),
  )
  return `${Number((value / 1024 ** power).toPrecision(3))} ${BYTES[power]}${per}`
}

/** A metric around an incident: gaps stay open, the limit is dashed, discovery and repair are marked. */
export function metricPicture(
  chart: MetricChart,
  at: Milestones,
  language: Language,
  stamp: Stamp,
): Picture {
  const { from, to, values, limit, unit } = chart
  const known = values.filter((value) => value !== null)
  const peak = Math.max(1e-9, limit ?? 0, ...known)
  const top = peak * 1.08
  const step = PLOT.width / Math.max(1, values.length)
  const x = (moment: number): number =>
    PLOT.x + ((moment - from) / Math.max(1, to - from)) * PLOT.width
  const y = (value: number): number => PLOT.y + PLOT.height * (1 - Math.max(0, value) / top)
  const bottom = PLOT.y + PLOT.height
  const title = `${chart.name}　${chart.label[language]}`
  const small = (
    words: string,
    place: { x: number; y: number },
    anchor: 'start' | 'end',
  ): Shape => ({
    kind: 'text',
    ...place,
    anchor,
    text: words,
    fill: SOFT,
  })
  const marks = (['discovered', 'repaired'] as const).flatMap((name): Shape[] => {
    const moment = at[name]
    if (moment === undefined || moment < from || moment > to) return []
    const isLate = x(moment) > PLOT.x + PLOT.width / 2
    return [
      {
        kind: 'line',
        points: [
          [x(moment), PLOT.y],
          [x(moment), bottom],
        ],
        stroke: name === 'discovered' ? '#98150c' : '#0f6b58',
        width: 1,
      },
      {
        kind: 'text',
        x: x(moment) + (isLate ? -4 : 4),
        y: PLOT.y + (name === 'discovered' ? 10 : 22),
        anchor: isLate ? 'end' : 'start',
        text: MILESTONE_LABELS[name][language],
        fill: INK,
      },
    ]
  })
  return {
    width: WIDTH,
    height: METRIC_HEIGHT,
    alt: title,
    shapes: [
      { kind: 'text', x: 0, y: 13, anchor: 'start', text: title, fill: INK, bold: true },
      {
        kind: 'line',
        points: [
          [PLOT.x, PLOT.y],
          [PLOT.x, bottom],
          [PLOT.x + PLOT.width, bottom],
        ],
        stroke: GRID,
        width: 1,
      },
      ...(limit === undefined
        ? []
        : [
            {
              kind: 'line' as const,
              points: [
                [PLOT.x, y(limit)],
                [PLOT.x + PLOT.width, y(limit)],
              ] as const,
              stroke: '#905d00',
              width: 1,
              dashed: true,
            },
            small(valueWords(limit, unit, language), { x: PLOT.x - 6, y: y(limit) + 4 }, 'end'),
          ]),
      ...(limit !== undefined && Math.abs(y(limit) - y(peak)) < 14
        ? []
        : [small(valueWords(peak, unit, language), { x: PLOT.x - 6, y: y(peak) + 4 }, 'end')]),
      small(valueWords(0, unit, language), { x: PLOT.x - 6, y: bottom + 2 }, 'end'),
      small(stamp(from), { x: PLOT.x, y: bottom + 16 }, 'start'),
      small(stamp(to), { x: PLOT.x + PLOT.width, y: bottom + 16 }, 'end'),
      ...stretches(values).map(({ first, values: own }): Shape => ({
        kind: 'line',
        points: [
          ...own.map((value, index): [number, number] => [
            PLOT.x + (first + index + 0.5) * step,
            y(value),
          ]),
          // A single step would be a point without extent.
          ...(own.length === 1
            ? [[PLOT.x + (first + 1) * step, y(own[0] ?? 0)] as [number, number]]
            : []),
        ],
        stroke: '#1656a8',
        width: 1.5,
      })),
      ...marks,
    ],
  }
}

/** Runs of known values between the gaps. */
function stretches(values: readonly (number | null)[]): { first: number; values: number[] }[] {
  const found: { first: number; values: number[] }[] = []
  for (const [index, value] of values.entries()) {
    if (value === null) continue
    const last = found.at(-1)
    if (last && last.first + last.values.length === index) last.values.push(value)
    else found.push({ first: index, values: [value] })
  }
  return found
}
