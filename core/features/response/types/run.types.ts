import { STEP_KINDS } from '../../../../contract/response-body.ts'
import { REPORT_STATES } from '../../../../contract/report-states.ts'
import { DRILL_KINDS, DRILL_SCOPES } from '../../../../contract/response-views.ts'
import type { FieldType, RecordType } from '../../../../contract/record-type.ts'
import { CAPABILITIES } from '../../../../contract/roles.ts'
import type { Text } from '../../../../contract/text.ts'

const PERFORMERS = ['operator', 'lead', 'manager', 'security', 'administrator'] as const
const LEADS = ['lead', 'manager'] as const
const APPROVERS = CAPABILITIES['incident.approve']

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })
const decided = (
  kind: FieldType['kind'],
  label: Text,
  more: Partial<FieldType> = {},
): FieldType => ({ kind, label, policy: 'decided', readOnly: true, ...more })
/** Text, not a reference: the owner of steps may be of several types. */
const of: FieldType = { kind: 'text', label: text('所属', 'Belongs to'), required: true }
const at: FieldType = { kind: 'instant', label: text('时间', 'Time'), required: true }

/** A plan that was activated, in earnest or as a drill; it keeps the version that it began with. */
export const activationType: RecordType = {
  name: 'activation',
  label: text('应急响应', 'Emergency response'),
  plural: text('应急响应', 'Emergency responses'),
  icon: 'siren',
  title: 'title',
  subtitle: 'number',
  managed: true,
  numbering: { prefix: 'ER' },
  fields: {
    title: { kind: 'text', label: text('预案', 'Plan'), required: true, maxLength: 200 },
    plan: { kind: 'ref', ref: 'emergency-plan', label: text('应急预案', 'Emergency plan') },
    version: decided('ref', text('预案版本', 'Plan version'), { ref: 'emergency-plan-version' }),
    drill: { kind: 'boolean', label: text('演练', 'Drill') },
    drillKind: { kind: 'choice', label: text('演练方式', 'Kind of drill'), choices: DRILL_KINDS },
    drillScope: { kind: 'choice', label: text('演练范围', 'Scope'), choices: DRILL_SCOPES },
    drillSchedule: { kind: 'ref', ref: 'drill-schedule', label: text('演练计划', 'Planned as') },
    drillOn: { kind: 'date', label: text('计划日期', 'Planned for') },
    goal: { kind: 'longText', label: text('演练目标', 'Goal'), maxLength: 1000 },
    level: {
      kind: 'choice',
      label: text('响应级别', 'Level'),
      choices: [
        { value: '1', label: text('一级', 'Level 1'), tone: 'crit' },
        { value: '2', label: text('二级', 'Level 2'), tone: 'crit' },
        { value: '3', label: text('三级', 'Level 3'), tone: 'warn' },
        { value: '4', label: text('四级', 'Level 4'), tone: 'notice' },
      ],
    },
    reason: { kind: 'text', label: text('启动原因', 'Reason'), required: true, maxLength: 500 },
    /** The incident that it answers; by type name, for incidents are another feature's. */
    incident: { kind: 'links', label: text('关联故障', 'Incident') },
    discoveredAt: { kind: 'instant', label: text('发现时间', 'Discovered') },
    startedAt: decided('instant', text('启动时间', 'Activated')),
    startedBy: decided('ref', text('启动人', 'Activated by'), { ref: 'person' }),
    roles: { kind: 'json', label: text('角色', 'Roles'), policy: 'reviewed' },
    restoredAt: decided('instant', text('业务恢复', 'Service restored')),
    endedAt: decided('instant', text('结束时间', 'Ended')),
    endedBy: decided('ref', text('结束签字人', 'Ended by'), { ref: 'person' }),
    outcome: decided('choice', text('结果', 'Outcome'), {
      choices: [
        { value: 'normal', label: text('恢复正常', 'Back to normal'), tone: 'ok' },
        { value: 'aborted', label: text('中止', 'Called off'), tone: 'warn' },
      ],
    }),
    endNote: decided('text', text('结束说明', 'Note at the end'), { maxLength: 2000 }),
    well: { kind: 'longText', label: text('做得好的', 'What went well'), maxLength: 5000 },
    badly: { kind: 'longText', label: text('存在的问题', 'What went badly'), maxLength: 5000 },
    lessons: { kind: 'longText', label: text('改进意见', 'Lessons'), maxLength: 5000 },
    summedUpAt: { kind: 'instant', label: text('总结时间', 'Summed up') },
    reportState: {
      kind: 'choice',
      label: text('报告状态', 'State of the report'),
      choices: REPORT_STATES,
    },
    reportSubmittedBy: { kind: 'ref', ref: 'person', label: text('报告提交人', 'Submitted by') },
    reportReturnReason: {
      kind: 'text',
      label: text('退回原因', 'Why returned'),
      maxLength: 500,
    },
    reportApprovedAt: decided('instant', text('报告批准时间', 'Report approved')),
    reportApprovedBy: decided('ref', text('报告批准人', 'Report approved by'), { ref: 'person' }),
    weights: { kind: 'json', label: text('评分权重', 'Weights') },
    attendees: { kind: 'refs', ref: 'person', label: text('参加人员', 'Attendees') },
    observers: { kind: 'refs', ref: 'person', label: text('观察员', 'Observers') },
  },
  groups: {
    start: ['startedAt', 'startedBy'],
    end: ['endedAt', 'endedBy', 'outcome', 'endNote'],
    review: ['reportState', 'reportSubmittedBy', 'reportReturnReason'],
    approval: ['reportApprovedAt', 'reportApprovedBy'],
  },
  approval: {
    by: 'reportApprovedAt',
    covers: ['reportState', 'well', 'badly', 'lessons', 'weights', 'attendees', 'observers'],
  },
  search: ['reason', 'goal', 'endNote', 'well', 'badly', 'lessons'],
  indexes: [['startedAt'], ['plan', 'startedAt'], ['endedAt']],
  permissions: { read: 'all', create: LEADS, update: LEADS, delete: [] },
  writers: {
    update: [...LEADS, 'security'],
    fields: { roles: PERFORMERS, restoredAt: PERFORMERS },
    marks: [
      { fields: ['level', 'startedAt', 'summedUpAt', 'weights'], roles: LEADS },
      { fields: ['endedAt', 'endedBy', 'outcome'], roles: LEADS, signed: true },
      { fields: ['reportState'], values: ['review'], roles: LEADS },
      { fields: ['reportState'], values: ['returned'], roles: APPROVERS },
      { fields: ['reportState'], values: ['approved'], roles: APPROVERS, signed: true },
      {
        fields: ['reportApprovedAt', 'reportApprovedBy'],
        roles: APPROVERS,
        signed: true,
      },
    ],
  },
  list: {
    columns: ['number', 'title', 'drill', 'level', 'startedAt', 'endedAt', 'outcome'],
    sort: { field: 'startedAt', descending: true },
  },
}

