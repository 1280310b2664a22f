import { z } from 'zod'
import { instant, nothing, receipt, recordId, recordLabel, recordRef } from './common.ts'
import { SEVERITIES, trendPoints } from './monitoring.ts'
import { command, may, mayRecord, query } from './procedure.ts'
import type { Text } from './text.ts'

/** What an alert turned out to be. */
export const CLASSIFICATIONS = ['real', 'maintenance', 'falseAlarm'] as const
export const CLASSIFICATION_LABELS: Readonly<Record<(typeof CLASSIFICATIONS)[number], Text>> = {
  real: { 'zh-CN': '真实', en: 'Real' },
  maintenance: { 'zh-CN': '维护', en: 'Maintenance' },
  falseAlarm: { 'zh-CN': '误报', en: 'False alarm' },
}

/** open: raised, nobody acknowledged. cleared: it is over, acknowledged or not. */
export const ALERT_STATES = ['open', 'acknowledged', 'snoozed', 'cleared'] as const
export type AlertState = (typeof ALERT_STATES)[number]
export const ALERT_STATE_LABELS: Readonly<Record<AlertState, Text>> = {
  open: { 'zh-CN': '未确认', en: 'Not acknowledged' },
  acknowledged: { 'zh-CN': '已确认', en: 'Acknowledged' },
  snoozed: { 'zh-CN': '暂缓', en: 'Snoozed' },
  cleared: { 'zh-CN': '已恢复', en: 'Cleared' },
}

/** Why an alert ended. */
export const CLEARED_BY = ['recovered', 'quiet', 'disabled', 'ruleGone'] as const
export const CLEARED_LABELS: Readonly<Record<(typeof CLEARED_BY)[number], Text>> = {
  recovered: { 'zh-CN': '已恢复', en: 'Recovered' },
  quiet: { 'zh-CN': '不再出现', en: 'Did not come again' },
  disabled: { 'zh-CN': '监控已停用', en: 'Monitor switched off' },
  ruleGone: { 'zh-CN': '规则已删除', en: 'Rule removed' },
}

const person = { person: recordId, name: z.string(), at: instant }

export const alertView = z.object({
  id: recordId,
  number: z.string(),
  monitor: recordId,
  monitorName: z.string(),
  rule: z.string(),
  ruleKind: z.enum(['threshold', 'state', 'matches']),
  /** What the rule's metric is of: a file system, a pattern. */
  instance: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  state: z.enum(ALERT_STATES),
  metric: z.string().optional(),
  unit: z.string(),
  value: z.number().optional(),
  limit: z.number().optional(),
  /** Farthest value so far. */
  worst: z.number().optional(),
  /** What the metric says now; absent once it is cleared or unknown. */
  current: z.number().optional(),
  /** How often it was raised again while it stood; kept on this device alone. */
  repeats: z.int(),
  flapping: z.boolean(),
  raisedAt: instant,
  clearedAt: instant.optional(),
  clearedBy: z.enum(CLEARED_BY).optional(),
  /** What stood around it: log lines, the words of the probe. */
  context: z.string().optional(),
  /** Key of ADVICES, or words. */
  advice: z.string().optional(),
  acknowledged: z.object({ ...person, reason: z.string() }).optional(),
  snoozed: z.object({ ...person, until: instant, reason: z.string() }).optional(),
  assignee: z.object({ person: recordId, name: z.string() }).optional(),
  /** Alert under which it is grouped. */
  group: recordId.optional(),
  grouped: z.int(),
  links: z.array(recordLabel),
  classification: z
    .object({ as: z.enum(CLASSIFICATIONS), reason: z.string(), ...person })
    .optional(),
  /** The advice as an action: what became of it, with figures before and after. */
  action: z
    .object({
      state: z.enum(['open', 'done']),
      note: z.string().optional(),
      before: z.number().optional(),
      after: z.number().optional(),
      done: z.object(person).optional(),
    })
    .optional(),
  maintenanceUntil: instant.optional(),
  trend: trendPoints.optional(),
})
export type AlertView = z.infer<typeof alertView>

const ids = z.array(recordId).min(1).max(200)
const words = z.string().trim().min(1).max(500)
const act = mayRecord('update', 'alert')
const errors = ['notFound', 'recordDeleted', 'wrongState', 'fieldInvalid'] as const

