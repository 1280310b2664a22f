import type { RecordType } from '../../../../contract/record-type.ts'

const KEEPERS = ['operator', 'lead', 'manager', 'administrator'] as const

/** One collection of a workstation that found something different; the first one found everything. */
export const collectionType: RecordType = {
  name: 'configuration-collection',
  label: { 'zh-CN': '配置采集', en: 'Configuration collection' },
  plural: { 'zh-CN': '配置采集', en: 'Configuration collections' },
  icon: 'config',
  title: 'host',
  managed: true,
  byDevice: ['host', 'device', 'takenAt', 'changes', 'count'],
  fields: {
    host: { kind: 'text', label: { 'zh-CN': '主机名', en: 'Host name' }, required: true },
    device: { kind: 'ref', ref: 'device', label: { 'zh-CN': '工作站', en: 'Workstation' } },
    takenAt: { kind: 'instant', label: { 'zh-CN': '采集时间', en: 'Collected' }, required: true },
    count: { kind: 'integer', label: { 'zh-CN': '差异数', en: 'Differences' }, min: 0 },
    changes: { kind: 'json', label: { 'zh-CN': '差异', en: 'Differences' } },
    reviewedAt: {
      kind: 'instant',
      label: { 'zh-CN': '核对时间', en: 'Reviewed' },
      policy: 'decided',
    },
    reviewedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '核对人', en: 'Reviewed by' },
      policy: 'decided',
    },
    note: {
      kind: 'text',
      label: { 'zh-CN': '核对说明', en: 'Remark' },
      maxLength: 500,
      policy: 'decided',
    },
    change: {
      kind: 'ref',
      ref: 'change',
      label: { 'zh-CN': '对应变更', en: 'Change behind it' },
      policy: 'decided',
    },
  },
  groups: { review: ['reviewedAt', 'reviewedBy', 'note', 'change'] },
  indexes: [['device', 'takenAt']],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: [] },
  list: { columns: ['host', 'takenAt', 'count', 'reviewedAt', 'reviewedBy'] },
}
