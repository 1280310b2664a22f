export interface Figure {
  readonly what: string
  /** What was measured, with its unit. */
  readonly measured: string
  /** What it is held against, measured in the same run. */
  readonly baseline: string
  /** The figure itself: a ratio, or the measured number where the target is absolute. */
  readonly value: number
  readonly unit: string
  /** The best value is `most` at most, or `least` at least. */
  readonly target: { readonly most: number } | { readonly least: number }
}

const digits = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)

const limitOf = (target: Figure['target']): string =>
  'most' in target ? `<= ${digits(target.most)}` : `>= ${digits(target.least)}`

export const isMet = ({ value, target }: Figure): boolean =>
  'most' in target ? value <= target.most : value >= target.least

export const show = (value: number, unit: string): string =>
  `${digits(value)}${unit.startsWith('x') || unit === '%' ? '' : ' '}${unit}`

/** One line of the table on the terminal. */
export const line = (figure: Figure): string =>
  [
    isMet(figure) ? 'ok  ' : 'MISS',
    figure.what.padEnd(46),
    show(figure.value, figure.unit).padStart(14),
    limitOf(figure.target).padStart(11),
    `  ${figure.measured}${figure.baseline === '' ? '' : ` against ${figure.baseline}`}`,
  ].join(' ')

export function percentiles(milliseconds: readonly number[]): {
  readonly p50: number
  readonly p95: number
} {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
