import type { Text } from '../../../../../contract/text.ts'

/** Texts of charts. */
export const TEXTS = {
  nothing: { 'zh-CN': '这段时间无数据。', en: 'No data in this period.' },
  summary: {
    'zh-CN': '最低{least}，最高{most}，最近{last}，{coverage}',
    en: 'lowest {least}, highest {most}, last {last}, {coverage}',
  },
  between: { 'zh-CN': '{mean}（{least}–{most}）', en: '{mean} ({least}–{most})' },
} as const satisfies Record<string, Text>
