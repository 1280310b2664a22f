import { z } from 'zod'
import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handlers } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { tableOf } from '../../../log/shape.ts'
import { labels, nameOf, parsedJson, typeOf } from '../../../records/view.ts'
import { whereOf } from '../../../records/where.ts'
import { alertView } from './alert-view.ts'
import {
  alertOf,
  allMonitors,
  alertState,
  monitorIfAny,
  raisedAlerts,
  windowsIn,
  type AlertRow,
} from './rows.ts'

type Query = ParsedInputOf<'alert.list'>

/** Beyond this a list says what it says of the newest. */
const MOST = 10_000
const EARLIER = 20

/** The one list of alerts, and one alert with all that is known of it. */
export const alertListHandlers: Handlers = {
  'alert.list': (context, query) => {
    const { workspace } = context
    const now = context.now()
    const found = selected(context, query)
      .flatMap((id) => workspace.log.row('alert', id) ?? [])
      .map(alertOf)
      .filter((alert) => query.states?.includes(alertState(alert, now)) ?? true)
    const sorted = query.sort === 'gravity' ? found.toSorted(byGravity(now)) : found
    const from = query.after === undefined ? 0 : readCursor(query.after)
    const shown = sorted.slice(from, from + query.limit)
    const around = {
      windows: windowsIn(workspace, now, now + 1),
      grouped: groupedUnder(context),
      trend: query.trend,
    }
    const raised = raisedAlerts(workspace).map((alert) => alertState(alert, now))
    const count = (state: string) => raised.filter((one) => one === state).length
    return ok({
      alerts: shown.map((alert) => alertView(context, alert, around)),
      next: from + shown.length < sorted.length ? writeCursor(from + shown.length) : null,
      total: sorted.length,
      counts: {
        open: count('open'),
        acknowledged: count('acknowledged'),
        snoozed: count('snoozed'),
      },
    })
  },

  'alert.get': (context, { id }) => {
    const { workspace } = context
    const alert = alertFor(context, id)
    const now = context.now()
    const around = {
      windows: windowsIn(workspace, now, now + 1),
      grouped: groupedUnder(context),
      trend: 60,
    }
    return ok({
      ...alertView(context, alert, around),
      notes: notesOf(context, id),
      members: labels(context, idsWhere(context, 'alert', '"group" = ?', [id])),
      earlier: idsWhere(
        context,
        'alert',
        `"monitor" = ? AND "rule" = ? AND "raisedAt" < ? ORDER BY "raisedAt" DESC LIMIT ${EARLIER}`,
        [alert.monitor, alert.rule, alert.raisedAt],
      ).flatMap(({ id: other }) => {
        const row = workspace.log.row('alert', other)
        if (row === undefined) return []
        const { number, raisedAt, clearedAt } = alertOf(row)
        return [{ id: other, number, raisedAt, ...(clearedAt === undefined ? {} : { clearedAt }) }]
      }),
    })
  },

  'alert.pending': (context) => {
    const open = raisedAlerts(context.workspace).filter(
      (alert) => alertState(alert, context.now()) === 'open',
    )
    const of = (severity: string) => open.filter((alert) => alert.severity === severity).length
    return ok({
      crit: of('crit'),
      warn: of('warn'),
      notice: of('notice'),
      newest: open.at(-1)?.raisedAt ?? null,
    })
  },

  'alert.statistics': (context, { from, to }) => {
    const { workspace } = context
    const raised = idsWhere(context, 'alert', '"raisedAt" >= ? AND "raisedAt" < ?', [from, to])
      .flatMap(({ id }) => workspace.log.row('alert', id) ?? [])
      .map(alertOf)
    const real = raised.filter(({ classification = 'real' }) => classification === 'real')
    const of = (severity: string) => raised.filter((alert) => alert.severity === severity).length
    const byMonitor = Map.groupBy(raised, ({ monitor }) => monitor)
    return ok({
      raised: raised.length,
      bySeverity: { crit: of('crit'), warn: of('warn'), notice: of('notice') },
      acknowledged: raised.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length,
      mtta: mean(real.map((alert) => (alert.acknowledgedAt ?? NaN) - alert.raisedAt)),
      mttr: mean(real.map((alert) => (alert.clearedAt ?? NaN) - alert.raisedAt)),
      falseAlarms: raised.filter(({ classification }) => classification === 'falseAlarm').length,
      maintenance: raised.filter(({ classification }) => classification === 'maintenance').length,
      topMonitors: [...byMonitor]
        .map(([id, alerts]) => ({
          id,
          name: monitorIfAny(workspace, id)?.name ?? '',
          count: alerts.length,
        }))
        .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, 10),
    })
  },
}

