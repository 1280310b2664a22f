import type { Text } from './text.ts'

/** What users do that monitors of kind `behaviour` tell apart; rules name them as patterns. */
export const BEHAVIOURS = {
  'failed-sign-in': { 'zh-CN': '登录失败', en: 'Failed sign-in' },
  'sign-in': { 'zh-CN': '登录', en: 'Sign-in' },
  'unknown-user': { 'zh-CN': '不存在的账号登录', en: 'Sign-in of an unknown user' },
  export: { 'zh-CN': '导出', en: 'Export' },
  print: { 'zh-CN': '打印', en: 'Print' },
  'document-read': { 'zh-CN': '阅读文档', en: 'Document read' },
  'out-of-hours': { 'zh-CN': '非工作时间访问', en: 'Access out of hours' },
} as const satisfies Record<string, Text>
export type Behaviour = keyof typeof BEHAVIOURS
