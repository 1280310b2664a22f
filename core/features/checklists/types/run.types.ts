import { APPROVAL_FIELDS, APPROVAL_GROUP } from '../../../../contract/approved-versions.ts'
import { MISS_STATES, RESULT_STATUSES } from '../../../../contract/checklist-rounds.ts'
import type { Choice, RecordType } from '../../../../contract/record-type.ts'

const PERFORMERS = ['operator', 'lead', 'manager', 'security', 'support', 'administrator'] as const
const DECIDERS = ['lead', 'manager'] as const

/** One round 巡检任务 that somebody began or cancelled. A scheduled one has the same id on every device. */
export const checklistRunType: RecordType = {
  name: 'checklist-run',
  label: { 'zh-CN': '巡检', en: 'Round' },
  plural: { 'zh-CN': '巡检', en: 'Rounds' },
  icon: 'rounds',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
    template: {
      kind: 'ref',
      ref: 'checklist-template',
      label: { 'zh-CN': '检查表', en: 'Checklist' },
      required: true,
    },
    /** Absent where a round was cancelled before it began. The first device's stands. */
    version: {
      kind: 'ref',
      ref: 'checklist-version',
      label: { 'zh-CN': '版本', en: 'Version' },
      policy: 'decided',
    },
    schedule: {
      kind: 'ref',
      ref: 'checklist-schedule',
      label: { 'zh-CN': '巡检计划', en: 'Schedule' },
    },
    occurrence: { kind: 'text', label: { 'zh-CN': '班次标识', en: 'Occurrence' } },
    dueAt: { kind: 'instant', label: { 'zh-CN': '应检时间', en: 'Due' }, required: true },
    shift: { kind: 'text', label: { 'zh-CN': '班次', en: 'Shift' } },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'progress',
      choices: [
        { value: 'progress', label: { 'zh-CN': '进行中', en: 'In progress' }, tone: 'notice' },
        { value: 'submitted', label: { 'zh-CN': '已提交', en: 'Submitted' } },
        { value: 'cancelled', label: { 'zh-CN': '已取消', en: 'Cancelled' }, tone: 'neutral' },
      ],
    },
    startedAt: { kind: 'instant', label: { 'zh-CN': '开始时间', en: 'Started' } },
    startedBy: { kind: 'ref', ref: 'person', label: { 'zh-CN': '开始人', en: 'Started by' } },
    submittedAt: {
      kind: 'instant',
      label: { 'zh-CN': '提交时间', en: 'Submitted' },
      policy: 'decided',
    },
    submittedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '提交人', en: 'Submitted by' },
      policy: 'decided',
    },
    /** Time of the last reading. */
    madeAt: { kind: 'instant', label: { 'zh-CN': '检查时间', en: 'Made' } },
    /** Counts at submission: items, answered, out, skipped, automatic. */
    summary: { kind: 'json', label: { 'zh-CN': '汇总', en: 'Summary' } },
    lateEntry: { kind: 'boolean', label: { 'zh-CN': '补录', en: 'Late entry' } },
    reason: { kind: 'text', label: { 'zh-CN': '取消原因', en: 'Reason' }, maxLength: 500 },
  },
  groups: { submission: ['submittedAt', 'submittedBy'] },
  indexes: [['dueAt'], ['state', 'dueAt'], ['template', 'dueAt']],
  permissions: { read: 'all', create: PERFORMERS, update: PERFORMERS, delete: DECIDERS },
  writers: { marks: [{ fields: ['state'], values: ['cancelled'], roles: DECIDERS }] },
}

const STATUS_LABELS: Readonly<Record<(typeof RESULT_STATUSES)[number], Omit<Choice, 'value'>>> = {
  ok: { label: { 'zh-CN': '正常', en: 'Normal' } },
  warn: { label: { 'zh-CN': '预警', en: 'Warning' }, tone: 'warn' },
  alarm: { label: { 'zh-CN': '严重', en: 'Critical' }, tone: 'crit' },
  failed: { label: { 'zh-CN': '不正常', en: 'Not normal' }, tone: 'warn' },
  skipped: { label: { 'zh-CN': '跳过', en: 'Skipped' } },
  cleared: { label: { 'zh-CN': '收回', en: 'Taken back' }, tone: 'neutral' },
}