function mean(values: readonly number[]): number | null {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** An alert that is there. Throws CoreError notFound. */
export function alertFor(context: Context, id: string): AlertRow {
  const row = context.workspace.log.row('alert', id)
  if (row === undefined || row.level > context.session.clearance) throw new CoreError('notFound')
  return alertOf(row)
}

function idsWhere(
  { workspace }: Context,
  type: string,
  condition: string,
  given: readonly (string | number)[],
): { type: string; id: string }[] {
  return workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type)} WHERE _deleted = 0 AND ${condition}`,
    )
    .all(...given)
    .map(({ id }) => ({ type, id }))
}

function groupedUnder({ workspace }: Context): ReadonlyMap<string, number> {
  const rows = workspace.db
    .prepare<[], { head: string; count: number }>(
      `SELECT "group" AS head, count(*) AS count FROM ${tableOf('alert')} WHERE "group" IS NOT NULL AND _deleted = 0 GROUP BY 1`,
    )
    .all()
  return new Map(rows.map(({ head, count }) => [head, count]))
}

const notesOf = (context: Context, id: string) =>
  idsWhere(context, 'comment', 'target = ? ORDER BY id', [id]).flatMap(({ id: note }) => {
    const row = context.workspace.log.row('comment', note)
    if (row === undefined || row.level > context.session.clearance) return []
    return [
      {
        id: note,
        at: hlcToMs(row.created),
        person: row.createdBy,
        name: nameOf(context, row.createdBy),
        text: String(row.fields['text'] ?? ''),
      },
    ]
  })

/** Wanting an answer first, then the gravest, then the newest. */
const byGravity =
  (now: number) =>
  (a: AlertRow, b: AlertRow): number =>
    STATES.indexOf(alertState(a, now)) - STATES.indexOf(alertState(b, now)) ||
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
    b.raisedAt - a.raisedAt ||
    (a.id < b.id ? -1 : 1)
const STATES: readonly string[] = ['open', 'acknowledged', 'snoozed', 'cleared']
const GRAVITY: readonly string[] = ['crit', 'warn', 'notice']

const cursor = z.int().min(0).max(MOST)
function readCursor(text: string): number {
  const parsed = cursor.safeParse(parsedJson(text))
  if (!parsed.success) throw new CoreError('invalidInput', { issues: 'after' })
  return parsed.data
}
const writeCursor = (at: number): string => JSON.stringify(at)

const onlyRaised = ({ states }: Query): boolean =>
  states !== undefined && !states.includes('cleared')

const equal = (field: string, value: string | readonly string[] | undefined) =>
  value === undefined ? [] : [{ field, op: 'any' as const, value }]

function monitorsOf(context: Context, { monitor, item }: Query): readonly string[] | undefined {
  if (item === undefined) return monitor === undefined ? undefined : [monitor]
  return allMonitors(context.workspace)
    .filter(({ id, items }) => items.includes(item) && (monitor === undefined || id === monitor))
    .map(({ id }) => id)
}

/** Ids that the conditions on fields leave, in order. */
function selected(context: Context, query: Query): string[] {
  const where = whereOf(context, typeOf(context, 'alert'), {
    where: [
      ...equal('severity', query.severities),
      ...equal('monitor', monitorsOf(context, query)),
      ...equal('assignee', query.assignee),
      ...equal('classification', query.classification),
      ...(query.openActions === true ? equal('action', 'open') : []),
      ...(query.from === undefined
        ? []
        : [{ field: 'raisedAt', op: 'after' as const, value: query.from - 1 }]),
      ...(query.to === undefined
        ? []
        : [{ field: 'raisedAt', op: 'before' as const, value: query.to }]),
      ...(onlyRaised(query) ? [{ field: 'clearedAt', op: 'empty' as const }] : []),
    ],
    ...(query.text === undefined ? {} : { text: query.text }),
  })
  const column = query.sort === 'title' || query.sort === 'clearedAt' ? query.sort : 'raisedAt'
  const direction = (query.descending ?? column !== 'title') ? 'DESC' : 'ASC'
  return context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf('alert')} WHERE ${where.sql} ORDER BY "${column}" ${direction}, id ${direction} LIMIT ${MOST}`,
    )
    .all(...where.values)
    .map(({ id }) => id)
}
