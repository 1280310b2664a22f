import type { Text } from '../../../../contract/text.ts'
import { both, type Act } from './stories.ts'

/** An item of a checklist that is bound to a place of a manual. */
export interface BoundItem {
  readonly list: string
  readonly item: string
  readonly document: string
  /** Heading under which the place stands. */
  readonly heading: Text
  /** Who looked at it again after the text had become another. */
  readonly confirmed?: Act
}

const bound = (
  list: string,
  item: string,
  document: string,
  zh: string,
  en: string,
): BoundItem => ({ list, item, document, heading: both(zh, en) })

export const BOUND: readonly BoundItem[] = [
  bound(
    'machine-room-round',
    'ups-1-output',
    'ups-manual',
    '4.2.1 输出电压',
    '4.2.1 Output voltage',
  ),
  bound(
    'machine-room-round',
    'ups-1-resistance',
    'ups-manual',
    '5.3 内阻跟踪',
    '5.3 Watching the resistance',
  ),
  bound(
    'machine-room-round',
    'cold-aisle-a',
    'machine-room-climate',
    '2.1 冷通道温度',
    '2.1 Cold aisle temperature',
  ),
  bound(
    'facility-daily',
    'cylinder',
    'machine-room-climate',
    '6.2 气瓶压力',
    '6.2 Cylinder pressure',
  ),
  {
    ...bound(
      'database-daily',
      'write-latency',
      'core-storage-manual',
      '5.2 写缓存降级',
      '5.2 Write cache degraded',
    ),
    confirmed: ['li.gd', -35, '10:20'],
  },
  bound('database-daily', 'replication-lag', 'database-switchover', '3.2 前提', '3.2 Conditions'),
  bound(
    'database-daily',
    'backup-result',
    'backup-restore',
    '2.2 看结果',
    '2.2 Reading the result',
  ),
  bound('network-daily', 'line-a-loss', 'core-switch-manual', '4.1 切换判据', '4.1 When to switch'),
  bound('network-daily', 'core-redundancy', 'core-switch-manual', '2.2 冗余检查', '2.2 Redundancy'),
  {
    ...bound('shift-handover', 'keys-out', 'duty-manual', '5.1 钥匙与门禁卡', '5.1 Keys and cards'),
    confirmed: ['chen.ly', -5, '09:52'],
  },
  bound(
    'shift-handover',
    'lamps',
    'core-storage-manual',
    '3.1 面板指示灯',
    '3.1 Lamps of the panel',
  ),
]

/** Logins of those who have not confirmed yet that they read the new manual of the shift. */
export const UNREAD: readonly string[] = ['lin.xt', 'shen.gh']

/** What others ask of a document. */
export const WISHES: readonly {
  readonly document: string
  readonly trigger: 'architecture' | 'feature' | 'periodic'
  readonly asked: Act
  readonly reason: Text
  readonly source: string
}[] = [
  {
    document: 'architecture',
    trigger: 'architecture',
    asked: ['zhao.ym', -6, '11:25'],
    reason: both(
      'SAN-01月底扩容12 TB，存储分区和备份窗口都要变，架构图与容量表先改',
      'SAN-01 gets 12 TB more at the end of the month: partitions and the backup window change, so the drawing and the capacity table come first',
    ),
    source: 'ci/SAN-01',
  },
  {
    document: 'core-storage-manual',
    trigger: 'feature',
    asked: ['zhao.ym', 0, '11:10'],
    reason: both(
      '夜间备件微码不符，更换延到10:00。附录B写明到货先核对微码',
      'The spare of last night carried another microcode and the replacement had to wait until 10:00. Appendix B should say that microcode is checked on arrival',
    ),
    source: 'ci/SAN-02',
  },
]
