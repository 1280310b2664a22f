import { z } from 'zod'
import { CLASSIFICATIONS, CLEARED_BY, type AlertState } from '../../../../contract/alerts.ts'
import { recordRef } from '../../../../contract/common.ts'
import { monitorRule, monitorTarget, SEVERITIES } from '../../../../contract/monitoring.ts'
import { FIRST_SEALED_LEVEL } from '../../../../contract/roles.ts'
import { tableOf } from '../../../log/shape.ts'
import type { RecordRow } from '../../../log/types.ts'
import type { Workspace } from '../../../workspace/workspace.ts'

/** Records of monitoring as its code works with them; what another program wrote oddly gets a harmless value. */
const text = z.string().catch('')
const id = z.string().min(1).optional().catch(undefined)
const at = z.number().optional().catch(undefined)
const number = z.number().optional().catch(undefined)
const ids = z.array(z.string()).catch([])

const monitorRow = z.object({
  name: text,
  /** Undefined for a kind that this program does not know. */
  target: monitorTarget.optional().catch(undefined),
  interval: z.int().min(1).catch(60),
  timeout: z.int().min(1).catch(10),
  rules: z.array(z.unknown()).catch([]),
  parent: id,
  post: id,
  items: ids,
  tags: ids,
  device: id,
  enabled: z.boolean().catch(false),
  zone: id,
  notes: id,
})

const alertRow = z.object({
  number: text,
  title: text,
  severity: z.enum(SEVERITIES).catch('warn'),
  monitor: text,
  rule: text,
  ruleKind: z.enum(['threshold', 'state', 'matches']).catch('threshold'),
  instance: text,
  metric: id,
  unit: text,
  value: number,
  limit: number,
  worst: number,
  raisedAt: z.number().catch(0),
  clearedAt: at,
  clearedBy: z.enum(CLEARED_BY).optional().catch(undefined),
  context: id,
  cause: id,
  acknowledgedAt: at,
  acknowledgedBy: id,
  acknowledgeReason: text,
  snoozedUntil: at,
  snoozedAt: at,
  snoozedBy: id,
  snoozeReason: text,
  assignee: id,
  group: id,
  links: z.array(recordRef).catch([]),
  classification: z.enum(CLASSIFICATIONS).optional().catch(undefined),
  classificationReason: text,
  classifiedBy: id,
  classifiedAt: at,
  advice: id,
  action: z.enum(['open', 'done']).optional().catch(undefined),
  actionNote: id,
  actionBefore: number,
  actionAfter: number,
  actionBy: id,
  actionAt: at,
})

const windowRow = z.object({
  title: text,
  from: z.number().catch(0),
  to: z.number().catch(0),
  monitors: ids,
  tags: ids,
  reason: text,
  change: id,
  by: text,
  endedAt: at,
})

type Own<T> = T & { readonly id: string; readonly row: RecordRow }
export type MonitorRow = Own<Omit<z.infer<typeof monitorRow>, 'rules'>> & {
  readonly rules: readonly z.infer<typeof monitorRule>[]
}
export type AlertRow = Own<z.infer<typeof alertRow>>
/** `work`: type of the change or upgrade that it follows from; else it was planned by itself. */
export type WindowRow = Own<z.infer<typeof windowRow>> & { readonly work?: string }
type Tools = Pick<Workspace, 'db' | 'log'>

/** Rows never change: what was read of one is read once. */
const monitors = new WeakMap<RecordRow, MonitorRow>()
const alerts = new WeakMap<RecordRow, AlertRow>()

export function monitorOf(row: RecordRow): MonitorRow {
  const known = monitors.get(row)
  if (known) return known
  const fields = monitorRow.parse(row.fields)
  const rules = fields.rules.flatMap((one) => {
    const rule = monitorRule.safeParse(one)
    return rule.success ? [rule.data] : []
  })
  const monitor = { ...fields, rules, id: row.id, row }
  monitors.set(row, monitor)
  return monitor
}
export function alertOf(row: RecordRow): AlertRow {
  const known = alerts.get(row)
  if (known) return known
  const alert = { ...alertRow.parse(row.fields), id: row.id, row }
  alerts.set(row, alert)
  return alert
}
const windowOf = (row: RecordRow): WindowRow => ({
  ...windowRow.parse(row.fields),
  id: row.id,
  row,
})

