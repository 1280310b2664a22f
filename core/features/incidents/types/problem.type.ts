import { CAUSES } from '../../../../contract/incident-rules.ts'
import type { RecordType } from '../../../../contract/record-type.ts'
import { HANDLERS } from './incident.type.ts'

/** What lies behind repeated incidents, until it is removed for good. */
export const problemType: RecordType = {
  name: 'problem',
  label: { 'zh-CN': '问题', en: 'Problem' },
  plural: { 'zh-CN': '问题记录', en: 'Problems' },
  icon: 'chain',
  area: 'operations',
  title: 'title',
  subtitle: 'number',
  numbering: { prefix: 'PRB' },
  levels: true,
  fields: {
    title: { kind: 'text', label: { 'zh-CN': '问题', en: 'Problem' }, required: true },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'open',
      choices: [
        { value: 'open', label: { 'zh-CN': '分析中', en: 'Being analysed' }, tone: 'notice' },
        { value: 'known', label: { 'zh-CN': '已知错误', en: 'Known error' }, tone: 'warn' },
        { value: 'fixed', label: { 'zh-CN': '已根治', en: 'Removed' }, tone: 'ok' },
        { value: 'accepted', label: { 'zh-CN': '接受现状', en: 'Accepted' }, tone: 'neutral' },
      ],
    },
    items: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '涉及配置项', en: 'Configuration items' },
    },
    causeKind: {
      kind: 'choice',
      label: { 'zh-CN': '原因类别', en: 'Where the cause lies' },
      choices: CAUSES,
    },
    cause: { kind: 'longText', label: { 'zh-CN': '根本原因', en: 'Root cause' } },
    workaround: { kind: 'longText', label: { 'zh-CN': '临时办法', en: 'Way around' } },
    fix: { kind: 'longText', label: { 'zh-CN': '根治措施', en: 'Permanent fix' } },
    owner: { kind: 'ref', ref: 'person', label: { 'zh-CN': '责任人', en: 'Owner' } },
    dueAt: { kind: 'instant', label: { 'zh-CN': '期限', en: 'Due' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  workflow: {
    field: 'state',
    transitions: [
      {
        name: 'understand',
        label: { 'zh-CN': '原因已查明', en: 'Cause known' },
        from: ['open'],
        to: 'known',
        roles: HANDLERS,
        requires: ['cause', 'workaround'],
      },
      {
        name: 'fix',
        label: { 'zh-CN': '确认根治', en: 'Confirm that it is removed' },
        from: ['open', 'known'],
        to: 'fixed',
        roles: ['lead', 'manager'],
        signed: true,
        requires: ['fix'],
      },
      {
        name: 'accept',
        label: { 'zh-CN': '接受现状', en: 'Accept as it is' },
        from: ['open', 'known'],
        to: 'accepted',
        roles: ['manager'],
        signed: true,
      },
      {
        name: 'reopen',
        label: { 'zh-CN': '重新打开', en: 'Reopen' },
        from: ['fixed', 'accepted'],
        to: 'open',
        roles: ['lead', 'manager'],
      },
    ],
  },
  deadlines: [
    {
      field: 'dueAt',
      open: ['open', 'known'],
      who: 'owner',
      roles: ['lead', 'manager'],
      label: { 'zh-CN': '根治问题', en: 'Remove the problem for good' },
      remindDays: 7,
      sheet: true,
    },
  ],
  search: ['cause', 'workaround', 'fix'],
  indexes: [['state', 'dueAt']],
  permissions: { read: 'all', create: HANDLERS, update: HANDLERS, delete: ['manager'] },
  list: {
    columns: ['number', 'title', 'state', 'causeKind', 'owner', 'dueAt'],
    sort: { field: '_created', descending: true },
  },
}
