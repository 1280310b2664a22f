import { metricParts } from '../../../../contract/metrics.ts'
import { SEVERITIES } from '../../../../contract/monitoring.ts'
import type { MonitorStatus, MonitorView } from '../../../../contract/monitors.ts'
import type { Context } from '../../../feature.ts'
import { watchOf } from '../watch.ts'
import {
  alertState,
  endOf,
  isIn,
  raisedAlerts,
  windowsIn,
  type AlertRow,
  type MonitorRow,
  type WindowRow,
} from './rows.ts'

/** What lists of monitors need of the records beside them, read once. */
export interface Surroundings {
  readonly alerts: ReadonlyMap<string, readonly AlertRow[]>
  readonly windows: readonly WindowRow[]
}

export function surroundings({ workspace, now }: Pick<Context, 'workspace' | 'now'>): Surroundings {
  return {
    alerts: Map.groupBy(raisedAlerts(workspace), ({ monitor }) => monitor),
    windows: windowsIn(workspace, now(), now() + 1),
  }
}

/** End of the window that is on for a monitor. */
export const maintenanceOf = (
  windows: readonly WindowRow[],
  monitor: Pick<MonitorRow, 'id' | 'tags'>,
): number | undefined =>
  windows
    .filter((window) => isIn(window, monitor))
    .reduce<number | undefined>((latest, window) => Math.max(latest ?? 0, endOf(window)), undefined)

/** Metrics by how much they tell of a monitor. */
const TELLING = ['cpu', 'time', 'process.cpu', 'matches', 'disk.used', 'memory', 'count', 'status']

/** The metric by which a monitor is shown in one line: what is wrong, else the one its first threshold judges, else what tells most. */
export function headlineOf(
  monitor: MonitorRow,
  metrics: readonly string[],
  wrong: readonly string[] = [],
): string | undefined {
  const judged = monitor.rules.flatMap((rule) => (rule.kind === 'threshold' ? [rule.metric] : []))
  const names = [...wrong, ...judged.slice(0, 1), ...TELLING]
  for (const name of names) {
    const found = metrics.find((metric) => metric === name || metricParts(metric).name === name)
    if (found !== undefined) return found
  }
  return metrics[0]
}

export function statusOf(
  context: Context,
  monitor: MonitorRow,
  { alerts, windows }: Surroundings,
): MonitorStatus {
  const watch = watchOf(context)
  const { state, samples, ...seen } = watch.seen(monitor.id)
  const own = alerts.get(monitor.id) ?? []
  const severity = SEVERITIES.find((one) => own.some((alert) => alert.severity === one))
  const until = maintenanceOf(windows, monitor)
  const above = watch.heldBackBy(monitor.id)
  return {
    state: monitor.enabled ? state : 'off',
    ...seen,
    samples: [...samples],
    alerts: own.length,
    ...(severity === undefined ? {} : { severity }),
    unacknowledged: own.filter((alert) => alertState(alert, context.now()) === 'open').length,
    ...(until === undefined ? {} : { maintenanceUntil: until }),
    ...(above === undefined ? {} : { heldBackBy: above }),
  }
}

/** A monitor as the interface gets it; undefined for a kind that this program does not know. */
export function monitorView(
  context: Context,
  monitor: MonitorRow,
  around: Surroundings,
  trend?: number,
): MonitorView | undefined {
  const { target, row } = monitor
  if (target === undefined) return undefined
  const { workspace } = context
  const status = statusOf(context, monitor, around)
  const device = monitor.device ?? workspace.device.record
  const headline = headlineOf(
    monitor,
    status.samples.map(({ metric }) => metric),
    (around.alerts.get(monitor.id) ?? [])
      .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
      .flatMap(({ metric }) => metric ?? []),
  )
  return {
    id: monitor.id,
    name: monitor.name,
    target,
    interval: monitor.interval,
    timeout: monitor.timeout,
    rules: [...monitor.rules],
    items: monitor.items,
    tags: monitor.tags,
    enabled: monitor.enabled,
    device,
    deviceName: String(workspace.log.row('device', device)?.fields['name'] ?? ''),
    here: device === workspace.device.record,
    seenHeads: JSON.stringify(row.heads),
    status,
    ...(monitor.parent === undefined ? {} : { parent: monitor.parent }),
    ...(monitor.post === undefined ? {} : { post: monitor.post }),
    ...(monitor.zone === undefined ? {} : { zone: monitor.zone }),
    ...(monitor.notes === undefined ? {} : { notes: monitor.notes }),
    ...(headline === undefined ? {} : { headline }),
    ...(headline === undefined || trend === undefined
      ? {}
      : { trend: watchOf(context).trend(monitor.id, headline, trend) }),
  }
}
