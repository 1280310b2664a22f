import { metricInfo, metricParts } from '../../../../contract/metrics.ts'
import type { Text } from '../../../../contract/text.ts'
import type { Context, Reading, ReadingAsked } from '../../../feature.ts'
import { monitorIfAny } from '../records/rows.ts'
import { watchOf } from '../watch.ts'

/** So far back a sample at a moment is looked for. */
const LOOKED_BACK_MS = 30 * 60_000

/** What this device's monitors measured, for the features that name them. */
export function monitoringReadings(
  context: Context,
  asked: readonly ReadingAsked[],
): (Reading | undefined)[] {
  return asked.map(({ monitor, metric, at }) => {
    const row = monitorIfAny(context.workspace, monitor)
    if (!row) return undefined
    const sample =
      at === undefined ? newest(context, monitor, metric) : atMoment(context, monitor, metric, at)
    return { name: row.name, metric: nameOfMetric(metric), ...(sample ? { sample } : {}) }
  })
}

function newest(context: Context, monitor: string, metric: string): Reading['sample'] {
  const { state, samples } = watchOf(context).seen(monitor)
  return state === 'unknown' ? undefined : samples.find((one) => one.metric === metric)
}

/** The raw sample that was the newest at a moment. */
function atMoment(
  context: Context,
  monitor: string,
  metric: string,
  at: number,
): Reading['sample'] {
  const found = watchOf(context).buckets(monitor, metric, at - LOOKED_BACK_MS, at + 1, 1)
  const last = found.at(-1)
  return last && { value: last.sum / last.count, at: last.at }
}

/** A metric with its instance, as people read it. */
export function nameOfMetric(metric: string): Text {
  const { label } = metricInfo(metric)
  const { instance } = metricParts(metric)
  const named = (text: string): string => (instance === '' ? text : `${text} ${instance}`)
  return { 'zh-CN': named(label['zh-CN']), en: named(label.en) }
}
