import type { RecordType } from '../../../../contract/record-type.ts'
import { EVENT_KINDS, MARK_ASPECTS } from '../../../../contract/response-timeline.ts'
import { LEADERS } from './incident.type.ts'

const WRITERS = ['operator', 'lead', 'manager', 'security', 'support'] as const

/** What is told of an incident, an activation or a drill; with the level of what it is told of. */
export const timelineEventType: RecordType = {
  name: 'timeline-event',
  label: { 'zh-CN': '时间线记录', en: 'Timeline event' },
  plural: { 'zh-CN': '时间线', en: 'Timeline' },
  icon: 'log',
  title: 'text',
  managed: true,
  appendOnly: true,
  levels: true,
  fields: {
    /** One record, of any type. */
    of: { kind: 'links', label: { 'zh-CN': '所属记录', en: 'Told of' }, required: true },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      choices: EVENT_KINDS,
    },
    at: { kind: 'instant', label: { 'zh-CN': '发生时间', en: 'Time' }, required: true },
    enteredAt: { kind: 'instant', label: { 'zh-CN': '录入时间', en: 'Entered' }, required: true },
    text: {
      kind: 'text',
      label: { 'zh-CN': '内容', en: 'Text' },
      required: true,
      maxLength: 4_000,
    },
    /** The same in the other language, where the program says it; texts, so that they are sealed with it. */
    language: { kind: 'text', label: { 'zh-CN': '语言', en: 'Language' } },
    otherText: {
      kind: 'text',
      label: { 'zh-CN': '另一语言', en: 'Other language' },
      maxLength: 4_000,
    },
    links: { kind: 'links', label: { 'zh-CN': '关联', en: 'Links' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
  },
  search: ['text'],
  permissions: { read: 'all', create: WRITERS, update: [], delete: [] },
  writers: { create: [...WRITERS, 'administrator'], fields: { $level: LEADERS } },
}

/**
 * How people arrange a timeline: one mark for each line and aspect, on every device, so that one who pins a
 * line and one who annotates it do not meet in one record.
 */
export const timelineMarkType: RecordType = {
  name: 'timeline-mark',
  label: { 'zh-CN': '时间线整理', en: 'Timeline curation' },
  plural: { 'zh-CN': '时间线整理', en: 'Timeline curation' },
  icon: 'star',
  title: 'note',
  managed: true,
  levels: true,
  fields: {
    of: { kind: 'links', label: { 'zh-CN': '所属记录', en: 'Told of' }, required: true },
    key: { kind: 'text', label: { 'zh-CN': '条目', en: 'Line' }, required: true, maxLength: 300 },
    aspect: {
      kind: 'choice',
      label: { 'zh-CN': '方式', en: 'How' },
      required: true,
      policy: 'free',
      choices: MARK_ASPECTS,
    },
    on: { kind: 'boolean', label: { 'zh-CN': '有效', en: 'In force' } },
    note: { kind: 'text', label: { 'zh-CN': '批注', en: 'Annotation' }, maxLength: 500 },
  },
  search: ['note'],
  permissions: { read: 'all', create: WRITERS, update: WRITERS, delete: [] },
}