function rowsWhere(
  { db, log }: Tools,
  type: string,
  condition: string,
  values: readonly (string | number)[] = [],
): RecordRow[] {
  return db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type)} WHERE _deleted = 0 AND ${condition}`,
    )
    .all(...values)
    .flatMap(({ id: found }) => log.row(type, found) ?? [])
}

/** All monitors that are not deleted, by name. */
export const allMonitors = (workspace: Tools): MonitorRow[] =>
  rowsWhere(workspace, 'monitor', '1 ORDER BY "name", id').map(monitorOf)

export function monitorIfAny(
  workspace: Tools,
  monitor: string | undefined,
): MonitorRow | undefined {
  const row = monitor === undefined ? undefined : workspace.log.row('monitor', monitor)
  return row && monitorOf(row)
}

/** Alerts that are raised, the oldest first. */
export const raisedAlerts = (workspace: Tools): AlertRow[] =>
  rowsWhere(workspace, 'alert', '"clearedAt" IS NULL ORDER BY "raisedAt", id').map(alertOf)

/** Alerts that stood at some time in a period. */
export const alertsIn = (workspace: Tools, from: number, to: number): AlertRow[] =>
  rowsWhere(
    workspace,
    'alert',
    '"raisedAt" < ? AND ("clearedAt" IS NULL OR "clearedAt" > ?) ORDER BY "raisedAt", id',
    [to, from],
  ).map(alertOf)

/** Alerts of which the advice waits to be followed. */
export const openActions = (workspace: Tools): AlertRow[] =>
  rowsWhere(workspace, 'alert', `"action" = 'open' ORDER BY "raisedAt", id`).map(alertOf)

/** Maintenance windows that touch a period, those of approved changes and upgrades with them; one that was ended early ends there. */
export const windowsIn = (workspace: Tools, from: number, to: number): WindowRow[] =>
  [
    ...rowsWhere(workspace, 'maintenance-window', '"to" > ? AND "from" < ? ORDER BY "from", id', [
      from,
      to,
    ]).map(windowOf),
    ...plannedWork(workspace, from, to),
  ].filter((window) => endOf(window) > from)

/** Types whose approved windows hold back the alerts of what they work on. */
const WORK_TYPES = ['change', 'upgrade'] as const
/** States in which the window was approved. */
const APPROVED = `('approved', 'running', 'done', 'closed', 'rolledBack')`

const workRow = z.object({
  title: text,
  windowFrom: z.number(),
  windowTo: z.number(),
  items: ids,
  finishedAt: at,
  approvedBy: text,
})

/** The approval of a change opens the window of the monitors that watch its items; nothing is stored for it. */
function plannedWork(workspace: Tools, from: number, to: number): WindowRow[] {
  const rows = WORK_TYPES.flatMap((type) =>
    rowsWhere(
      workspace,
      type,
      `status IN ${APPROVED} AND "windowFrom" < ? AND "windowTo" > ? ORDER BY "windowFrom", id`,
      [to, from],
    ),
  )
  if (rows.length === 0) return []
  const all = allMonitors(workspace)
  return rows.flatMap((row) => {
    const work = workRow.safeParse(row.fields)
    if (!work.success) return []
    const { title, windowFrom, windowTo, items, finishedAt, approvedBy } = work.data
    const monitors = all.filter((monitor) => monitor.items.some((item) => items.includes(item)))
    if (monitors.length === 0) return []
    return [
      {
        id: row.id,
        // What is sealed stands nowhere but in its own record.
        title: row.level < FIRST_SEALED_LEVEL ? title : '',
        from: windowFrom,
        to: windowTo,
        monitors: monitors.map(({ id: monitor }) => monitor),
        tags: [],
        reason: '',
        change: row.id,
        work: row.type,
        by: approvedBy,
        endedAt: finishedAt,
        row,
      },
    ]
  })
}

/** When a window is over. */
export const endOf = (window: Pick<WindowRow, 'from' | 'to' | 'endedAt'>): number =>
  window.endedAt === undefined
    ? window.to
    : Math.max(window.from, Math.min(window.to, window.endedAt))

export const isIn = (window: WindowRow, monitor: Pick<MonitorRow, 'id' | 'tags'>): boolean =>
  window.monitors.includes(monitor.id) || window.tags.some((tag) => monitor.tags.includes(tag))

/** Where an alert stands for people. */
export function alertState(
  alert: Pick<AlertRow, 'clearedAt' | 'acknowledgedAt' | 'snoozedUntil'>,
  now: number,
): AlertState {
  if (alert.clearedAt !== undefined) return 'cleared'
  if ((alert.snoozedUntil ?? 0) > now) return 'snoozed'
  return alert.acknowledgedAt === undefined ? 'open' : 'acknowledged'
}
