import {
  CLASSIFICATION_LABELS,
  CLASSIFICATIONS,
  CLEARED_BY,
  CLEARED_LABELS,
} from '../../../../contract/alerts.ts'
import { SEVERITIES, SEVERITY_LABELS } from '../../../../contract/monitoring.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

const ANSWERERS = ['operator', 'lead', 'manager', 'security'] as const

/** What the device writes by itself; everything else of an alert is said by people. */
const OF_DEVICE = [
  'number',
  'monitor',
  'rule',
  'ruleKind',
  'instance',
  'title',
  'severity',
  'metric',
  'unit',
  'value',
  'limit',
  'worst',
  'raisedAt',
  'clearedAt',
  'clearedBy',
  'context',
  'advice',
  'action',
  'cause',
] as const

/** One episode of a rule that did not hold: raised and cleared by the device, answered by people. */
export const alertType: RecordType = {
  name: 'alert',
  label: { 'zh-CN': '告警', en: 'Alert' },
  plural: { 'zh-CN': '告警', en: 'Alerts' },
  icon: 'bell',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'ALT' },
  managed: true,
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '标题', en: 'Title' }, required: true },
    severity: {
      kind: 'choice',
      label: { 'zh-CN': '级别', en: 'Severity' },
      required: true,
      choices: SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value], tone: value })),
    },
    monitor: {
      kind: 'ref',
      ref: 'monitor',
      label: { 'zh-CN': '监控项', en: 'Monitor' },
      required: true,
    },
    rule: { kind: 'text', label: { 'zh-CN': '规则', en: 'Rule' }, maxLength: 40 },
    ruleKind: { kind: 'text', label: { 'zh-CN': '规则类别', en: 'Kind of rule' }, maxLength: 20 },
    instance: { kind: 'text', label: { 'zh-CN': '对象', en: 'Instance' } },
    metric: { kind: 'text', label: { 'zh-CN': '指标', en: 'Metric' } },
    unit: { kind: 'text', label: { 'zh-CN': '单位', en: 'Unit' }, maxLength: 20 },
    value: { kind: 'number', label: { 'zh-CN': '触发值', en: 'Value when raised' } },
    limit: { kind: 'number', label: { 'zh-CN': '限值', en: 'Limit' } },
    worst: { kind: 'number', label: { 'zh-CN': '最差值', en: 'Worst value' } },
    raisedAt: { kind: 'instant', label: { 'zh-CN': '触发时间', en: 'Raised' }, required: true },
    clearedAt: { kind: 'instant', label: { 'zh-CN': '恢复时间', en: 'Cleared' } },
    clearedBy: {
      kind: 'choice',
      label: { 'zh-CN': '恢复原因', en: 'Cleared because' },
      policy: 'free',
      choices: CLEARED_BY.map((value) => ({ value, label: CLEARED_LABELS[value] })),
    },
    context: { kind: 'longText', label: { 'zh-CN': '现场', en: 'Context' } },
    cause: { kind: 'ref', ref: 'alert', label: { 'zh-CN': '上级告警', en: 'Caused by' } },
    acknowledgedAt: {
      kind: 'instant',
      label: { 'zh-CN': '确认时间', en: 'Acknowledged' },
      policy: 'decided',
    },
    acknowledgedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '确认人', en: 'Acknowledged by' },
      policy: 'decided',
    },
    acknowledgeReason: {
      kind: 'text',
      label: { 'zh-CN': '确认原因', en: 'Reason of acknowledgement' },
      maxLength: 500,
      policy: 'decided',
    },
    snoozedUntil: { kind: 'instant', label: { 'zh-CN': '暂缓至', en: 'Snoozed until' } },
    snoozedAt: { kind: 'instant', label: { 'zh-CN': '暂缓时间', en: 'Snoozed at' } },
    snoozedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '暂缓人', en: 'Snoozed by' },
      policy: 'free',
    },
    snoozeReason: {
      kind: 'text',
      label: { 'zh-CN': '暂缓原因', en: 'Reason of the snooze' },
      maxLength: 500,
    },
    assignee: { kind: 'ref', ref: 'person', label: { 'zh-CN': '处理人', en: 'Assignee' } },
    group: {
      kind: 'ref',
      ref: 'alert',
      label: { 'zh-CN': '归并到', en: 'Grouped under' },
      policy: 'free',
    },
    links: { kind: 'links', label: { 'zh-CN': '关联记录', en: 'Linked records' } },
    classification: {
      kind: 'choice',
      label: { 'zh-CN': '定性', en: 'Classification' },
      choices: CLASSIFICATIONS.map((value) => ({ value, label: CLASSIFICATION_LABELS[value] })),
    },
    classificationReason: {
      kind: 'text',
      label: { 'zh-CN': '定性依据', en: 'Reason of the classification' },
      maxLength: 500,
    },
    classifiedBy: { kind: 'ref', ref: 'person', label: { 'zh-CN': '定性人', en: 'Classified by' } },
    classifiedAt: { kind: 'instant', label: { 'zh-CN': '定性时间', en: 'Classified' } },
    advice: { kind: 'text', label: { 'zh-CN': '建议', en: 'Advice' } },
    action: {
      kind: 'choice',
      label: { 'zh-CN': '优化措施', en: 'Action' },
      choices: [
        { value: 'open', label: { 'zh-CN': '待办', en: 'Open' }, tone: 'notice' },
        { value: 'done', label: { 'zh-CN': '已办', en: 'Done' }, tone: 'neutral' },
      ],
    },
    actionNote: { kind: 'text', label: { 'zh-CN': '措施', en: 'What was done' }, maxLength: 500 },
    actionBefore: { kind: 'number', label: { 'zh-CN': '优化前', en: 'Before' } },
    actionAfter: { kind: 'number', label: { 'zh-CN': '优化后', en: 'After' } },
    actionBy: { kind: 'ref', ref: 'person', label: { 'zh-CN': '措施人', en: 'Done by' } },
    actionAt: { kind: 'instant', label: { 'zh-CN': '措施时间', en: 'Done at' } },
  },
  groups: {
    clearing: ['clearedAt', 'clearedBy', 'worst'],
    acknowledgement: ['acknowledgedAt', 'acknowledgedBy', 'acknowledgeReason'],
    snooze: ['snoozedUntil', 'snoozedAt', 'snoozedBy', 'snoozeReason'],
    classification: ['classification', 'classificationReason', 'classifiedBy', 'classifiedAt'],
    action: ['action', 'actionNote', 'actionBefore', 'actionAfter', 'actionBy', 'actionAt'],
  },
  byDevice: OF_DEVICE,
  search: ['context', 'acknowledgeReason', 'classificationReason', 'actionNote'],
  indexes: [['clearedAt', 'severity'], ['raisedAt'], ['monitor', 'rule', 'raisedAt']],
  permissions: { read: 'all', create: [], update: ANSWERERS, delete: [] },
  writers: {
    fields: { links: [...ANSWERERS, 'support'] },
    marks: [
      {
        fields: ['classification', 'classificationReason', 'classifiedBy', 'classifiedAt'],
        roles: ['lead', 'manager'],
      },
    ],
  },
  list: {
    columns: ['number', 'title', 'severity', 'raisedAt', 'clearedAt', 'acknowledgedBy', 'assignee'],
    sort: { field: 'raisedAt', descending: true },
  },
}
