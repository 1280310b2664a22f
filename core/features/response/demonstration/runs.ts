import type { StepOutcome } from '../../../../contract/response-engine.ts'
import type { Text } from '../../../../contract/text.ts'

/** How the storage plan was drilled, and how it went in the night of the fault. */

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

export interface Decided {
  readonly time: string
  readonly login: string
  readonly step: string
  readonly outcome?: StepOutcome
  readonly reason?: Text
  /** A reporting step: what was reported. */
  readonly report?: Text
}

/** Day of the drill; a live one, comprehensive. */
export const DRILL_DAY = -9
export const DRILL: readonly Decided[] = [
  {
    time: '14:06',
    login: 'ma.j',
    step: 'call',
    report: both(
      '演练：14:00起SAN-02控制器B离线，社保核心库写入变慢，正在核实。',
      'Drill: SAN-02 controller B offline since 14:00, core database slow to write; being checked.',
    ),
  },
  { time: '14:13', login: 'li.gd', step: 'look' },
  { time: '14:19', login: 'ma.j', step: 'judge' },
  { time: '14:41', login: 'wang.xm', step: 'switch' },
  { time: '14:48', login: 'wang.xm', step: 'verify' },
  {
    time: '14:52',
    login: 'ma.j',
    step: 'progress',
    report: both(
      '演练：14:41写流量切到db-core-02，参保登记验证通过，准备停故障侧路径。',
      'Drill: writes on db-core-02 since 14:41, test case registered; paths of the failed side come next.',
    ),
  },
  { time: '14:56', login: 'li.gd', step: 'paths' },
  {
    time: '15:02',
    login: 'li.gd',
    step: 'vendor',
    outcome: 'skipped',
    reason: both(
      '演练不请厂家到场，电话核对流程',
      'The vendor is not called in; the procedure was checked by phone',
    ),
  },
  {
    time: '15:08',
    login: 'li.gd',
    step: 'replace',
    outcome: 'skipped',
    reason: both('演练不换件，口述步骤', 'No part is replaced; the steps were told'),
  },
  { time: '15:37', login: 'wang.xm', step: 'back' },
  {
    time: '15:44',
    login: 'wang.xm',
    step: 'backup',
    outcome: 'cannot',
    reason: both(
      '备份窗口未到，测试库空间不足',
      'Outside of the backup window; the test database has no room',
    ),
  },
]

export const FINDINGS: readonly {
  readonly step: string
  readonly title: Text
  readonly severity: 'minor' | 'major'
  readonly owner: string
  readonly inDays: number
}[] = [
  {
    step: 'switch',
    title: both(
      '切换脚本未核对备库延迟，靠人工核对',
      'The switching script does not check the lag of the standby',
    ),
    severity: 'major',
    owner: 'wang.xm',
    inDays: 20,
  },
  {
    step: 'backup',
    title: both('试恢复用的测试库空间不足', 'The test database has no room for a restore'),
    severity: 'minor',
    owner: 'wu.ht',
    inDays: 30,
  },
]

export const SCORES: readonly {
  readonly login: string
  readonly time: string
  readonly scores: readonly [number, number, number]
  readonly comment: Text
}[] = [
  {
    login: 'he.jp',
    time: '16:20',
    scores: [88, 82, 90],
    comment: both(
      '分工清楚，切换超时7分钟',
      'Roles were clear; the switch took 7 minutes too long',
    ),
  },
  {
    login: 'han.x',
    time: '16:31',
    scores: [85, 84, 86],
    comment: both('报告及时，现场指令可以再短', 'Reports in time; orders could be shorter'),
  },
]

/** The night of the fault: day 0 of the story. */
export const NIGHT: readonly Decided[] = [
  {
    time: '02:01',
    login: 'chen.ly',
    step: 'call',
    report: both(
      '01:52 SAN-02控制器B离线，社保核心库写入变慢，批量已停，控制器A正常。',
      'SAN-02 controller B offline since 01:52, core database slow to write; batches held, controller A normal.',
    ),
  },
  { time: '02:09', login: 'zhou.m', step: 'look' },
  { time: '02:39', login: 'chen.ly', step: 'judge' },
  { time: '03:00', login: 'wang.xm', step: 'switch' },
  { time: '03:04', login: 'wang.xm', step: 'verify' },
  {
    time: '03:09',
    login: 'chen.ly',
    step: 'progress',
    report: both(
      '03:04业务恢复，影响72分钟，控制器待更换。',
      'Service normal at 03:04 after 72 minutes; the controller is still to be replaced.',
    ),
  },
  { time: '03:15', login: 'zhou.m', step: 'paths' },
  {
    time: '04:20',
    login: 'chen.ly',
    step: 'vendor',
    outcome: 'cannot',
    reason: both(
      '备件微码不符，改为10:00更换',
      'The spare carries another microcode; replacement at 10:00',
    ),
  },
  { time: '10:26', login: 'zhao.ym', step: 'replace' },
  {
    time: '10:31',
    login: 'zhao.ym',
    step: 'back',
    outcome: 'skipped',
    reason: both(
      '按规程观察满24小时，另提变更回切',
      'Watched for 24 hours first, as the procedure asks; switched back by a change of its own',
    ),
  },
  { time: '11:24', login: 'wu.ht', step: 'backup' },
]
