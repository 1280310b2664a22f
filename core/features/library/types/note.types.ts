import { NOTE_KINDS } from '../../../../contract/library-reader.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

/** A bookmark, a highlight or a note that everybody sees who may read its document. */
export const documentNoteType: RecordType = {
  name: 'document-note',
  label: { 'zh-CN': '文档标注', en: 'Document note' },
  plural: { 'zh-CN': '文档标注', en: 'Document notes' },
  icon: 'note',
  title: 'quote',
  managed: true,
  levels: true,
  fields: {
    document: {
      kind: 'ref',
      ref: 'document',
      label: { 'zh-CN': '文档', en: 'Document' },
      required: true,
    },
    version: {
      kind: 'ref',
      ref: 'document-version',
      label: { 'zh-CN': '版本', en: 'Version' },
    },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类型', en: 'Kind' },
      required: true,
      choices: NOTE_KINDS,
    },
    place: { kind: 'longText', label: { 'zh-CN': '位置', en: 'Place' }, maxLength: 4000 },
    quote: { kind: 'text', label: { 'zh-CN': '原文', en: 'Quote' }, maxLength: 500 },
    text: { kind: 'longText', label: { 'zh-CN': '内容', en: 'Text' }, maxLength: 10_000 },
  },
  search: ['text'],
  indexes: [['document']],
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: 'all', update: 'all', delete: 'all' },
}

/**
 * The same for oneself: sealed to its person as a whole, with the document and the place. Nobody else
 * reads the type by any procedure; the log tells only that somebody kept something.
 */
export const personalNoteType: RecordType = {
  name: 'personal-note',
  label: { 'zh-CN': '个人标注', en: 'Personal note' },
  plural: { 'zh-CN': '个人标注', en: 'Personal notes' },
  icon: 'bookmark',
  title: 'keeper',
  managed: true,
  fields: {
    /** Id of the person, as text: nothing else refers to it. */
    keeper: { kind: 'text', label: { 'zh-CN': '人员', en: 'Person' }, required: true },
    sealed: {
      kind: 'longText',
      label: { 'zh-CN': '内容', en: 'Content' },
      required: true,
      maxLength: 60_000,
    },
  },
  indexes: [['keeper']],
  permissions: { read: [], create: [], update: [], delete: [] },
  writers: { create: 'all', update: 'all', delete: 'all' },
}
