import type { RecordType } from '../../../contract/record-type.ts'

/** Somebody put something off for himself, with the reason. One record for each person and item. */
export const workSnoozeType: RecordType = {
  name: 'work-snooze',
  label: { 'zh-CN': '暂缓', en: 'Snooze' },
  plural: { 'zh-CN': '暂缓', en: 'Snoozes' },
  icon: 's-snooze',
  title: 'reason',
  managed: true,
  levels: true,
  fields: {
    item: { kind: 'text', label: { 'zh-CN': '事项', en: 'Item' }, required: true, maxLength: 300 },
    person: {
      kind: 'ref',
      ref: 'person',
      label: { 'zh-CN': '暂缓人', en: 'Snoozed by' },
      required: true,
    },
    until: { kind: 'instant', label: { 'zh-CN': '暂缓至', en: 'Snoozed until' } },
    reason: { kind: 'text', label: { 'zh-CN': '原因', en: 'Reason' }, required: true },
  },
  indexes: [['until']],
  permissions: { read: 'all', create: [], update: [], delete: [] },
  writers: { create: 'all', update: 'all' },
}
