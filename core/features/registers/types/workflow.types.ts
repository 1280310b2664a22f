import type { RecordType } from '../../../../contract/record-type.ts'

const SUPPORT = ['support', 'operator', 'lead', 'manager'] as const

export const requestType: RecordType = {
  name: 'request',
  label: { 'zh-CN': '服务请求', en: 'Request' },
  plural: { 'zh-CN': '服务请求', en: 'Requests' },
  icon: 'support',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'REQ' },
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '事项', en: 'Subject' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      initial: 'question',
      choices: [
        { value: 'question', label: { 'zh-CN': '咨询', en: 'Question' } },
        { value: 'fault', label: { 'zh-CN': '报障', en: 'Fault report' }, tone: 'warn' },
        { value: 'service', label: { 'zh-CN': '服务', en: 'Service' } },
        { value: 'complaint', label: { 'zh-CN': '投诉', en: 'Complaint' }, tone: 'warn' },
        { value: 'suggestion', label: { 'zh-CN': '建议', en: 'Suggestion' } },
      ],
    },
    status: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'Status' },
      initial: 'open',
      choices: [
        { value: 'open', label: { 'zh-CN': '待处理', en: 'Open' }, tone: 'notice' },
        { value: 'answered', label: { 'zh-CN': '已答复', en: 'Answered' } },
        { value: 'closed', label: { 'zh-CN': '已关闭', en: 'Closed' }, tone: 'neutral' },
      ],
    },
    requester: {
      kind: 'text',
      label: { 'zh-CN': '提出人', en: 'Requester' },
      required: true,
      maxLength: 60,
    },
    unit: { kind: 'text', label: { 'zh-CN': '部门', en: 'Department' }, maxLength: 80 },
    phone: { kind: 'text', label: { 'zh-CN': '电话', en: 'Phone' }, maxLength: 40 },
    item: { kind: 'ref', ref: 'configuration-item', label: { 'zh-CN': '涉及系统', en: 'System' } },
    receivedAt: {
      kind: 'instant',
      label: { 'zh-CN': '受理时间', en: 'Received' },
      initial: { from: 'now' },
    },
    dueAt: { kind: 'instant', label: { 'zh-CN': '答复时限', en: 'Answer due' } },
    details: { kind: 'longText', label: { 'zh-CN': '内容', en: 'Details' } },
    answer: { kind: 'longText', label: { 'zh-CN': '答复', en: 'Answer' } },
    handler: { kind: 'ref', ref: 'person', label: { 'zh-CN': '处理人', en: 'Handler' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  workflow: {
    field: 'status',
    transitions: [
      {
        name: 'answer',
        label: { 'zh-CN': '答复', en: 'Answer' },
        from: ['open'],
        to: 'answered',
        roles: SUPPORT,
        requires: ['answer'],
      },
      {
        name: 'close',
        label: { 'zh-CN': '关闭', en: 'Close' },
        from: ['answered'],
        to: 'closed',
        roles: SUPPORT,
      },
      {
        name: 'reopen',
        label: { 'zh-CN': '重新打开', en: 'Reopen' },
        from: ['answered', 'closed'],
        to: 'open',
        roles: SUPPORT,
      },
    ],
  },
  calendar: { from: 'dueAt' },
  search: ['requester', 'unit', 'details', 'answer'],
  indexes: [['status', 'dueAt']],
  levels: true,
  permissions: { read: 'all', create: SUPPORT, update: SUPPORT, delete: ['manager'] },
  list: {
    columns: [
      'number',
      'title',
      'kind',
      'status',
      'requester',
      'unit',
      'receivedAt',
      'dueAt',
      'handler',
    ],
    sort: { field: '_created', descending: true },
  },
}
