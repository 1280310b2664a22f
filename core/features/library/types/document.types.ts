import {
  DOCUMENT_KINDS,
  DOCUMENT_LANGUAGES,
  FORMAT_LABELS,
  FORMATS,
  VERSION_STATES,
} from '../../../../contract/library.ts'
import type { RecordType } from '../../../../contract/record-type.ts'
import { CAPABILITIES, type Role } from '../../../../contract/roles.ts'

const APPROVERS = CAPABILITIES['library.approve']

/** Those who keep the library: import, publish, withdraw. */
export const KEEPERS: readonly Role[] = ['controller', 'manager', 'administrator']
/** Those who write documents. */
export const AUTHORS: readonly Role[] = [
  'operator',
  'lead',
  'manager',
  'security',
  'controller',
  'support',
]

export const collectionType: RecordType = {
  name: 'collection',
  label: { 'zh-CN': '文档集', en: 'Collection' },
  plural: { 'zh-CN': '文档集', en: 'Collections' },
  icon: 'library',
  title: 'name',
  levels: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 80 },
    description: { kind: 'text', label: { 'zh-CN': '说明', en: 'Description' }, maxLength: 500 },
    owner: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
  },
  search: ['description'],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: ['controller'] },
  list: { columns: ['name', 'description', 'owner'], sort: { field: 'name' } },
}

/** A document over all its versions. Its level is never below that of its collection. */
export const documentType: RecordType = {
  name: 'document',
  label: { 'zh-CN': '文档', en: 'Document' },
  plural: { 'zh-CN': '文档', en: 'Documents' },
  icon: 'doc',
  title: 'title',
  numbering: { prefix: 'DOC' },
  managed: true,
  levels: true,
  fields: {
    title: {
      kind: 'text',
      label: { 'zh-CN': '标题', en: 'Title' },
      required: true,
      maxLength: 300,
    },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类型', en: 'Kind' },
      required: true,
      initial: 'reference',
      choices: DOCUMENT_KINDS,
    },
    collection: {
      kind: 'ref',
      ref: 'collection',
      label: { 'zh-CN': '文档集', en: 'Collection' },
      policy: 'free',
    },
    language: {
      kind: 'choice',
      label: { 'zh-CN': '语言', en: 'Language' },
      choices: DOCUMENT_LANGUAGES,
      policy: 'free',
    },
    owner: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    audience: { kind: 'text', label: { 'zh-CN': '读者', en: 'Audience' } },
    purpose: { kind: 'text', label: { 'zh-CN': '用途', en: 'Purpose' }, maxLength: 1000 },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    /** Always at hand in an emergency: opens in one key. */
    pinned: { kind: 'boolean', label: { 'zh-CN': '应急必备', en: 'Emergency set' } },
    /** Where it was imported from, below the folder that was given. */
    source: { kind: 'text', label: { 'zh-CN': '来源', en: 'Source' }, maxLength: 1000 },
    /** The version that everybody reads; none while nothing is published. */
    current: {
      kind: 'ref',
      ref: 'document-version',
      label: { 'zh-CN': '现行版本', en: 'Current version' },
    },
    triggers: { kind: 'json', label: { 'zh-CN': '更新条件', en: 'Updated when' } },
    reviewMonths: {
      kind: 'integer',
      label: { 'zh-CN': '复审周期', en: 'Review every' },
      unit: 'mo',
      min: 1,
      max: 120,
    },
    reviewOn: { kind: 'date', label: { 'zh-CN': '下次复审', en: 'Next review' } },
    /** Whoever must confirm that he has read each new version: posts, teams, or everybody on duty. */
    readers: { kind: 'json', label: { 'zh-CN': '须阅读人员', en: 'Must be read by' } },
  },
  search: ['tags', 'purpose', 'audience'],
  indexes: [['collection'], ['pinned'], ['reviewOn']],
  permissions: { read: 'all', create: AUTHORS, update: AUTHORS, delete: ['controller'] },
  writers: {
    create: [...AUTHORS, 'administrator'],
    update: [...AUTHORS, 'administrator'],
    delete: AUTHORS,
    fields: {
      current: KEEPERS,
      collection: KEEPERS,
      pinned: KEEPERS,
      readers: KEEPERS,
      $level: KEEPERS,
    },
  },
  list: {
    columns: ['number', 'title', 'kind', 'collection', 'owner', 'language', 'reviewOn'],
    sort: { field: 'title' },
  },
}

