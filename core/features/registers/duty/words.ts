import type { Text } from '../../../../contract/text.ts'

/** What the registers say in the work list, on the sheet and on the ribbon. */
export const WORDS = {
  approve: { 'zh-CN': '待批准', en: 'Waits for approval' },
  window: { 'zh-CN': '维护窗口，按时开始', en: 'Maintenance window, to be started' },
  running: { 'zh-CN': '实施中', en: 'Running' },
  verify: { 'zh-CN': '已实施，待验证关闭', en: 'Carried out, to be verified and closed' },
  giveBack: { 'zh-CN': '收回{name}', en: 'Get back {name}' },
  backup: { 'zh-CN': '处理备份异常：{name}', en: 'See to the backup {name}' },
  backupFailed: { 'zh-CN': '上次失败', en: 'Last run failed' },
  backupPartial: { 'zh-CN': '上次部分失败', en: 'Last run failed in part' },
  restoreTest: { 'zh-CN': '恢复测试：{name}', en: 'Restore test of {name}' },
  review: { 'zh-CN': '评审岗位：{name}', en: 'Review the post {name}' },
  warranty: { 'zh-CN': '维保到期：{name}', en: 'Warranty ends: {name}' },
  contract: { 'zh-CN': '合同到期：{name}', en: 'Contract ends: {name}' },
  lentOut: { 'zh-CN': '{name}由{borrower}借出，未还', en: '{name} lent to {borrower}, not back' },
  lost: { 'zh-CN': '{name}遗失', en: '{name} is lost' },
} as const satisfies Record<string, Text>
