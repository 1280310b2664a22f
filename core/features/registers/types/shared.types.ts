import type { RecordType } from '../../../../contract/record-type.ts'

/** What people say about a record. Written once; read by whoever may read the record. */
export const commentType: RecordType = {
  name: 'comment',
  label: { 'zh-CN': '评论', en: 'Comment' },
  plural: { 'zh-CN': '评论', en: 'Comments' },
  icon: 'note',
  title: 'text',
  managed: true,
  appendOnly: true,
  levels: true,
  fields: {
    target: { kind: 'text', label: { 'zh-CN': '记录', en: 'Record' }, required: true },
    targetType: { kind: 'text', label: { 'zh-CN': '类型', en: 'Type' }, required: true },
    text: {
      kind: 'text',
      label: { 'zh-CN': '内容', en: 'Text' },
      required: true,
      maxLength: 20_000,
    },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
    mentions: { kind: 'refs', ref: 'person', label: { 'zh-CN': '提到', en: 'Mentions' } },
  },
  search: ['text'],
  within: { type: 'targetType', id: 'target', tab: 'comments' },
  indexes: [['target']],
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: 'all', fields: { $level: 'all' } },
}

/** That somebody who was mentioned has read it; its id follows from both. */
export const commentReadType: RecordType = {
  name: 'comment-read',
  label: { 'zh-CN': '评论已读', en: 'Comment read' },
  plural: { 'zh-CN': '评论已读', en: 'Comments read' },
  icon: 'note',
  title: 'comment',
  managed: true,
  appendOnly: true,
  fields: {
    comment: {
      kind: 'ref',
      ref: 'comment',
      label: { 'zh-CN': '评论', en: 'Comment' },
      required: true,
    },
    person: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '人员', en: 'Person' },
      required: true,
    },
  },
  // Told with the comment, by register.comments.
  permissions: { read: [], create: [], update: [], delete: [] },
  writers: { create: 'all' },
}

/** A list's filters, columns and order under a name, for oneself or for all. */
export const savedViewType: RecordType = {
  name: 'saved-view',
  label: { 'zh-CN': '视图', en: 'Saved view' },
  plural: { 'zh-CN': '视图', en: 'Saved views' },
  icon: 'filter',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 60 },
    of: { kind: 'text', label: { 'zh-CN': '类型', en: 'Type' }, required: true },
    owner: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '所有者', en: 'Owner' },
      required: true,
    },
    shared: { kind: 'boolean', label: { 'zh-CN': '共享', en: 'Shared' } },
    query: { kind: 'json', label: { 'zh-CN': '条件', en: 'Query' } },
    columns: { kind: 'json', label: { 'zh-CN': '列', en: 'Columns' } },
    groupBy: { kind: 'text', label: { 'zh-CN': '分组', en: 'Group by' } },
    mode: { kind: 'text', label: { 'zh-CN': '形式', en: 'Shown as' } },
  },
  indexes: [['of']],
  // Read by register.views only, which gives a person his own and the shared ones.
  permissions: { read: [], create: [], update: [], delete: [] },
  writers: { create: 'all', update: 'all', delete: 'all' },
}
