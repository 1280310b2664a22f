import { ADVICES, type Severity } from '../../../../contract/monitoring.ts'
import type { SheetPoint, Shift, TimelineMark, WorkItem } from '../../../../contract/duty.ts'
import { withUnit } from '../../../../contract/units.ts'
import type { Language } from '../../../../contract/text.ts'
import type { Context, Period } from '../../../feature.ts'
import { tableOf } from '../../../log/shape.ts'
import { nameOf } from '../../../records/view.ts'
import {
  alertState,
  alertsIn,
  endOf,
  monitorIfAny,
  openActions,
  raisedAlerts,
  windowsIn,
  type AlertRow,
} from '../records/rows.ts'
import { say } from '../texts.ts'

const SOURCE = 'monitoring'
const MINUTE = 60_000

/** Minutes without acknowledgement after which the lead is told, then managers. */
const STEPS: Readonly<Record<Severity, readonly number[]>> = {
  crit: [10, 30],
  warn: [30, 120],
  notice: [],
}

/** Alerts that want an answer or somebody is dealing with, and advice that nobody followed yet. */
export function monitoringWork(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const raised = raisedAlerts(context.workspace).filter(
    (alert) => alert.group === undefined && alert.raisedAt < period.to,
  )
  return [
    ...raised.flatMap((alert) => ofAlert(context, alert, now)),
    ...openActions(context.workspace)
      .filter(({ raisedAt }) => raisedAt < period.to)
      .map((alert) => ofAction(context, alert)),
  ]
}

const linkTo = ({ id }: AlertRow) => ({
  record: { type: 'alert', id },
  path: `/alerts/${id}`,
})

function ofAlert(context: Context, alert: AlertRow, now: number): WorkItem[] {
  const { language } = context.session
  const state = alertState(alert, now)
  const assigned =
    alert.assignee === undefined
      ? {}
      : { person: alert.assignee, personName: nameOf(context, alert.assignee) }
  const detail = readingOf(alert, language)
  const common = {
    key: `alert/${alert.id}`,
    source: SOURCE,
    ...(detail === '' ? {} : { detail }),
    ...assigned,
    ...linkTo(alert),
  }
  if (state === 'open') {
    const told = stepsOf(context, alert, now)
    return [
      {
        ...common,
        title: say(language, 'ack', { title: alert.title }),
        state: told.late ? 'overdue' : 'due',
        at: alert.raisedAt,
        ...(told.dueBy === undefined ? {} : { dueBy: told.dueBy }),
        ...(told.people.length === 0 ? {} : { escalatedTo: [...told.people] }),
      },
    ]
  }
  if (state === 'acknowledged' && alert.assignee !== undefined)
    return [
      {
        ...common,
        title: say(language, 'handle', { title: alert.title }),
        state: 'progress',
        at: alert.raisedAt,
      },
    ]
  return []
}

/** To whom an alert has come that nobody acknowledged: the leads on duty after the first step, managers after the second. */
function stepsOf(
  context: Context,
  alert: AlertRow,
  now: number,
): { late: boolean; dueBy?: number; people: readonly string[] } {
  const rule = monitorIfAny(context.workspace, alert.monitor)?.rules.find(
    ({ key }) => key === alert.rule,
  )
  const [first, second] = rule?.escalate ?? STEPS[alert.severity]
  if (first === undefined) return { late: false, people: [] }
  const dueBy = alert.raisedAt + first * MINUTE
  if (now < dueBy) return { late: false, dueBy, people: [] }
  const leads = context.shared
    .shifts(context, { from: now, to: now + 1 })
    .flatMap(({ people }) => people.filter(({ part }) => part === 'lead'))
    .map(({ person }) => person)
  const managers =
    second !== undefined && now >= alert.raisedAt + second * MINUTE ? managersOf(context) : []
  return { late: true, dueBy, people: [...new Set([...leads, ...managers])] }
}

function managersOf({ workspace }: Context): string[] {
  return workspace.db
    .prepare<[], { person: string }>(
      `SELECT person FROM ${tableOf('account')} WHERE _deleted = 0 AND active = 1 AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'manager')`,
    )
    .all()
    .map(({ person }) => person)
}

