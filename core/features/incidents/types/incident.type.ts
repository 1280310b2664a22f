import {
  CAUSES,
  DECISIONS,
  GRADE_RULES,
  GRADES,
  INCIDENT_ROLES,
  MILESTONE_LABELS,
  MILESTONES,
  SOURCES,
} from '../../../../contract/incident-rules.ts'
import type { FieldType, RecordType } from '../../../../contract/record-type.ts'
import { CAPABILITIES } from '../../../../contract/roles.ts'

export const REPORTERS = ['operator', 'lead', 'manager', 'security', 'support'] as const
export const HANDLERS = ['operator', 'lead', 'manager', 'security'] as const
export const LEADERS = CAPABILITIES['incident.lead']

const long = (zh: string, en: string, maxLength = 4_000): FieldType => ({
  kind: 'longText',
  label: { 'zh-CN': zh, en },
  maxLength,
})
const person = (zh: string, en: string): FieldType => ({
  kind: 'ref',
  ref: 'person',
  label: { 'zh-CN': zh, en },
})

/** Times may be corrected, visibly: two devices that disagree show both. Closing stands as it was signed. */
const milestones: Readonly<Record<string, FieldType>> = Object.fromEntries(
  MILESTONES.map((name): [string, FieldType] => [
    `${name}At`,
    {
      kind: 'instant',
      label: MILESTONE_LABELS[name],
      policy: name === 'closed' ? 'decided' : 'reviewed',
      ...(name === 'discovered' || name === 'reported' ? { required: true } : {}),
    },
  ]),
)

const roles: Readonly<Record<string, FieldType>> = Object.fromEntries(
  INCIDENT_ROLES.map(({ value, label }): [string, FieldType] => [
    value,
    { kind: 'ref', ref: 'person', label },
  ]),
)

/**
 * An incident 故障/突发事件, from its discovery to the end of its review. Its phase is no field: it follows from
 * the milestones, and the grade that counts from the declared one and the time that nobody answered.
 */
export const incidentType: RecordType = {
  name: 'incident',
  label: { 'zh-CN': '事件', en: 'Incident' },
  plural: { 'zh-CN': '事件', en: 'Incidents' },
  icon: 'incident',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'INC' },
  managed: true,
  levels: true,
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '现象', en: 'Symptom' }, required: true },
    details: long('详细现象', 'Details'),
    scope: long('可能范围', 'Possible scope', 1_000),
    source: {
      kind: 'choice',
      label: { 'zh-CN': '来源', en: 'Source' },
      required: true,
      policy: 'free',
      choices: SOURCES,
    },
    /** What it was declared from, and what belongs to it: alerts, checks, log entries, requests, changes. */
    links: { kind: 'links', label: { 'zh-CN': '关联', en: 'Linked' } },
    items: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '受影响配置项', en: 'Affected items' },
    },
    grade: {
      kind: 'choice',
      label: { 'zh-CN': '定级', en: 'Grade' },
      required: true,
      choices: GRADES.map((grade) => ({
        value: String(grade),
        label: GRADE_RULES[grade].label,
        ...(grade <= 2 ? { tone: 'crit' as const } : {}),
      })),
    },
    gradedAt: { kind: 'instant', label: { 'zh-CN': '定级时间', en: 'Graded' } },
    /** Limits of the grades at the declaration, where the team has its own. */
    limits: { kind: 'json', label: { 'zh-CN': '响应与修复时限', en: 'Limits' }, policy: 'free' },
    gradeReason: {
      kind: 'text',
      label: { 'zh-CN': '定级依据', en: 'Why this grade' },
      maxLength: 500,
    },
    ...milestones,
    reportedBy: person('报告人', 'Reported by'),
    reportedTo: person('报告给', 'Reported to'),
    answeredBy: person('响应人', 'Answered by'),
    ...roles,
    /** No shift is handed over until the service is back. */
    stopsHandover: { kind: 'boolean', label: { 'zh-CN': '暂停交接班', en: 'Stops handovers' } },
    impacts: { kind: 'tags', label: { 'zh-CN': '可能损失', en: 'Possible loss' } },
    loss: long('损失说明', 'What may be lost', 2_000),
    options: long('可选方案', 'Options'),
    decisionBy: { kind: 'instant', label: { 'zh-CN': '决策期限', en: 'Decide by' } },
    decision: {
      kind: 'choice',
      label: { 'zh-CN': '决策', en: 'Decision' },
      choices: DECISIONS,
    },
    decisionReason: { kind: 'text', label: { 'zh-CN': '决策依据', en: 'Why' }, maxLength: 1_000 },
    decidedBy: person('决策人', 'Decided by'),
    precautions: long('安全注意', 'Precautions', 2_000),
    verification: long('业务恢复验证', 'How the service was verified', 2_000),
    verifiedBy: person('验证人', 'Verified by'),
    restoredBy: person('确认恢复正常', 'Returned to normal by'),
    causeKind: {
      kind: 'choice',
      label: { 'zh-CN': '原因类别', en: 'Where the cause lies' },
      choices: CAUSES,
    },
    rootCause: long('根本原因', 'Root cause'),
    lessons: long('经验教训', 'Lessons'),
    improvement: long('预案与规程改进', 'Changes to plans and procedures'),
    training: long('培训', 'Training', 2_000),
    problem: { kind: 'ref', ref: 'problem', label: { 'zh-CN': '问题', en: 'Problem' } },
    /** Metrics around it as the device saw that knew them: values themselves travel nowhere. */
    charts: { ...long('指标曲线', 'Metric charts', 40_000), policy: 'free' },
    closedBy: { ...person('关闭人', 'Closed by'), policy: 'decided' },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  groups: {
    grading: ['grade', 'gradedAt', 'gradeReason'],
    answer: ['answeredAt', 'answeredBy'],
    decision: ['decision', 'assessedAt', 'decisionReason', 'decidedBy'],
    repair: ['repairedAt', 'verification', 'verifiedBy'],
    restore: ['restoredAt', 'restoredBy'],
    close: ['closedAt', 'closedBy'],
  },
  search: [
    'details',
    'scope',
    'loss',
    'options',
    'verification',
    'rootCause',
    'lessons',
    'improvement',
  ],
  indexes: [['discoveredAt'], ['closedAt'], ['problem']],
  permissions: { read: 'all', create: REPORTERS, update: HANDLERS, delete: [] },
  writers: {
    marks: [
      { fields: ['answeredAt', 'answeredBy', 'assessedAt'], roles: LEADERS },
      {
        fields: ['decision', 'decidedBy', 'restoredAt', 'restoredBy'],
        roles: LEADERS,
      },
      { fields: ['closedAt', 'closedBy'], roles: LEADERS, signed: true },
    ],
    fields: { grade: LEADERS, gradedAt: LEADERS, gradeReason: LEADERS, $level: LEADERS },
  },
  list: {
    columns: ['number', 'title', 'grade', 'discoveredAt', 'answeredAt', 'repairedAt', 'closedAt'],
    sort: { field: 'discoveredAt', descending: true },
  },
}
