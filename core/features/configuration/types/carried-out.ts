import type { FieldType } from '../../../../contract/record-type.ts'

/** How what was approved was carried out: in changes and upgrades alike, the last of their fields. */
export const CARRIED_OUT = {
  result: { kind: 'longText', label: { 'zh-CN': '结果与验证', en: 'Result and verification' } },
  documents: {
    kind: 'refs',
    ref: 'document',
    label: { 'zh-CN': '须更新的文档', en: 'Documents to be updated' },
    help: {
      'zh-CN': '关闭时向这些文档提出更新需求',
      en: 'Closing asks for an update of each of them',
    },
  },
  difference: {
    kind: 'longText',
    label: { 'zh-CN': '配置差异', en: 'What it changed' },
    readOnly: true,
  },
  approvedAt: {
    kind: 'instant',
    label: { 'zh-CN': '批准时间', en: 'Approved' },
    readOnly: true,
  },
  approvedBy: {
    kind: 'ref',
    ref: 'person',
    label: { 'zh-CN': '批准人', en: 'Approved by' },
    readOnly: true,
  },
  startedAt: { kind: 'instant', label: { 'zh-CN': '开始时间', en: 'Started' }, readOnly: true },
  finishedAt: { kind: 'instant', label: { 'zh-CN': '完成时间', en: 'Finished' }, readOnly: true },
  closedAt: { kind: 'instant', label: { 'zh-CN': '关闭时间', en: 'Closed' }, readOnly: true },
  attachments: { kind: 'attachments', label: { 'zh-CN': '附件', en: 'Attachments' } },
} as const satisfies Record<string, FieldType>