function ofAction(context: Context, alert: AlertRow): WorkItem {
  const { language } = context.session
  const monitor = monitorIfAny(context.workspace, alert.monitor)
  const owner =
    alert.assignee !== undefined
      ? { person: alert.assignee, personName: nameOf(context, alert.assignee) }
      : monitor?.post === undefined
        ? { roles: ['lead' as const, 'manager' as const] }
        : { post: monitor.post }
  const detail = readingOf(alert, language)
  return {
    key: `alert-action/${alert.id}`,
    source: SOURCE,
    title: say(language, 'action', { advice: adviceOf(alert, language), title: alert.title }),
    ...(detail === '' ? {} : { detail }),
    state: 'due',
    at: alert.raisedAt,
    ...owner,
    ...linkTo(alert),
  }
}

export function adviceOf({ advice = '' }: AlertRow, language: Language): string {
  return Object.hasOwn(ADVICES, advice) ? ADVICES[advice as keyof typeof ADVICES][language] : advice
}

/** What it read when it was raised, with its limit. */
export function readingOf({ value, limit, unit }: AlertRow, language: Language): string {
  if (value === undefined || limit === undefined) return ''
  const figure = (number: number) => withUnit(String(Math.round(number * 10) / 10), unit, language)
  return language === 'en'
    ? `${figure(value)}, limit ${figure(limit)}`
    : `${figure(value)}，限${figure(limit)}`
}

/** Alerts that stand, and those that came and went in the shift. */
export function monitoringSheet(context: Context, shift: Shift): SheetPoint[] {
  const { language } = context.session
  const now = context.now()
  return alertsIn(context.workspace, shift.from, Math.min(shift.to, now + 1))
    .filter(({ group, classification }) => group === undefined && classification !== 'falseAlarm')
    .filter(({ clearedAt, severity }) => clearedAt === undefined || severity !== 'notice')
    .map((alert) => {
      const stands = alert.clearedAt === undefined
      const detail = [
        readingOf(alert, language),
        ...(stands ? [] : [say(language, 'cleared')]),
        alert.acknowledgeReason,
      ]
        .filter((part) => part !== '')
        .join(language === 'en' ? '; ' : '；')
      return {
        key: `alert/${alert.id}`,
        section: 'alerts',
        title: alert.title,
        ...(detail === '' ? {} : { detail }),
        tone: stands ? alert.severity : 'neutral',
        at: alert.raisedAt,
        record: { type: 'alert', id: alert.id },
        open: stands,
      }
    })
}

/** Critical alerts in the lane of incidents, maintenance windows in that of changes. */
export function monitoringTimeline(context: Context, period: Period): TimelineMark[] {
  const now = context.now()
  const alerts = alertsIn(context.workspace, period.from, period.to)
    .filter(({ severity, group }) => severity === 'crit' && group === undefined)
    .map((alert): TimelineMark => ({
      key: `alert/${alert.id}`,
      lane: 'incidents',
      label: alert.number,
      from: alert.raisedAt,
      ...(alert.clearedAt === undefined ? {} : { to: alert.clearedAt }),
      open: alert.clearedAt === undefined,
      state: alert.clearedAt === undefined ? 'due' : 'done',
      tone: alert.clearedAt === undefined ? 'crit' : 'neutral',
      path: `/alerts/${alert.id}`,
    }))
  // Changes and upgrades stand on the ribbon themselves.
  const planned = windowsIn(context.workspace, period.from, period.to).filter(
    ({ work }) => work === undefined,
  )
  const windows = planned.map((window): TimelineMark => {
    const end = endOf(window)
    const running = window.from <= now && now < end
    return {
      key: `downtime/${window.id}`,
      lane: 'changes',
      label: window.title,
      from: window.from,
      to: end,
      open: running,
      state: now >= end ? 'done' : running ? 'progress' : 'scheduled',
      tone: now >= end ? 'neutral' : 'maint',
      path: '/monitors',
    }
  })
  return [...alerts, ...windows]
}