/** One answer to one item; a later one of the same run and item replaces it, both stay. */
export const checklistResultType: RecordType = {
  name: 'checklist-result',
  label: { 'zh-CN': '检查结果', en: 'Check result' },
  plural: { 'zh-CN': '检查结果', en: 'Check results' },
  icon: 'rounds',
  // What people search is what somebody wrote; the title of an item would be found a thousand times.
  title: 'remark',
  managed: true,
  appendOnly: true,
  fields: {
    run: {
      kind: 'ref',
      ref: 'checklist-run',
      label: { 'zh-CN': '巡检', en: 'Round' },
      required: true,
    },
    /** Text, not a reference: thousands of links to one template tell nothing. */
    template: { kind: 'text', label: { 'zh-CN': '检查表', en: 'Checklist' }, required: true },
    item: { kind: 'text', label: { 'zh-CN': '检查项', en: 'Item' }, required: true },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '结果', en: 'Result' },
      required: true,
      choices: RESULT_STATUSES.map((value) => ({ value, ...STATUS_LABELS[value] })),
    },
    /** Tick, choice or text. */
    value: { kind: 'json', label: { 'zh-CN': '内容', en: 'Value' } },
    reading: { kind: 'number', label: { 'zh-CN': '读数', en: 'Reading' } },
    measured: { kind: 'number', label: { 'zh-CN': '自动读数', en: 'Measured' } },
    measuredAt: {
      kind: 'instant',
      label: { 'zh-CN': '自动读数时间', en: 'Measured at' },
    },
    automatic: { kind: 'boolean', label: { 'zh-CN': '自动', en: 'Automatic' } },
    message: { kind: 'text', label: { 'zh-CN': '限值提示', en: 'Limit' }, maxLength: 300 },
    remark: { kind: 'text', label: { 'zh-CN': '备注', en: 'Remark' }, maxLength: 2000 },
    attachments: { kind: 'attachments', label: { 'zh-CN': '照片与附件', en: 'Photos and files' } },
    at: { kind: 'instant', label: { 'zh-CN': '读数时间', en: 'Time' }, required: true },
    enteredAt: { kind: 'instant', label: { 'zh-CN': '录入时间', en: 'Entered' }, required: true },
    late: { kind: 'boolean', label: { 'zh-CN': '补录', en: 'Late entry' } },
    person: { kind: 'text', label: { 'zh-CN': '检查人', en: 'Person' }, required: true },
  },
  indexes: [
    ['run', 'item'],
    ['template', 'item', 'at'],
    ['status', 'at'],
  ],
  permissions: { read: 'all', create: PERFORMERS, update: [], delete: [] },
}

/** The second person's word for an answer of a two-person item, signed with his own key. */
export const checklistConfirmationType: RecordType = {
  name: 'checklist-confirmation',
  label: { 'zh-CN': '同检确认', en: 'Second person' },
  plural: { 'zh-CN': '同检确认', en: 'Second persons' },
  icon: 'people',
  title: 'item',
  managed: true,
  appendOnly: true,
  fields: {
    run: {
      kind: 'ref',
      ref: 'checklist-run',
      label: { 'zh-CN': '巡检', en: 'Round' },
      required: true,
    },
    item: { kind: 'text', label: { 'zh-CN': '检查项', en: 'Item' }, required: true },
    result: { kind: 'text', label: { 'zh-CN': '结果', en: 'Result' }, required: true },
    person: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '同检人', en: 'Person' },
      required: true,
    },
    at: { kind: 'instant', label: { 'zh-CN': '时间', en: 'Time' }, required: true },
  },
  indexes: [['run']],
  permissions: { read: 'all', create: PERFORMERS, update: [], delete: [] },
  writers: { marks: [{ fields: ['person'], signed: true }] },
}

const MISS_LABELS: Readonly<Record<(typeof MISS_STATES)[number], Omit<Choice, 'value'>>> = {
  explained: { label: { 'zh-CN': '待批', en: 'To be approved' }, tone: 'notice' },
  returned: { label: { 'zh-CN': '退回', en: 'Returned' }, tone: 'warn' },
  approved: { label: { 'zh-CN': '已批准', en: 'Approved' } },
  rescheduled: { label: { 'zh-CN': '改期', en: 'Rescheduled' } },
}

/** What was said about a round that nobody did in time. One per round, with the same id on every device. */
export const checklistMissType: RecordType = {
  name: 'checklist-miss',
  label: { 'zh-CN': '漏检说明', en: 'Missed round' },
  plural: { 'zh-CN': '漏检说明', en: 'Missed rounds' },
  icon: 'rounds',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '巡检', en: 'Round' }, required: true },
    schedule: {
      kind: 'ref',
      ref: 'checklist-schedule',
      label: { 'zh-CN': '巡检计划', en: 'Schedule' },
      required: true,
    },
    occurrence: {
      kind: 'text',
      label: { 'zh-CN': '班次标识', en: 'Occurrence' },
      required: true,
    },
    dueAt: { kind: 'instant', label: { 'zh-CN': '应检时间', en: 'Due' }, required: true },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      choices: MISS_STATES.map((value) => ({ value, ...MISS_LABELS[value] })),
    },
    comment: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Explanation' }, maxLength: 2000 },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '说明人', en: 'Explained by' } },
    at: { kind: 'instant', label: { 'zh-CN': '说明时间', en: 'Explained' } },
    newAt: { kind: 'instant', label: { 'zh-CN': '改期到', en: 'Made instead at' } },
    reason: { kind: 'text', label: { 'zh-CN': '退回原因', en: 'Reason' }, maxLength: 500 },
    ...APPROVAL_FIELDS,
  },
  groups: APPROVAL_GROUP,
  approval: {
    by: 'approvedAt',
    covers: ['state', 'comment', 'person', 'at', 'newAt', 'reason'],
  },
  search: ['comment'],
  indexes: [['dueAt'], ['state', 'dueAt'], ['newAt']],
  permissions: { read: 'all', create: PERFORMERS, update: DECIDERS, delete: [] },
  writers: {
    update: PERFORMERS,
    marks: [
      { fields: ['state'], values: ['approved'], roles: DECIDERS, signed: true },
      { fields: ['state'], values: ['returned'], roles: DECIDERS },
      { fields: ['approvedBy', 'approvedAt'], roles: DECIDERS, signed: true },
    ],
  },
}
