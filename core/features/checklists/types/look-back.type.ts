import type { RecordType } from '../../../../contract/record-type.ts'

export const LOOKERS = ['lead', 'manager', 'security', 'auditor'] as const

/** That a finding which was closed was looked at again 回头看, some time later and by somebody else. */
export const lookBackType: RecordType = {
  name: 'look-back',
  label: { 'zh-CN': '回头看', en: 'Look-back' },
  plural: { 'zh-CN': '回头看', en: 'Look-backs' },
  icon: 'eye',
  title: 'seen',
  appendOnly: true,
  fields: {
    finding: {
      kind: 'ref',
      ref: 'finding',
      label: { 'zh-CN': '问题', en: 'Finding' },
      required: true,
    },
    result: {
      kind: 'choice',
      label: { 'zh-CN': '结论', en: 'Result' },
      required: true,
      initial: 'holds',
      choices: [
        { value: 'holds', label: { 'zh-CN': '整改保持', en: 'It holds' }, tone: 'ok' },
        { value: 'partly', label: { 'zh-CN': '部分反弹', en: 'Partly back' }, tone: 'warn' },
        { value: 'again', label: { 'zh-CN': '问题重现', en: 'It is back' }, tone: 'crit' },
      ],
    },
    seen: {
      kind: 'longText',
      label: { 'zh-CN': '现场情况', en: 'What was seen' },
      required: true,
    },
    nextOn: { kind: 'date', label: { 'zh-CN': '再次回头看', en: 'Look again on' } },
    attachments: { kind: 'attachments', label: { 'zh-CN': '照片与附件', en: 'Photos and files' } },
  },
  search: ['seen'],
  indexes: [['finding']],
  permissions: { read: 'all', create: LOOKERS, update: [], delete: [] },
  list: {
    columns: ['finding', 'result', 'seen', '_created', '_created_by'],
    sort: { field: '_created', descending: true },
  },
}
