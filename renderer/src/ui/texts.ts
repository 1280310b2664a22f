import type { Text } from '../../../contract/text.ts'

/** Texts of the controls themselves. */
export const TEXTS = {
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  close: { 'zh-CN': '关闭', en: 'Close' },
  showPassword: { 'zh-CN': '显示密码', en: 'Show password' },
  capsLock: { 'zh-CN': '大写锁定已开', en: 'Caps Lock is on' },
} as const satisfies Record<string, Text>
