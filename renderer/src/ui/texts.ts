import type { Text } from '../../../contract/text.ts'

/** Texts of the controls themselves. */
export const TEXTS = {
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  close: { 'zh-CN': '关闭', en: 'Close' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  failed: { 'zh-CN': '读取不了', en: 'This cannot be read' },
  find: { 'zh-CN': '输入名称查找', en: 'Type a name' },
  dayWrong: { 'zh-CN': '日期写成2026-12-31', en: 'Write the day as 2026-12-31' },
  drop: { 'zh-CN': '移除{name}', en: 'Remove {name}' },
  password: { 'zh-CN': '密码', en: 'Password' },
  sign: { 'zh-CN': '签字', en: 'Sign' },
  signing: { 'zh-CN': '签字中', en: 'Signing' },
  showPassword: { 'zh-CN': '显示密码', en: 'Show password' },
  serverAddress: { 'zh-CN': '服务器地址', en: 'Address of the server' },
  joinCode: { 'zh-CN': '接入码', en: 'Code' },
  capsLock: { 'zh-CN': '大写锁定已开', en: 'Caps Lock is on' },
} as const satisfies Record<string, Text>
