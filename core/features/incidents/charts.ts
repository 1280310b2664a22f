import { z } from 'zod'
import {
  CHART_POINTS,
  metricChart,
  MOST_CHARTS,
  type MetricChart,
} from '../../../contract/incident-charts.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Context } from '../../feature.ts'
import { idsNaming } from './naming.ts'
import { belonging } from './belonging.ts'
import { text, type Incident } from './row.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The picture shows as much before the incident as it lasted, within these bounds. */
const LEAST_AROUND = 3 * MINUTE
const MOST_AROUND = 2 * HOUR
/** An incident that lasts longer is shown from its beginning. */
const LONGEST = 24 * HOUR

type Told = Pick<Incident, 'id' | 'links' | 'items' | 'at'>

/** Monitors that raised the alerts of an incident, with what the alert named, then those that watch its items. */
export function monitorsOf(
  context: Context,
  incident: Told,
): { readonly monitor: string; readonly metric?: string }[] {
  const found = new Map<string, string>()
  for (const { type, id } of belonging(context, incident)) {
    const fields = type === 'alert' ? context.workspace.log.row(type, id)?.fields : undefined
    const monitor = text(fields?.['monitor'])
    if (monitor !== '') found.set(monitor, found.get(monitor) || text(fields?.['metric']))
  }
  for (const id of idsNaming(context, 'monitor', 'items', incident.items))
    if (!found.has(id)) found.set(id, '')
  return [...found].map(([monitor, metric]) => ({ monitor, ...(metric === '' ? {} : { metric }) }))
}

/** Metrics around an incident, as this device's monitors know them. */
export function chartsNow(context: Context, incident: Told): MetricChart[] {
  const now = context.now()
  const { discovered = now, repaired, closed } = incident.at
  const end = Math.min(repaired ?? closed ?? now, discovered + LONGEST)
  const around = Math.min(MOST_AROUND, Math.max(LEAST_AROUND, end - discovered))
  const from = discovered - around
  const to = Math.min(Math.max(end + around / 2, discovered + 1), Math.max(now, discovered + 1))
  return monitorsOf(context, incident)
    .slice(0, 2 * MOST_CHARTS)
    .flatMap(({ monitor, metric }): MetricChart[] => {
      const series = context.shared.series(context, {
        monitor,
        metric,
        from,
        to,
        points: CHART_POINTS,
      })
      if (series === undefined) return []
      return [{ ...series, monitor, from, to, values: [...series.values] }]
    })
    .slice(0, MOST_CHARTS)
}

const kept = z.array(metricChart).catch([])

/** The curves as an incident keeps them: a text, so that they are sealed with it; null: there are none. */
export const keptText = (charts: readonly MetricChart[]): string | null =>
  charts.length === 0 ? null : JSON.stringify(charts)

function chartsIn(value: Json | undefined): MetricChart[] {
  try {
    return kept.parse(JSON.parse(text(value) || '[]'))
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Curves of an incident: those that this device knows, and what was kept of others. */
export function chartsOf(context: Context, incident: Incident): MetricChart[] {
  const own = chartsNow(context, incident)
  const others = chartsIn(incident.fields['charts']).filter(
    (chart) => !own.some(({ monitor }) => monitor === chart.monitor),
  )
  return [...own, ...others].slice(0, MOST_CHARTS)
}

/** The curves that an act leaves with the incident; nothing where this device knows none. */
export function chartsToKeep(
  context: Context,
  incident: Incident,
  at: Partial<Incident['at']> = {},
): Record<string, Json> {
  const charts = chartsOf(context, { ...incident, at: { ...incident.at, ...at } })
  return charts.length === 0 ? {} : { charts: keptText(charts) }
}
