import type { CheckItem, CheckLimit } from '../../../../../contract/checklist-body.ts'

/** Where a reading is normal, and where it becomes critical; a side without a limit is open. */
export interface Bands {
  readonly warnLow?: number
  readonly warnHigh?: number
  readonly alarmLow?: number
  readonly alarmHigh?: number
  /** The innermost limits: between them it is normal. */
  readonly low?: number
  readonly high?: number
}

const given = <K extends string>(key: K, value: number): { [key in K]?: number } =>
  (Number.isFinite(value) ? { [key]: value } : {}) as { [key in K]?: number }

export function bandsOf(limits: readonly CheckLimit[]): Bands {
  const values = (side: CheckLimit['side'], level?: CheckLimit['level']): number[] =>
    limits
      .filter((limit) => limit.side === side && (level === undefined || limit.level === level))
      .map(({ value }) => value)
  return {
    ...given('warnLow', Math.max(...values('low', 'warn'))),
    ...given('warnHigh', Math.min(...values('high', 'warn'))),
    ...given('alarmLow', Math.max(...values('low', 'alarm'))),
    ...given('alarmHigh', Math.min(...values('high', 'alarm'))),
    ...given('low', Math.max(...values('low'))),
    ...given('high', Math.min(...values('high'))),
  }
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A limit bar: everything in the units of its own width. */
export interface Gauge {
  readonly normal: Stretch
  /** Not critical: the normal stretch and the warnings beside it. */
  readonly tolerable: Stretch
  readonly edges: readonly number[]
  readonly previous?: number
  readonly point?: number
}

const PAD = 0.2

/** How much of the scale an open side takes. */
function scaleOf(item: CheckItem, shown: readonly number[]): readonly [number, number] {
  const limits = (item.limits ?? []).map(({ value }) => value)
  const { low, high } = bandsOf(item.limits ?? [])
  const least = Math.min(...limits)
  const most = Math.max(...limits)
  if (low !== undefined && high !== undefined) {
    const pad = (most - least || Math.abs(most) || 1) * PAD
    return [least - pad, most + pad]
  }
  if (high !== undefined) {
    const floor = Math.min(0, item.range?.min ?? 0, ...shown)
    return [floor, most + (most - floor || 1) * PAD]
  }
  const ceiling = Math.max(item.range?.max ?? -Infinity, least + (Math.abs(least) || 1), ...shown)
  return [least - (ceiling - least) * PAD, ceiling]
}

/** Geometry of a number's limit bar; undefined when it has no limits. Readings off the scale stand at its end. */
export function gaugeOf(
  item: CheckItem,
  reading: number | undefined,
  previous: number | undefined,
  width: number,
): Gauge | undefined {
  const limits = item.limits ?? []
  if (limits.length === 0) return undefined
  const bands = bandsOf(limits)
  const [from, to] = scaleOf(
    item,
    [reading, previous].filter((value) => value !== undefined),
  )
  const x = (value: number): number => {
    const part = Math.min(1, Math.max(0, (value - from) / (to - from)))
    return Math.round((2 + part * (width - 4)) * 10) / 10
  }
  const edge = (value: number | undefined, open: number): number =>
    value === undefined ? open : x(value)
  return {
    normal: { from: edge(bands.low, 2), to: edge(bands.high, width - 2) },
    tolerable: { from: edge(bands.alarmLow, 0), to: edge(bands.alarmHigh, width) },
    edges: [bands.low, bands.high].flatMap((value) => (value === undefined ? [] : [x(value)])),
    ...(previous === undefined ? {} : { previous: x(previous) }),
    ...(reading === undefined ? {} : { point: x(reading) }),
  }
}
