import type { Concern } from '../../../../contract/duty.ts'
import { PROBE_REASONS } from '../../../../contract/monitoring-reasons.ts'
import type { Context } from '../../../feature.ts'
import { nameOf } from '../../../records/view.ts'
import { present } from '../records/alert-view.ts'
import {
  alertState,
  allMonitors,
  monitorIfAny,
  raisedAlerts,
  type AlertRow,
  type MonitorRow,
} from '../records/rows.ts'
import { maintenanceOf, surroundings } from '../records/status.ts'
import { say } from '../texts.ts'
import { watchOf } from '../watch.ts'

const SOURCE = 'monitoring'
/** Points of a small trend on the desk. */
const TREND = 40
/** So many intervals without anything known are told. */
const SILENT_PROBES = 3

/** Alerts that stand, monitors of which nothing is known, and those in maintenance. */
export function monitoringConcerns(context: Context): Concern[] {
  const around = surroundings(context)
  const raised = raisedAlerts(context.workspace)
  const monitors = allMonitors(context.workspace).filter(({ enabled }) => enabled)
  const inMaintenance = new Map(
    monitors.flatMap((monitor): [string, number][] => {
      const until = maintenanceOf(around.windows, monitor)
      return until === undefined ? [] : [[monitor.id, until]]
    }),
  )
  const alerted = new Set(raised.map(({ monitor }) => monitor))
  return [
    ...raised
      .filter(({ group, monitor }) => group === undefined && !inMaintenance.has(monitor))
      .map((alert) => ofAlert(context, alert)),
    ...monitors.flatMap((monitor) => {
      const until = inMaintenance.get(monitor.id)
      if (until !== undefined) return [ofMaintenance(context, monitor, around.windows, until)]
      return alerted.has(monitor.id) ? [] : ofSilence(context, monitor)
    }),
  ]
}

function ofAlert(context: Context, alert: AlertRow): Concern {
  const { language } = context.session
  const watch = watchOf(context)
  const now = context.now()
  const state = alertState(alert, now)
  const current = watch.seen(alert.monitor).samples.find(({ metric }) => metric === alert.metric)
  const words =
    alert.ruleKind === 'state'
      ? say(language, 'down')
      : alert.ruleKind === 'matches'
        ? say(language, 'matches', { count: alert.value ?? 1 })
        : undefined
  const by = state === 'snoozed' ? alert.snoozedBy : alert.acknowledgedBy
  return {
    key: `alert/${alert.id}`,
    source: SOURCE,
    tone: alert.severity,
    title: alert.title,
    since: alert.raisedAt,
    state: state === 'cleared' ? 'acknowledged' : state,
    acts: ['acknowledge', 'snooze', 'declare'],
    record: { type: 'alert', id: alert.id },
    path: `/alerts/${alert.id}`,
    ...present({
      detail: alert.context?.split('\n', 1)[0],
      words,
      value: words === undefined ? (current?.value ?? alert.value) : undefined,
      limit: words === undefined ? alert.limit : undefined,
      unit: alert.unit === '' ? undefined : alert.unit,
      trend:
        alert.metric === undefined ? undefined : watch.trend(alert.monitor, alert.metric, TREND),
      by: by === undefined ? undefined : nameOf(context, by),
      until: state === 'snoozed' ? alert.snoozedUntil : undefined,
    }),
  }
}

function ofMaintenance(
  context: Context,
  monitor: MonitorRow,
  windows: ReturnType<typeof surroundings>['windows'],
  until: number,
): Concern {
  const window = windows.find(
    ({ monitors, tags }) =>
      monitors.includes(monitor.id) || tags.some((tag) => monitor.tags.includes(tag)),
  )
  return {
    key: `maintenance/${monitor.id}`,
    source: SOURCE,
    tone: 'maint',
    title: monitor.name,
    detail: window?.title ?? say(context.session.language, 'maintenance'),
    since: window?.from ?? context.now(),
    state: 'maintenance',
    until,
    acts: ['open'],
    record: { type: 'monitor', id: monitor.id },
    path: `/monitors/${monitor.id}`,
  }
}

/** A monitor of this device that has been unknown for some probes, and of which no rule says anything. */
function ofSilence(context: Context, monitor: MonitorRow): Concern[] {
  const watch = watchOf(context)
  if (!watch.running || monitor.device !== context.workspace.device.record) return []
  const seen = watch.seen(monitor.id)
  const now = context.now()
  if (seen.state !== 'unknown' || seen.since === undefined) return []
  if (now - seen.since < SILENT_PROBES * monitor.interval * 1_000) return []
  if (monitorIfAny(context.workspace, watch.heldBackBy(monitor.id))) return []
  const { language } = context.session
  return [
    {
      key: `unknown/${monitor.id}`,
      source: SOURCE,
      tone: 'unknown',
      title: monitor.name,
      detail:
        seen.reason === undefined ? say(language, 'gone') : PROBE_REASONS[seen.reason][language],
      words: say(language, 'noData'),
      since: seen.since,
      state: 'unknown',
      acts: ['open'],
      record: { type: 'monitor', id: monitor.id },
      path: `/monitors/${monitor.id}`,
    },
  ]
}
