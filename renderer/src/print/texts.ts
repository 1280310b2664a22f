import type { Text } from '../../../contract/text.ts'

/** Texts around everything that is printed. */
export const TEXTS = {
  printedBy: { 'zh-CN': '{who}打印于{time}', en: 'Printed by {who}, {time}' },
  printHead: { 'zh-CN': '链头{head}', en: 'Chain head {head}' },
  printVerify: {
    'zh-CN': '用“值守”核对链头，可验证本页内容未被改动。',
    en: 'Compare the chain head in Watchkeeper to verify this page.',
  },
  fileSaved: { 'zh-CN': '已存到{path}', en: 'Saved to {path}' },
} as const satisfies Record<string, Text>
