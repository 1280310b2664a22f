import type { Text } from '../../../contract/text.ts'

/** Texts of steps that are worked off, whatever record they belong to. */
export const TEXTS = {
  stepHint: { 'zh-CN': '写一步，Enter添加', en: 'Write a step, Enter adds it' },
  add: { 'zh-CN': '添加', en: 'Add' },
  done: { 'zh-CN': '完成', en: 'Done' },
  cannot: { 'zh-CN': '做不了', en: 'Cannot' },
  skipped: { 'zh-CN': '跳过', en: 'Skipped' },
  reason: { 'zh-CN': '原因', en: 'Reason' },
  wanted: { 'zh-CN': '必填', en: 'Fill this in' },
  working: { 'zh-CN': '正在保存', en: 'Saving' },
  stepDone: { 'zh-CN': '已完成：{title}', en: 'Done: {title}' },
  undo: { 'zh-CN': '撤销', en: 'Undo' },
  expected: { 'zh-CN': '完成标志：{text}', en: 'Done when: {text}' },
} as const satisfies Record<string, Text>
