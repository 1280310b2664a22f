import { LOG_CATEGORIES, LOG_TEXT_MAX } from '../../../contract/duty-log.ts'
import type { RecordType } from '../../../contract/record-type.ts'

const writers = [
  'operator',
  'lead',
  'manager',
  'security',
  'controller',
  'support',
  'administrator',
] as const

/** One line of the duty log: written once; what turns out wrong is amended, never edited. */
export const logEntryType: RecordType = {
  name: 'log-entry',
  label: { 'zh-CN': '值班日志', en: 'Log entry' },
  plural: { 'zh-CN': '值班日志', en: 'Duty log' },
  icon: 'log',
  title: 'text',
  fields: {
    at: { kind: 'instant', label: { 'zh-CN': '发生时间', en: 'Time' }, required: true },
    enteredAt: {
      kind: 'instant',
      label: { 'zh-CN': '录入时间', en: 'Entered' },
      required: true,
      readOnly: true,
    },
    late: { kind: 'boolean', label: { 'zh-CN': '补录', en: 'Late entry' }, readOnly: true },
    category: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Category' },
      required: true,
      choices: LOG_CATEGORIES,
    },
    // One table and one page less per entry than a long text; most are a line.
    text: {
      kind: 'text',
      label: { 'zh-CN': '内容', en: 'Text' },
      required: true,
      maxLength: LOG_TEXT_MAX,
    },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    links: { kind: 'links', label: { 'zh-CN': '关联', en: 'Links' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  appendOnly: true,
  managed: true,
  levels: true,
  search: ['text', 'tags'],
  indexes: [['at'], ['category', 'at'], ['_created_by', 'category', 'at']],
  permissions: { read: 'all', create: writers, update: [], delete: [] },
  list: {
    columns: ['at', 'category', 'text', '_created_by', 'late', 'tags', 'links'],
    sort: { field: 'at', descending: true },
  },
}

/** A correction of an entry: the whole text as it should read, with the reason. */
export const logAmendmentType: RecordType = {
  name: 'log-amendment',
  label: { 'zh-CN': '日志更正', en: 'Log amendment' },
  plural: { 'zh-CN': '日志更正', en: 'Log amendments' },
  icon: 'log',
  title: 'text',
  fields: {
    entry: {
      kind: 'ref',
      ref: 'log-entry',
      label: { 'zh-CN': '日志', en: 'Entry' },
      required: true,
    },
    enteredAt: {
      kind: 'instant',
      label: { 'zh-CN': '更正时间', en: 'Amended' },
      required: true,
      readOnly: true,
    },
    text: {
      kind: 'longText',
      label: { 'zh-CN': '更正后内容', en: 'Amended text' },
      required: true,
      maxLength: LOG_TEXT_MAX,
    },
    reason: { kind: 'text', label: { 'zh-CN': '更正原因', en: 'Reason' }, required: true },
  },
  appendOnly: true,
  managed: true,
  levels: true,
  search: ['text'],
  indexes: [['entry', 'enteredAt']],
  permissions: { read: 'all', create: writers, update: [], delete: [] },
}
