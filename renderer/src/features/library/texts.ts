import type { Text } from '../../../../contract/text.ts'

/** Texts of the library's screen. */
export const TEXTS = {
  title: { 'zh-CN': '文档库', en: 'Library' },
  choose: { 'zh-CN': '选一篇文档打开', en: 'Choose a document to read it' },
  beside: { 'zh-CN': '并排：回到之前的画面', en: 'Beside: back to the screen before' },
  versions: { 'zh-CN': '版本', en: 'Versions' },
  bind: { 'zh-CN': '绑定到步骤', en: 'Bind to a step' },
  write: { 'zh-CN': '编写文档', en: 'Write a document' },
} as const satisfies Record<string, Text>
