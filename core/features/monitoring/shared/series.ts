import { metricInfo, metricParts } from '../../../../contract/metrics.ts'
import type { Context, Period, Series, SeriesAsked } from '../../../feature.ts'
import { monitorIfAny, type MonitorRow } from '../records/rows.ts'
import { watchOf } from '../watch.ts'
import { COARSER_MS } from '../records/series.ts'
import type { Bucket } from '../store/shapes.ts'
import { nameOfMetric } from './readings.ts'

/** What this device's monitors measured over a period, for pictures beside other records. */
export function monitoringSeries(
  context: Context,
  { monitor, metric: asked, from, to, points }: SeriesAsked,
): Series | undefined {
  const row = monitorIfAny(context.workspace, monitor)
  const metric = row && (asked ?? firstMetric(context, row))
  if (!row || metric === undefined || to <= from) return undefined
  const step = (to - from) / points
  const values = Array.from<number | null>({ length: points }).fill(null)
  for (const { at, sum, count, known } of bucketsOf(context, { monitor, metric, from, to, step })) {
    const first = Math.floor((at - from) / step)
    // A value counts for as long as it was watched, which may be several steps.
    const last = Math.max(first + 1, Math.ceil((at + known - from) / step))
    if (count > 0 && first >= 0)
      values.fill(Number((sum / count).toPrecision(4)), first, Math.min(last, points))
  }
  if (values.every((value) => value === null)) return undefined
  const limit = limitOf(row, metric)
  return {
    name: row.name,
    metric,
    label: nameOfMetric(metric),
    unit: metricInfo(metric).unit,
    values,
    ...(limit === undefined ? {} : { limit }),
  }
}

/** In steps as asked; where single values are gone already, as coarse as they still stand. */
function bucketsOf(
  context: Context,
  { monitor, metric, from, to, step }: Period & { monitor: string; metric: string; step: number },
): readonly Bucket[] {
  for (const size of [step, ...COARSER_MS.filter((coarser) => coarser > step)]) {
    const found = watchOf(context).buckets(monitor, metric, from, to, size)
    if (found.length > 0) return found
  }
  return []
}

const limitOf = ({ rules }: MonitorRow, metric: string): number | undefined =>
  rules.flatMap((rule) =>
    rule.kind === 'threshold' && [metric, metricParts(metric).name].includes(rule.metric)
      ? [rule.raise]
      : [],
  )[0]

/** What it is judged by, else how fast it answers, else whatever it measures. */
function firstMetric(context: Context, row: MonitorRow): string | undefined {
  const known = watchOf(context).metricsOf(row.id)
  const judged = row.rules.flatMap((rule) => (rule.kind === 'threshold' ? [rule.metric] : []))
  return (
    judged
      .flatMap((name) =>
        known.filter((metric) => metricParts(metric).name === name || metric === name),
      )
      .at(0) ??
    known.find((metric) => metric === 'time') ??
    known[0]
  )
}