/** One version of a document, with the level of its document. Written ones stand in `body`, imported ones in `file`. */
export const documentVersionType: RecordType = {
  name: 'document-version',
  label: { 'zh-CN': '文档版本', en: 'Document version' },
  plural: { 'zh-CN': '文档版本', en: 'Document versions' },
  icon: 'doc',
  title: 'label',
  managed: true,
  levels: true,
  fields: {
    document: {
      kind: 'ref',
      ref: 'document',
      label: { 'zh-CN': '文档', en: 'Document' },
      required: true,
    },
    label: {
      kind: 'text',
      label: { 'zh-CN': '版本', en: 'Version' },
      required: true,
      maxLength: 40,
    },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      initial: 'draft',
      choices: VERSION_STATES,
    },
    format: {
      kind: 'choice',
      label: { 'zh-CN': '格式', en: 'Format' },
      required: true,
      choices: FORMATS.map((value) => ({ value, label: FORMAT_LABELS[value] })),
      policy: 'free',
    },
    /** One file: what was imported; a tree is one archive. */
    file: { kind: 'attachments', label: { 'zh-CN': '文件', en: 'File' }, guarded: true },
    /** Markdown of a document that is written here. */
    body: { kind: 'longText', label: { 'zh-CN': '正文', en: 'Text' }, maxLength: 2_000_000 },
    /** Pictures of `body`, referred to by their hash. */
    pictures: { kind: 'attachments', label: { 'zh-CN': '图片', en: 'Pictures' } },
    /** Character encoding of a text file, where it was found or chosen. */
    encoding: { kind: 'text', label: { 'zh-CN': '编码', en: 'Encoding' }, maxLength: 40 },
    /** First page of a tree. */
    entry: { kind: 'text', label: { 'zh-CN': '起始页', en: 'Start page' }, maxLength: 500 },
    pages: { kind: 'integer', label: { 'zh-CN': '页数', en: 'Pages' }, min: 0 },
    author: { kind: 'ref', ref: 'person', label: { 'zh-CN': '编写人', en: 'Author' } },
    submittedAt: { kind: 'instant', label: { 'zh-CN': '提交时间', en: 'Submitted' } },
    approvedBy: { kind: 'ref', ref: 'person', label: { 'zh-CN': '批准人', en: 'Approved by' } },
    approvedAt: { kind: 'instant', label: { 'zh-CN': '批准时间', en: 'Approved' } },
    reason: {
      kind: 'text',
      label: { 'zh-CN': '退回或撤回原因', en: 'Why returned or withdrawn' },
      maxLength: 500,
    },
    changes: { kind: 'longText', label: { 'zh-CN': '修订说明', en: 'What changed' } },
    publishedAt: { kind: 'instant', label: { 'zh-CN': '发布时间', en: 'Published' } },
  },
  groups: {
    state: ['state', 'submittedAt', 'publishedAt', 'reason'],
    approval: ['approvedBy', 'approvedAt'],
  },
  approval: {
    by: 'approvedAt',
    covers: [
      'label',
      'format',
      'file',
      'body',
      'pictures',
      'encoding',
      'entry',
      'pages',
      'author',
      'changes',
    ],
    state: { field: 'state', holds: ['approved', 'published', 'superseded', 'withdrawn'] },
  },
  search: ['changes'],
  indexes: [['document'], ['state']],
  permissions: { read: 'all', create: AUTHORS, update: AUTHORS, delete: ['controller'] },
  writers: {
    create: [...AUTHORS, 'administrator'],
    delete: AUTHORS,
    fields: { $level: KEEPERS },
    marks: [
      { fields: ['state'], values: ['published', 'superseded', 'withdrawn'], roles: KEEPERS },
      { fields: ['state'], values: ['approved'], roles: APPROVERS, signed: true },
      { fields: ['approvedBy', 'approvedAt'], roles: APPROVERS, signed: true },
    ],
  },
}