/** A step that no plan foresaw, of a response or of any record that is worked off in steps. */
export const responseStepType: RecordType = {
  name: 'response-step',
  label: text('处置步骤', 'Response step'),
  plural: text('处置步骤', 'Response steps'),
  icon: 'target',
  title: 'title',
  managed: true,
  appendOnly: true,
  fields: {
    of,
    ofType: { kind: 'text', label: text('所属类别', 'Belongs to type'), required: true },
    title: { kind: 'text', label: text('步骤', 'Step'), required: true },
    kind: { kind: 'choice', label: text('类别', 'Kind'), choices: STEP_KINDS },
    /** The rest of the step as plans have it. */
    step: { kind: 'json', label: text('内容', 'Content'), required: true },
    after: { kind: 'text', label: text('在此步后', 'Comes after') },
    links: { kind: 'links', label: text('关联', 'Links') },
    at,
  },
  indexes: [['of', 'at']],
  permissions: { read: 'all', create: PERFORMERS, update: [], delete: [] },
}

/** What was decided about a step. One for each step and attempt, with the same id on every device. */
export const stepResultType: RecordType = {
  name: 'step-result',
  label: text('步骤结果', 'Step result'),
  plural: text('步骤结果', 'Step results'),
  icon: 'check',
  title: 'title',
  managed: true,
  fields: {
    of,
    step: { kind: 'text', label: text('步骤标识', 'Step'), required: true },
    attempt: { kind: 'integer', label: text('次数', 'Attempt'), min: 0 },
    title: { kind: 'text', label: text('步骤', 'Step') },
    outcome: decided('choice', text('结果', 'Outcome'), {
      choices: [
        { value: 'done', label: text('完成', 'Done'), tone: 'ok' },
        { value: 'cannot', label: text('做不了', 'Cannot be done'), tone: 'warn' },
        { value: 'skipped', label: text('跳过', 'Skipped'), tone: 'neutral' },
      ],
    }),
    at: decided('instant', text('时间', 'Time')),
    by: decided('ref', text('执行人', 'By'), { ref: 'person' }),
    reason: decided('text', text('原因', 'Reason'), { maxLength: 500 }),
    undoneAt: decided('instant', text('撤回时间', 'Taken back')),
    undoneBy: decided('ref', text('撤回人', 'Taken back by'), { ref: 'person' }),
  },
  groups: { decision: ['outcome', 'at', 'by', 'reason'], undo: ['undoneAt', 'undoneBy'] },
  search: ['reason'],
  indexes: [['of', 'step']],
  permissions: { read: 'all', create: PERFORMERS, update: PERFORMERS, delete: [] },
}

/** A progress report that went up the line. */
export const responseReportType: RecordType = {
  name: 'response-report',
  label: text('进展报告', 'Progress report'),
  plural: text('进展报告', 'Progress reports'),
  icon: 'phone',
  title: 'text',
  managed: true,
  appendOnly: true,
  fields: {
    of,
    text: { kind: 'longText', label: text('内容', 'Text'), required: true, maxLength: 2000 },
    to: { kind: 'tags', label: text('报送', 'To') },
    at,
  },
  indexes: [['of', 'at']],
  permissions: { read: 'all', create: PERFORMERS, update: [], delete: [] },
}
