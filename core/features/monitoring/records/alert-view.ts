import type { AlertView } from '../../../../contract/alerts.ts'
import type { Context } from '../../../feature.ts'
import { labels, nameOf } from '../../../records/view.ts'
import { watchOf } from '../watch.ts'
import { alertState, monitorIfAny, type AlertRow, type WindowRow } from './rows.ts'
import { maintenanceOf } from './status.ts'

/** What a list of alerts needs beside the records, read once. */
export interface AlertSurroundings {
  readonly windows: readonly WindowRow[]
  /** How many alerts are grouped under one. */
  readonly grouped: ReadonlyMap<string, number>
  readonly trend?: number | undefined
}

export function alertView(context: Context, alert: AlertRow, around: AlertSurroundings): AlertView {
  const now = context.now()
  const watch = watchOf(context)
  const monitor = monitorIfAny(context.workspace, alert.monitor)
  const stands = alert.clearedAt === undefined
  const current = stands
    ? watch.seen(alert.monitor).samples.find(({ metric }) => metric === alert.metric)?.value
    : undefined
  const until = monitor && stands ? maintenanceOf(around.windows, monitor) : undefined
  const trend =
    stands && around.trend !== undefined && alert.metric !== undefined
      ? watch.trend(alert.monitor, alert.metric, around.trend)
      : undefined
  return {
    id: alert.id,
    number: alert.number,
    monitor: alert.monitor,
    monitorName: monitor?.name ?? '',
    rule: alert.rule,
    ruleKind: alert.ruleKind,
    instance: alert.instance,
    title: alert.title,
    severity: alert.severity,
    state: alertState(alert, now),
    unit: alert.unit,
    raisedAt: alert.raisedAt,
    grouped: around.grouped.get(alert.id) ?? 0,
    links: labels(context, alert.links),
    ...watch.repeats(alert.id),
    ...present({
      metric: alert.metric,
      value: alert.value,
      limit: alert.limit,
      worst: alert.worst ?? (stands ? watch.worst(alert.id) : undefined),
      current,
      clearedAt: alert.clearedAt,
      clearedBy: alert.clearedBy,
      context: alert.context,
      advice: alert.advice,
      group: alert.group,
      maintenanceUntil: until,
      trend,
      assignee: named(context, alert.assignee),
      acknowledged: said(context, alert.acknowledgedBy, alert.acknowledgedAt, {
        reason: alert.acknowledgeReason,
      }),
      snoozed:
        alert.snoozedUntil === undefined
          ? undefined
          : said(context, alert.snoozedBy, alert.snoozedAt, {
              until: alert.snoozedUntil,
              reason: alert.snoozeReason,
            }),
      classification:
        alert.classification === undefined
          ? undefined
          : said(context, alert.classifiedBy, alert.classifiedAt, {
              as: alert.classification,
              reason: alert.classificationReason,
            }),
      action: actionOf(context, alert),
    }),
  }
}

const named = (context: Context, person: string | undefined) =>
  person === undefined ? undefined : { person, name: nameOf(context, person) }

/** Who said something of it and when, with what he said. */
function said<T extends object>(
  context: Context,
  person: string | undefined,
  at: number | undefined,
  what: T,
): (T & { person: string; name: string; at: number }) | undefined {
  return person === undefined || at === undefined
    ? undefined
    : { person, name: nameOf(context, person), at, ...what }
}

function actionOf(context: Context, alert: AlertRow): AlertView['action'] {
  if (alert.action === undefined) return undefined
  return {
    state: alert.action,
    ...present({
      note: alert.actionNote,
      before: alert.actionBefore,
      after: alert.actionAfter,
      done: said(context, alert.actionBy, alert.actionAt, {}),
    }),
  }
}

/** Without what is not known. */
export const present = <T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
