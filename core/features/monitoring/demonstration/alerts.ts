import type { Text } from '../../../../contract/text.ts'

type When = readonly [day: number, time: string]

/** An alert of the story: what the device saw, and what people did with it. */
export interface StoryAlert {
  readonly monitor: string
  readonly rule: string
  readonly kind: 'threshold' | 'state' | 'matches'
  readonly instance?: string
  readonly metric?: string
  readonly severity: 'crit' | 'warn' | 'notice'
  readonly title: Text
  readonly value?: number
  readonly limit?: number
  readonly worst?: number
  readonly raised: When
  readonly cleared?: When
  readonly context?: Text
  readonly advice?: string
  readonly acknowledged?: readonly [login: string, when: When, reason: Text]
  readonly snoozed?: readonly [login: string, when: When, until: When, reason: Text]
  readonly note?: readonly [login: string, when: When, text: Text]
  readonly classified?: readonly [
    login: string,
    when: When,
    as: 'maintenance' | 'falseAlarm',
    reason: Text,
  ]
  readonly done?: readonly [login: string, when: When, note: Text, before: number, after: number]
}

const t = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

export const STORY_ALERTS: readonly StoryAlert[] = [
  {
    monitor: 'san-02-b',
    rule: 'down',
    kind: 'state',
    severity: 'crit',
    title: t('SAN-02 B控 超时', 'SAN-02 controller B timed out'),
    raised: [0, '01:52'],
    cleared: [0, '10:24'],
    context: t(
      '超时\nconnect ETIMEDOUT 10.20.8.13:443',
      'timed out\nconnect ETIMEDOUT 10.20.8.13:443',
    ),
    acknowledged: [
      'wang.xm',
      [0, '01:54'],
      t('已报值班长陈立远，联系存储厂家', 'Told Chen Liyuan, calling the storage vendor'),
    ],
    note: [
      'chen.ly',
      [0, '04:21'],
      t(
        '控制器B主板故障，10:00更换，更换前勿重启控制器A。',
        'Board of controller B faulty, replaced at 10:00; do not restart controller A before.',
      ),
    ],
  },
  {
    monitor: 'db-core-01-write',
    rule: 'write-slow',
    kind: 'threshold',
    metric: 'latency.write',
    severity: 'crit',
    title: t('db-core-01 写延迟', 'db-core-01 Write latency'),
    value: 57.3,
    limit: 50,
    worst: 88.2,
    raised: [0, '02:06'],
    cleared: [0, '03:06'],
    acknowledged: [
      'wang.xm',
      [0, '02:14'],
      t('随SAN-02事件处理，批量已暂停', 'Handled with the SAN-02 incident, batches held'),
    ],
  },
  {
    monitor: 'aisle-a',
    rule: 'hot',
    kind: 'threshold',
    metric: 'temperature',
    severity: 'warn',
    title: t('冷通道A 温度', 'Cold aisle A Temperature'),
    value: 25.1,
    limit: 25,
    worst: 25.7,
    raised: [0, '01:58'],
    cleared: [0, '14:12'],
    acknowledged: [
      'zhou.m',
      [0, '03:33'],
      t('AC-2滤网压差偏高，每小时加测', 'Filter of AC-2 clogged, one reading an hour'),
    ],
  },
  {
    monitor: 'web-07',
    rule: 'disk-high',
    kind: 'threshold',
    instance: '/var',
    metric: 'disk.used:/var',
    severity: 'warn',
    title: t('web-07 /var 磁盘已用', 'web-07 /var Disk used'),
    value: 85.1,
    limit: 85,
    raised: [-1, '21:06'],
    advice: 'space',
    snoozed: [
      'wang.xm',
      [-1, '22:10'],
      [1, '10:00'],
      t('应用组明日清理旧日志', 'The application team clears old logs tomorrow'),
    ],
  },
  {
    monitor: 'sso-gw-02',
    rule: 'certificate-30',
    kind: 'threshold',
    metric: 'certificate.days',
    severity: 'warn',
    title: t('sso-gw-02 证书剩余', 'sso-gw-02 Certificate valid for'),
    value: 22,
    limit: 30,
    worst: 14,
    raised: [-8, '09:00'],
    cleared: [0, '02:48'],
    advice: 'certificate',
    acknowledged: [
      'wang.xm',
      [-8, '09:20'],
      t('已通知吴海涛提变更，排夜间窗口', 'Wu Haitao asks for a change in a night window'),
    ],
  },
  {
    monitor: 'db-core-01',
    rule: 'cpu-high',
    kind: 'threshold',
    metric: 'cpu',
    severity: 'warn',
    title: t('db-core-01 CPU使用率', 'db-core-01 CPU'),
    value: 90.6,
    limit: 80,
    worst: 95.4,
    raised: [-12, '09:13'],
    cleared: [-12, '11:42'],
    advice: 'optimise',
    acknowledged: [
      'zhao.ym',
      [-12, '09:18'],
      t('对账批量与日间业务重叠', 'The reconciliation batch overlaps with daytime load'),
    ],
    done: [
      'wang.xm',
      [-5, '16:40'],
      t('对账语句已加索引，批量改到02:30', 'Index for the reconciliation, batches moved to 02:30'),
      66,
      49,
    ],
  },
  {
    monitor: 'line-b',
    rule: 'down',
    kind: 'state',
    severity: 'crit',
    title: t('专线B 不可达', 'Line B unreachable'),
    raised: [-9, '14:13'],
    cleared: [-9, '14:30'],
    context: t(
      '不可达\n3 packets transmitted, 0 received, 100% packet loss',
      'unreachable\n3 packets transmitted, 0 received, 100% packet loss',
    ),
    acknowledged: [
      'wu.ht',
      [-9, '14:16'],
      t('运营商割接，事先发过公告', 'Carrier cut-over, announced beforehand'),
    ],
    classified: [
      'zhao.ym',
      [-9, '15:05'],
      'maintenance',
      t(
        '运营商计划割接，公告漏登记',
        'Planned cut-over of the carrier; its notice had not been entered',
      ),
    ],
  },
  {
    monitor: 'backup-agent',
    rule: 'down',
    kind: 'state',
    severity: 'crit',
    title: t('backup-01 备份服务 未运行', 'backup-01 backup service not running'),
    raised: [-5, '23:30'],
    cleared: [-5, '23:49'],
    context: t('未运行\nfailed, failed, exit-code', 'not running\nfailed, failed, exit-code'),
    advice: 'restart',
    acknowledged: [
      'sun.jy',
      [-5, '23:33'],
      t('打补丁重启后未自启，已手动拉起', 'Did not start by itself after a patch; started by hand'),
    ],
  },
  {
    monitor: 'social-log',
    rule: 'matches',
    kind: 'matches',
    instance: 'timeout',
    severity: 'warn',
    title: t('社保核心应用日志 timeout', 'Social security application log timeout'),
    value: 3,
    limit: 1,
    raised: [0, '01:57'],
    cleared: [0, '03:14'],
    context: t(
      '01:57:03.118 INFO  请求 SB-20413 开始\n01:57:33.120 ERROR 连接池超时：等待30s无可用连接（活动64/64）\n01:57:33.121 WARN  请求 SB-20413 转入重试队列',
      '01:57:03.118 INFO  请求 SB-20413 开始\n01:57:33.120 ERROR 连接池超时：等待30s无可用连接（活动64/64）\n01:57:33.121 WARN  请求 SB-20413 转入重试队列',
    ),
    acknowledged: [
      'wang.xm',
      [0, '02:15'],
      t('写延迟引起，随事件处理', 'Follows from the write latency'),
    ],
  },
  {
    monitor: 'hall-home',
    rule: 'down',
    kind: 'state',
    severity: 'crit',
    title: t('办事大厅首页 状态码异常', 'Service hall, home page unexpected status'),
    raised: [-2, '16:20'],
    cleared: [-2, '16:27'],
    context: t('状态码异常\nHTTP 502', 'unexpected status\nHTTP 502'),
    acknowledged: ['wang.xm', [-2, '16:22'], t('应用组发布重启中', 'Restarting after a release')],
    classified: [
      'chen.ly',
      [-2, '17:40'],
      'falseAlarm',
      t('灰度发布，另一节点正常', 'Staged release, the other node served'),
    ],
  },
]
