import { MONITOR_KIND_LABELS, MONITOR_KINDS } from '../../../../contract/monitoring.ts'
import type { RecordType } from '../../../../contract/record-type.ts'

const KEEPERS = ['lead', 'manager', 'administrator'] as const

/** What is watched, how often, and by which rules it is judged. Values are no records: they stand in metrics.db. */
export const monitorType: RecordType = {
  name: 'monitor',
  label: { 'zh-CN': '监控项', en: 'Monitor' },
  plural: { 'zh-CN': '监控项', en: 'Monitors' },
  icon: 'monitor',
  title: 'name',
  managed: true,
  fields: {
    name: { kind: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true, maxLength: 120 },
    kind: {
      kind: 'choice',
      label: { 'zh-CN': '类别', en: 'Kind' },
      required: true,
      choices: MONITOR_KINDS.map((value) => ({ value, label: MONITOR_KIND_LABELS[value] })),
    },
    target: {
      kind: 'json',
      label: { 'zh-CN': '对象', en: 'Target' },
      required: true,
      policy: 'reviewed',
    },
    interval: {
      kind: 'integer',
      label: { 'zh-CN': '间隔', en: 'Interval' },
      unit: 's',
      min: 1,
      max: 86_400,
    },
    timeout: {
      kind: 'integer',
      label: { 'zh-CN': '时限', en: 'Time limit' },
      unit: 's',
      min: 1,
      max: 120,
    },
    rules: { kind: 'json', label: { 'zh-CN': '规则', en: 'Rules' }, policy: 'reviewed' },
    parent: { kind: 'ref', ref: 'monitor', label: { 'zh-CN': '上级监控项', en: 'Parent' } },
    post: { kind: 'ref', ref: 'post', label: { 'zh-CN': '责任岗位', en: 'Responsible post' } },
    items: {
      kind: 'refs',
      ref: 'configuration-item',
      label: { 'zh-CN': '配置项', en: 'Configuration items' },
    },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    device: { kind: 'ref', ref: 'device', label: { 'zh-CN': '监控设备', en: 'Probed by' } },
    enabled: { kind: 'boolean', label: { 'zh-CN': '启用', en: 'Switched on' }, policy: 'reviewed' },
    zone: { kind: 'text', label: { 'zh-CN': '时区', en: 'Time zone' }, maxLength: 60 },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' }, maxLength: 4_000 },
  },
  search: ['notes', 'tags'],
  indexes: [['enabled', 'device']],
  permissions: {
    read: 'all',
    create: KEEPERS,
    update: KEEPERS,
    delete: ['manager', 'administrator'],
  },
  list: {
    columns: ['name', 'kind', 'interval', 'enabled', 'items', 'post', 'tags'],
    sort: { field: 'name' },
  },
}

/** Time in which alerts of some monitors are held back and what is down counts as planned. */
export const maintenanceWindowType: RecordType = {
  name: 'maintenance-window',
  label: { 'zh-CN': '维护窗口', en: 'Maintenance window' },
  plural: { 'zh-CN': '维护窗口', en: 'Maintenance windows' },
  icon: 's-maint',
  title: 'title',
  managed: true,
  fields: {
    title: {
      kind: 'text',
      label: { 'zh-CN': '标题', en: 'Title' },
      required: true,
      maxLength: 120,
    },
    from: { kind: 'instant', label: { 'zh-CN': '开始', en: 'From' }, required: true },
    to: { kind: 'instant', label: { 'zh-CN': '结束', en: 'To' }, required: true },
    monitors: { kind: 'refs', ref: 'monitor', label: { 'zh-CN': '监控项', en: 'Monitors' } },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    reason: { kind: 'longText', label: { 'zh-CN': '原因', en: 'Reason' }, maxLength: 1_000 },
    change: { kind: 'ref', ref: 'change', label: { 'zh-CN': '变更', en: 'Change' } },
    by: { kind: 'ref', ref: 'person', label: { 'zh-CN': '安排人', en: 'Planned by' } },
    endedAt: {
      kind: 'instant',
      label: { 'zh-CN': '提前结束', en: 'Ended early' },
      policy: 'decided',
    },
    endedBy: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '结束人', en: 'Ended by' },
      policy: 'decided',
    },
  },
  groups: { end: ['endedAt', 'endedBy'] },
  search: ['reason', 'tags'],
  indexes: [['to']],
  permissions: { read: 'all', create: KEEPERS, update: KEEPERS, delete: [] },
  list: {
    columns: ['title', 'from', 'to', 'monitors', 'tags', 'by'],
    sort: { field: 'from', descending: true },
  },
}
