import type { Availability } from '../../../../contract/monitors.ts'
import type { StateStretch } from '../store/shapes.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

/** Spans cut to a period, joined where they touch, in order. */
export function joined(spans: readonly Span[], from: number, to: number): Span[] {
  const cut = spans
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.to > span.from)
    .toSorted((a, b) => a.from - b.from)
  const all: { from: number; to: number }[] = []
  for (const span of cut) {
    const last = all.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else all.push({ ...span })
  }
  return all
}

/** The spans without what lies inside of others. Both joined. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  let rest = [...spans]
  for (const other of others)
    rest = rest.flatMap((span) =>
      other.to <= span.from || other.from >= span.to
        ? [span]
        : [
            { from: span.from, to: other.from },
            { from: other.to, to: span.to },
          ].filter(({ from, to }) => to > from),
    )
  return rest
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0)

/**
 * What is known of a period: planned time counts apart, what nobody saw is unknown, and the share is
 * of known time alone.
 */
export function availabilityOf(
  period: Span,
  stretches: readonly StateStretch[],
  planned: readonly Span[],
): Availability {
  const { from, to } = period
  const windows = joined(planned, from, to)
  const of = (state: StateStretch['state']) =>
    without(
      joined(
        stretches.filter((stretch) => stretch.state === state),
        from,
        to,
      ),
      windows,
    )
  const downs = of('down')
  const down = lengthOf(downs)
  // Where two stretches overlap, the outage counts.
  const up = lengthOf(without(of('up'), downs))
  const maintenance = lengthOf(windows)
  const unplanned = to - from - maintenance
  const known = up + down
  return {
    up,
    down,
    maintenance,
    unknown: Math.max(0, unplanned - known),
    share: known > 0 ? up / known : null,
    coverage: unplanned > 0 ? Math.min(1, known / unplanned) : 0,
    outages: downs.length,
  }
}
