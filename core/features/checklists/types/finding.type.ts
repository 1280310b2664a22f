import type { RecordType } from '../../../../contract/record-type.ts'

const WORKERS = ['operator', 'lead', 'manager', 'security', 'support'] as const

/** Something that was found and has to be put right 整改: a follow-up with owner and date, closed once it is verified. */
export const findingType: RecordType = {
  name: 'finding',
  label: { 'zh-CN': '问题', en: 'Finding' },
  plural: { 'zh-CN': '问题整改', en: 'Findings' },
  icon: 'note',
  area: 'operations',
  title: 'title',
  numbering: { prefix: 'FND' },
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '问题', en: 'Finding' }, required: true },
    severity: {
      kind: 'choice',
      label: { 'zh-CN': '程度', en: 'Severity' },
      initial: 'minor',
      choices: [
        { value: 'minor', label: { 'zh-CN': '一般', en: 'Minor' } },
        { value: 'major', label: { 'zh-CN': '较重', en: 'Major' }, tone: 'warn' },
        { value: 'critical', label: { 'zh-CN': '严重', en: 'Critical' }, tone: 'crit' },
      ],
    },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'open',
      choices: [
        { value: 'open', label: { 'zh-CN': '待整改', en: 'Open' }, tone: 'notice' },
        { value: 'doing', label: { 'zh-CN': '整改中', en: 'In work' }, tone: 'notice' },
        { value: 'done', label: { 'zh-CN': '待验证', en: 'To be verified' }, tone: 'notice' },
        { value: 'closed', label: { 'zh-CN': '已销号', en: 'Closed' }, tone: 'neutral' },
      ],
    },
    owner: { kind: 'ref', ref: 'person', label: { 'zh-CN': '责任人', en: 'Owner' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Post' } },
    dueAt: { kind: 'instant', label: { 'zh-CN': '整改期限', en: 'Due' } },
    details: { kind: 'longText', label: { 'zh-CN': '情况', en: 'Details' } },
    result: { kind: 'longText', label: { 'zh-CN': '整改结果', en: 'Result' } },
    sources: { kind: 'links', label: { 'zh-CN': '来源', en: 'Found in' } },
    /** Item of the checklist run that it came out of. */
    item: { kind: 'text', label: { 'zh-CN': '检查项', en: 'Item' }, readOnly: true },
    lookBackOn: { kind: 'date', label: { 'zh-CN': '回头看日期', en: 'Look back on' } },
    lookedBackAt: {
      kind: 'instant',
      label: { 'zh-CN': '最近回头看', en: 'Last looked back' },
      readOnly: true,
    },
    attachments: { kind: 'attachments', label: { 'zh-CN': '照片与附件', en: 'Photos and files' } },
  },
  workflow: {
    field: 'state',
    transitions: [
      {
        name: 'start',
        label: { 'zh-CN': '开始整改', en: 'Start' },
        from: ['open'],
        to: 'doing',
        roles: WORKERS,
      },
      {
        name: 'finish',
        label: { 'zh-CN': '完成整改', en: 'Finish' },
        from: ['open', 'doing'],
        to: 'done',
        roles: WORKERS,
        requires: ['result'],
      },
      {
        name: 'verify',
        label: { 'zh-CN': '验证销号', en: 'Verify and close' },
        from: ['done'],
        to: 'closed',
        roles: ['lead', 'manager', 'security'],
        signed: true,
        fourEyes: ['owner'],
      },
      {
        name: 'reject',
        label: { 'zh-CN': '退回整改', en: 'Send back' },
        from: ['done'],
        to: 'doing',
        roles: ['lead', 'manager', 'security'],
      },
      {
        name: 'reopen',
        label: { 'zh-CN': '重新打开', en: 'Reopen' },
        from: ['closed'],
        to: 'open',
        roles: ['lead', 'manager', 'security', 'auditor'],
      },
    ],
  },
  deadlines: [
    {
      field: 'lookBackOn',
      open: ['closed'],
      roles: ['lead', 'manager'],
      label: { 'zh-CN': '回头看：{title}', en: 'Look back: {title}' },
      remindDays: 3,
    },
  ],
  children: [{ type: 'look-back', field: 'finding' }],
  search: ['details', 'result'],
  indexes: [['state', 'dueAt']],
  permissions: {
    read: 'all',
    create: [...WORKERS, 'controller', 'auditor'],
    update: [...WORKERS, 'controller', 'auditor'],
    delete: ['manager'],
  },
  writers: { create: [...WORKERS, 'controller', 'auditor', 'administrator'] },
  list: {
    columns: ['number', 'title', 'severity', 'state', 'owner', 'post', 'dueAt'],
    sort: { field: '_created', descending: true },
  },
  form: {
    sections: [
      { fields: ['title', 'severity', 'owner', 'post', 'dueAt', 'details'] },
      {
        label: { 'zh-CN': '整改', en: 'Putting it right' },
        fields: ['result', 'lookBackOn', 'attachments'],
      },
      { label: { 'zh-CN': '来源', en: 'Where it was found' }, fields: ['sources'] },
    ],
  },
}
