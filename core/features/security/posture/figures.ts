import type { PostureFigure } from '../../../../contract/security.ts'
import { t } from '../../../records/declare.ts'
import type { Text } from '../../../../contract/text.ts'

type Tone = PostureFigure['tone']

/** What each figure says; the key names it in the contract. */
export const FIGURE_LABELS = {
  measuresWorking: t('有效措施', 'Measures that work'),
  measuresWeak: t('需加固', 'To be strengthened'),
  checksMade: t('完成检查', 'Checks made'),
  checksOverdue: t('检查逾期', 'Checks overdue'),
  assets: t('核心与重要数据', 'Core and important data'),
  assetsPlain: t('未加密', 'Not encrypted'),
  integrityOverdue: t('完整性校验逾期', 'Integrity checks overdue'),
  jobs: t('最近一次备份正常', 'Last backup normal'),
  restoreTests: t('恢复测试', 'Restore tests made'),
  restoreStale: t('恢复测试失效', 'Restore tests stale'),
  open: t('未关闭', 'Open'),
  openSevere: t('其中超危、高危', 'Of these critical and high'),
  overdue: t('超期', 'Overdue'),
  found: t('新发现', 'Found'),
  closed: t('关闭', 'Closed'),
  daysToClose: t('平均处置', 'Days to close, on average'),
  accepted: t('接受风险', 'Risks accepted'),
  acceptedExpired: t('接受已到期', 'Acceptances that ran out'),
  reviewed: t('权限已核查', 'Rights reviewed'),
  toWithdraw: t('待收回权限', 'Rights to withdraw'),
  events: t('发生', 'In the period'),
  eventsOpen: t('未关闭', 'Open'),
  audits: t('完成审计', 'Audits reported'),
  findingsOpen: t('未销号问题', 'Findings open'),
  findingsOverdue: t('整改逾期', 'Findings overdue'),
} as const satisfies Record<string, Text>

/** Something of which there should be none. */
export const fault = (value: number, tone: Tone = 'warn'): { tone: Tone } => ({
  tone: value > 0 ? tone : 'ok',
})

export const GAP_REASONS = {
  checkOverdue: t('检查逾期', 'Check overdue'),
  weak: t('需加固', 'To be strengthened'),
  plain: t('未加密', 'Not encrypted'),
  integrityOverdue: t('完整性校验逾期', 'Integrity check overdue'),
  backupFailed: t('最近一次备份失败', 'Last backup failed'),
  restoreStale: t('恢复测试超过100天', 'No restore test for 100 days'),
  restoreNever: t('从未做过恢复测试', 'Never restored for a test'),
  overdue: t('处置超期', 'Not fixed in time'),
  acceptanceOver: t('风险接受到期', 'Acceptance of the risk ran out'),
  scanOverdue: t('扫描逾期', 'Scan overdue'),
  neverReviewed: t('从未核查权限', 'Rights never reviewed'),
  reviewOld: t('权限核查超过90天', 'No review of rights for 90 days'),
  notWithdrawn: t('应收回的权限未收回', 'Rights to withdraw are still there'),
  eventOpen: t('安全事件未关闭', 'Security event open'),
  findingOverdue: t('整改逾期', 'Finding overdue'),
} as const satisfies Record<string, Text>
