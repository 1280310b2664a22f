import { metricInfo, metricParts } from '../../../../contract/metrics.ts'
import type { BlindInterval } from '../../../../contract/monitors.ts'
import { ok } from '../../../../contract/result.ts'
import type { Context, Handlers } from '../../../feature.ts'
import type { Bucket } from '../store/shapes.ts'
import { watchOf } from '../watch.ts'
import { availabilityOf, joined, type Span } from './availability.ts'
import { monitorFor } from './monitors.ts'
import { alertsIn, allMonitors, endOf, isIn, windowsIn, type MonitorRow } from './rows.ts'
import { maintenanceOf, surroundings } from './status.ts'

/** Steps of the roll-ups that stay longer than single values. */
export const COARSER_MS = [60_000, 3_600_000]

/** Values over time, and what is known of a time. */
export const seriesHandlers: Handlers = {
  'monitor.series': (context, { monitor: id, metric, from, to, width }) => {
    const monitor = monitorFor(context, id)
    const watch = watchOf(context)
    let step = Math.max(1, Math.ceil((to - from) / width))
    let buckets = watch.buckets(id, metric, from, to, step)
    // Single values may be gone, or were never here: what stands in the roll-ups is shown then.
    for (const coarser of COARSER_MS.filter((size) => size > step)) {
      if (buckets.length > 0) break
      step = coarser
      buckets = watch.buckets(id, metric, from, to, step)
    }
    const gaps = gapsOf(
      buckets,
      { from, to: Math.min(to, context.now()) },
      Math.max(step, monitor.interval * 1_000 * PROBES_OF_A_GAP),
    )
    return ok({
      metric,
      unit: metricInfo(metric).unit,
      step,
      at: buckets.map(({ at }) => at),
      mean: buckets.map(({ sum, count }) => sum / count),
      min: buckets.map(({ min }) => min),
      max: buckets.map(({ max }) => max),
      gaps,
      coverage: Math.min(1, buckets.reduce((sum, { known }) => sum + known, 0) / (to - from)),
      limits: monitor.rules.flatMap((rule) =>
        rule.kind === 'threshold' &&
        (rule.metric === metric || rule.metric === metricParts(metric).name)
          ? [{ side: rule.side, value: rule.raise, severity: rule.severity }]
          : [],
      ),
    })
  },

  'monitor.availability': (context, { monitors, from, to, bounds }) => {
    const wanted =
      monitors === undefined
        ? allMonitors(context.workspace)
        : monitors.map((id) => monitorFor(context, id))
    const inside = (bounds ?? []).filter((bound) => bound > from && bound < to)
    const edges = [...new Set([from, ...inside, to])].toSorted((a, b) => a - b)
    const parts = edges
      .slice(0, -1)
      .map((edge, index) => ({ from: edge, to: edges[index + 1] ?? to }))
    return ok({
      monitors: wanted.map((monitor) => {
        const stretches = watchOf(context).states(monitor.id, from, to)
        const planned = plannedFor(context, monitor, from, to)
        return {
          id: monitor.id,
          name: monitor.name,
          total: availabilityOf({ from, to }, stretches, planned),
          parts:
            bounds === undefined
              ? []
              : parts.map((part) => ({ ...part, ...availabilityOf(part, stretches, planned) })),
        }
      }),
    })
  },

  'monitor.history': (context, { monitor: id, from, to }) =>
    ok({ stretches: historyOf(context, monitorFor(context, id), from, to) }),

  'monitor.collector': (context, { from, to }) => {
    const watch = watchOf(context)
    const around = surroundings(context)
    const counts = { up: 0, down: 0, unknown: 0, off: 0, maintenance: 0 }
    for (const monitor of allMonitors(context.workspace)) {
      if (maintenanceOf(around.windows, monitor) !== undefined) counts.maintenance++
      else counts[monitor.enabled ? watch.seen(monitor.id).state : 'off']++
    }
    const blind = watch.blind(from, to)
    return ok({
      running: watch.running,
      counts,
      blind: blind.map((one): BlindInterval => ({
        ...one,
        from: Math.max(one.from, from),
        to: Math.min(one.to, to),
      })),
      blindMs: joined(blind, from, to).reduce((sum, span) => sum + span.to - span.from, 0),
    })
  },

  'monitor.settings': (context) =>
    ok({ ...watchOf(context).retention, bytes: watchOf(context).bytes }),
}