/** The one list of alerts 告警 (B5). What people say of an alert is never touched by the alert coming again. */
export const alertProcedures = {
  'alert.list': query(
    mayRecord('read', 'alert'),
    z.strictObject({
      states: z.array(z.enum(ALERT_STATES)).max(4).optional(),
      severities: z.array(z.enum(SEVERITIES)).max(3).optional(),
      monitor: recordId.optional(),
      /** Configuration item that its monitor watches. */
      item: recordId.optional(),
      assignee: recordId.optional(),
      classification: z.enum(CLASSIFICATIONS).optional(),
      /** With advice that nobody has followed yet. */
      openActions: z.boolean().optional(),
      /** Raised in this period. */
      from: instant.optional(),
      to: instant.optional(),
      text: z.string().max(200).optional(),
      /** gravity: what wants an answer first, the gravest, the newest. */
      sort: z.enum(['gravity', 'raisedAt', 'clearedAt', 'title']).optional(),
      descending: z.boolean().optional(),
      trend: z.int().min(2).max(200).optional(),
      limit: z.int().min(1).max(200),
      after: z.string().max(2_000).optional(),
    }),
    z.object({
      alerts: z.array(alertView),
      next: z.string().nullable(),
      total: z.int(),
      counts: z.object({ open: z.int(), acknowledged: z.int(), snoozed: z.int() }),
    }),
  ),
  'alert.get': query(
    mayRecord('read', 'alert'),
    z.strictObject({ id: recordId }),
    alertView.extend({
      notes: z.array(
        z.object({
          id: recordId,
          at: instant,
          person: recordId,
          name: z.string(),
          text: z.string(),
        }),
      ),
      /** Alerts grouped under it. */
      members: z.array(recordLabel),
      /** Earlier alerts of the same rule, the newest first. */
      earlier: z.array(
        z.object({
          id: recordId,
          number: z.string(),
          raisedAt: instant,
          clearedAt: instant.optional(),
        }),
      ),
    }),
    ['notFound'],
  ),
  'alert.acknowledge': command(act, z.strictObject({ ids, reason: words }), receipt, [
    ...errors,
    'alreadyDecided',
  ]),
  'alert.snooze': command(
    act,
    z.strictObject({ ids, until: instant, reason: words }),
    receipt,
    errors,
  ),
  'alert.unsnooze': command(act, z.strictObject({ ids }), receipt, errors),
  /** Without a person: nobody's any more. */
  'alert.assign': command(
    act,
    z.strictObject({ ids, person: recordId.nullable() }),
    receipt,
    errors,
  ),
  'alert.note': command(
    act,
    z.strictObject({ id: recordId, text: z.string().trim().min(1).max(4_000) }),
    receipt,
    errors,
  ),
  /** Puts alerts under another one; without it, each stands for itself again. */
  'alert.group': command(act, z.strictObject({ ids, under: recordId.nullable() }), receipt, errors),
  'alert.link': command(act, z.strictObject({ ids, record: recordRef }), receipt, errors),
  'alert.unlink': command(
    act,
    z.strictObject({ id: recordId, record: recordRef }),
    receipt,
    errors,
  ),
  /** Afterwards: what it really was. What stood there before stays in the history. */
  'alert.reclassify': command(
    may('alert.reclassify'),
    z.strictObject({ ids, as: z.enum(CLASSIFICATIONS), reason: words }),
    receipt,
    errors,
  ),
  /** The advice was followed. */
  'alert.finishAction': command(
    act,
    z.strictObject({
      id: recordId,
      note: words,
      before: z.number().optional(),
      after: z.number().optional(),
    }),
    receipt,
    [...errors, 'alreadyDecided'],
  ),
  /** Averages of a metric for the figures before and after. */
  'alert.figures': query(
    mayRecord('read', 'alert'),
    z.strictObject({ id: recordId }),
    z.object({ before: z.number().nullable(), after: z.number().nullable() }),
    ['notFound'],
  ),
  /** Counts and mean times of alerts raised in a period. */
  'alert.statistics': query(
    mayRecord('read', 'alert'),
    z
      .strictObject({ from: instant, to: instant })
      .refine(({ from, to }) => to > from && to - from <= 800 * 86_400_000),
    z.object({
      raised: z.int(),
      bySeverity: z.object({ crit: z.int(), warn: z.int(), notice: z.int() }),
      acknowledged: z.int(),
      /** Mean milliseconds from raise to acknowledgement, and to clearing. */
      mtta: z.number().nullable(),
      mttr: z.number().nullable(),
      falseAlarms: z.int(),
      maintenance: z.int(),
      topMonitors: z.array(z.object({ id: recordId, name: z.string(), count: z.int() })),
    }),
  ),
  /** Sounds and desktop notices: what was raised since, and wants an answer. */
  'alert.pending': query(
    mayRecord('read', 'alert'),
    nothing,
    z.object({ crit: z.int(), warn: z.int(), notice: z.int(), newest: instant.nullable() }),
  ),
} as const
