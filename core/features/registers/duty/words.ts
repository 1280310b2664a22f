import type { Text } from '../../../../contract/text.ts'

/** What the registers say in the work list, on the sheet and on the ribbon. */
export const WORDS = {
  backup: { 'zh-CN': '处理备份异常：{name}', en: 'See to the backup {name}' },
  backupFailed: { 'zh-CN': '上次失败', en: 'Last run failed' },
  backupPartial: { 'zh-CN': '上次部分失败', en: 'Last run failed in part' },
  lentOut: { 'zh-CN': '{name}由{borrower}借用，未还', en: '{name} lent to {borrower}, not back' },
  disagrees: {
    'zh-CN': '{type}　{count}处不一致，待裁定',
    en: '{type}, fields that disagree: {count}',
  },
  mention: { 'zh-CN': '{name}@了你：{text}', en: '{name} mentioned you: {text}' },
  lost: { 'zh-CN': '{name}遗失', en: '{name} is lost' },
} as const satisfies Record<string, Text>