/** So many probes in a row that are missing are a gap. */
const PROBES_OF_A_GAP = 2.5

/** Stretches longer than a step in which no values stand. */
function gapsOf(buckets: readonly Bucket[], { from, to }: Span, least: number): Span[] {
  const gaps: Span[] = []
  let end = from
  for (const { at, known } of buckets) {
    if (at - end > least) gaps.push({ from: end, to: at })
    end = at + known
  }
  if (to - end > least) gaps.push({ from: end, to })
  return gaps
}

/** Planned time of a monitor: its windows, and alerts that turned out to be maintenance. */
export function plannedFor(
  { workspace, now }: Context,
  monitor: MonitorRow,
  from: number,
  to: number,
): Span[] {
  const windows = windowsIn(workspace, from, to).filter((window) => isIn(window, monitor))
  const reclassified = alertsIn(workspace, from, to).filter(
    ({ monitor: id, classification }) => id === monitor.id && classification === 'maintenance',
  )
  return [
    ...windows.map((window) => ({ from: window.from, to: endOf(window) })),
    ...reclassified.map(({ raisedAt, clearedAt }) => ({ from: raisedAt, to: clearedAt ?? now() })),
  ]
}

export type Stretch = Span & { tone: 'ok' | 'notice' | 'warn' | 'crit' | 'unknown' | 'maint' }

/** What a monitor's ribbon shows: what was known, over it alerts, over them planned time; unknown where nothing lies. */
export function historyOf(
  context: Context,
  monitor: MonitorRow,
  from: number,
  to: number,
): Stretch[] {
  const end = Math.min(to, context.now())
  const seen = watchOf(context)
    .states(monitor.id, from, end)
    .map(({ state, ...span }): Stretch => ({
      ...span,
      tone: state === 'up' ? 'ok' : state === 'down' ? 'crit' : 'unknown',
    }))
  const alerts = alertsIn(context.workspace, from, end)
    .filter(
      ({ monitor: id, ruleKind, classification }) =>
        id === monitor.id && ruleKind !== 'state' && classification !== 'falseAlarm',
    )
    .map(({ raisedAt, clearedAt, severity }): Stretch => ({
      from: raisedAt,
      to: clearedAt ?? end,
      tone: severity,
    }))
  const planned = plannedFor(context, monitor, from, end).map((span): Stretch => ({
    ...span,
    tone: 'maint',
  }))
  return flattened([{ from, to: end, tone: 'unknown' }, ...seen, ...alerts, ...planned], from, end)
}

const ORDER: readonly Stretch['tone'][] = ['ok', 'notice', 'warn', 'crit', 'maint']

/** One tone at each time: maintenance over the gravest; unknown only where nothing else lies. */
export function flattened(stretches: readonly Stretch[], from: number, to: number): Stretch[] {
  const edges = [
    ...new Set(stretches.flatMap((one) => [Math.max(one.from, from), Math.min(one.to, to)])),
  ]
    .filter((edge) => edge >= from && edge <= to)
    .toSorted((a, b) => a - b)
  const flat: Stretch[] = []
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const stop = edges[index + 1] ?? to
    const tone = stretches
      .filter((one) => one.from <= start && one.to >= stop)
      .map((one) => one.tone)
      .reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'unknown')
    const last = flat.at(-1)
    if (last?.tone === tone && last.to === start) flat[flat.length - 1] = { ...last, to: stop }
    else flat.push({ from: start, to: stop, tone })
  }
  return flat
}
