import { UPDATE_TRIGGERS } from '../../../../contract/library.ts'
import { BINDING_STATES } from '../../../../contract/library-life.ts'
import type { RecordType } from '../../../../contract/record-type.ts'
import { ROLES } from '../../../../contract/roles.ts'
import { AUTHORS } from './document.types.ts'

const document = {
  kind: 'ref',
  ref: 'document',
  label: { 'zh-CN': '文档', en: 'Document' },
  required: true,
} as const
const version = {
  kind: 'ref',
  ref: 'document-version',
  label: { 'zh-CN': '版本', en: 'Version' },
} as const

/** Somebody confirmed that he has read a version. One for each person and version, on every device. */
export const documentReadingType: RecordType = {
  name: 'document-reading',
  label: { 'zh-CN': '阅读确认', en: 'Reading confirmation' },
  plural: { 'zh-CN': '阅读确认', en: 'Reading confirmations' },
  icon: 'eye',
  title: 'person',
  managed: true,
  appendOnly: true,
  fields: {
    document,
    version: { ...version, required: true },
    person: { kind: 'ref', ref: 'person', label: { 'zh-CN': '人员', en: 'Person' } },
    at: { kind: 'instant', label: { 'zh-CN': '确认时间', en: 'Confirmed' } },
  },
  indexes: [['version']],
  permissions: { read: 'all', create: ROLES, update: [], delete: [] },
}

/** Somebody asks for an update of a document, or something changed that calls for one. */
export const documentUpdateType: RecordType = {
  name: 'document-update',
  label: { 'zh-CN': '更新需求', en: 'Update request' },
  plural: { 'zh-CN': '更新需求', en: 'Update requests' },
  icon: 'note',
  title: 'reason',
  managed: true,
  levels: true,
  fields: {
    document,
    trigger: {
      kind: 'choice',
      label: { 'zh-CN': '触发条件', en: 'Trigger' },
      choices: UPDATE_TRIGGERS,
    },
    reason: {
      kind: 'text',
      label: { 'zh-CN': '原因', en: 'Reason' },
      required: true,
      maxLength: 500,
    },
    source: { kind: 'links', label: { 'zh-CN': '来源', en: 'Source' } },
    /** The version that answered it. */
    answer: { ...version, policy: 'decided' },
  },
  indexes: [['document']],
  permissions: { read: 'all', create: ROLES, update: AUTHORS, delete: [] },
}

/** An item, a step or a record is bound to a place of a document; with the level of the document. */
export const documentBindingType: RecordType = {
  name: 'document-binding',
  label: { 'zh-CN': '手册绑定', en: 'Manual binding' },
  plural: { 'zh-CN': '手册绑定', en: 'Manual bindings' },
  icon: 'link',
  title: 'label',
  managed: true,
  levels: true,
  fields: {
    source: { kind: 'links', label: { 'zh-CN': '绑定的记录', en: 'Bound record' }, required: true },
    item: { kind: 'text', label: { 'zh-CN': '条目', en: 'Item' }, maxLength: 60 },
    label: {
      kind: 'text',
      label: { 'zh-CN': '条目内容', en: 'What the item says' },
      maxLength: 300,
    },
    document,
    version: { ...version, policy: 'free' },
    sha256: { kind: 'text', label: { 'zh-CN': '内容哈希', en: 'Hash of the content' } },
    heading: { kind: 'text', label: { 'zh-CN': '标题', en: 'Heading' }, maxLength: 300 },
    place: { kind: 'json', label: { 'zh-CN': '位置', en: 'Place' } },
    /** What stands there in place of the bound text, where it changed. */
    now: { kind: 'text', label: { 'zh-CN': '现文', en: 'Text now' }, maxLength: 400 },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      policy: 'free',
      choices: [
        { value: BINDING_STATES[0], label: { 'zh-CN': '一致', en: 'In place' }, tone: 'ok' },
        { value: BINDING_STATES[1], label: { 'zh-CN': '已移动', en: 'Moved' }, tone: 'notice' },
        {
          value: BINDING_STATES[2],
          label: { 'zh-CN': '内容有变', en: 'Text changed' },
          tone: 'warn',
        },
        { value: BINDING_STATES[3], label: { 'zh-CN': '未找到', en: 'Not found' }, tone: 'crit' },
      ],
    },
  },
  groups: { found: ['version', 'sha256', 'heading', 'place', 'state', 'now'] },
  indexes: [['document'], ['state']],
  permissions: { read: 'all', create: AUTHORS, update: AUTHORS, delete: AUTHORS },
}
