import { fill, type Language, type Text } from '../../../../contract/text.ts'

/** What core says of documents in the work list. */
const TEXTS = {
  review: { 'zh-CN': '复审文档：{title}', en: 'Review document: {title}' },
  update: { 'zh-CN': '更新文档：{title}', en: 'Update document: {title}' },
  approve: { 'zh-CN': '审批文档：{title} {version}', en: 'Approve document: {title} {version}' },
  publish: { 'zh-CN': '发布文档：{title} {version}', en: 'Publish document: {title} {version}' },
  read: { 'zh-CN': '阅读并确认：{title} {version}', en: 'Read and confirm: {title} {version}' },
  bindings: {
    'zh-CN': '核对手册绑定：{title}，{count}处',
    en: 'Check bindings to the manual: {title} ({count})',
  },
} as const satisfies Record<string, Text>

export const say = (
  language: Language,
  key: keyof typeof TEXTS,
  params: Readonly<Record<string, unknown>>,
): string => fill(TEXTS[key][language], params)
