import type { Text } from '../../../contract/text.ts'

/** What became of a version that another approves. */
export const VERSION_TEXTS = {
  restored: { 'zh-CN': '已恢复未存的修改', en: 'Unsaved changes are back' },
  discard: { 'zh-CN': '放弃修改', en: 'Discard them' },
  beside: {
    'zh-CN': '第{number}版批准时，另一台设备上还有改动：未经批准，不生效。',
    en: 'Version {number} was changed on another device while it was approved: that is not approved and not in use.',
  },
  besideReport: {
    'zh-CN': '批准时，另一台设备上还有改动：未经批准，不在报告内。',
    en: 'The report was changed on another device while it was approved: that is not approved and not part of it.',
  },
  seeBeside: { 'zh-CN': '看改动', en: 'See what changed' },
  takeBeside: { 'zh-CN': '接着写下一版', en: 'Go on with it' },
  waits: {
    'zh-CN': '第{number}版待他人批准，批准或退回前不能改。',
    en: 'Version {number} waits for approval by somebody else and cannot be changed until then.',
  },
  returnedFor: { 'zh-CN': '退回原因：{reason}', en: 'Returned: {reason}' },
} as const satisfies Record<string, Text>
