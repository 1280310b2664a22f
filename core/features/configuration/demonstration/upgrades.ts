import type { Text } from '../../../../contract/text.ts'
import { t } from '../../../demonstration/rows.ts'

type When = readonly [login: string, day: number, time: string]

export interface UpgradeStory {
  readonly key: string
  readonly fields: Readonly<Record<string, string | Text>>
  readonly items: readonly string[]
  readonly owner: string
  readonly implementer?: string
  readonly asked: When
  readonly window?: readonly [day: number, from: string, to: string]
  readonly planned?: When
  readonly steps?: readonly { readonly title: Text; readonly expected?: Text }[]
  readonly tests?: readonly {
    readonly kind: 'functional' | 'performance' | 'compatibility'
    readonly title: Text
    readonly expected: Text
    readonly result?: 'pass' | 'fail'
    readonly actual?: Text
  }[]
  readonly tested?: When
  readonly approved?: readonly [day: number, time: string]
  readonly started?: When
  /** Minutes after the start at which each step was done. */
  readonly minutes?: readonly number[]
  readonly finished?: When
  readonly closed?: When
  readonly problems?: Text
  readonly result?: Text
  /** What the items say afterwards. */
  readonly made?: Readonly<Record<string, string | Text>>
}

export const UPGRADES: readonly UpgradeStory[] = [
  {
    key: 'backup-server',
    items: ['backup-01'],
    owner: 'wang.xm',
    implementer: 'wang.xm',
    asked: ['wang.xm', -12, '10:00'],
    fields: {
      title: t('备份软件升级到8.2', 'Backup software to 8.2'),
      source: 'vendor',
      fromVersion: '8.0.4',
      toVersion: '8.2.1',
      need: t(
        '8.0在大于2 TB的目录上校验会跳过文件，8.2修复。核心库全量已到1.8 TB，预计两个月后超过。',
        'Verification of 8.0 skips files in folders above 2 TB; 8.2 fixes this. The full backup stands at 1.8 TB and will pass that in two months.',
      ),
      feasibility: t(
        '备份窗口外实施，停机30分钟；许可不变；客户端8.0与服务端8.2在兼容列表内。',
        'Outside of the backup window, 30 minutes of downtime; same licence; 8.0 clients with an 8.2 server are on the compatibility list.',
      ),
      risk: t(
        '目录库升级失败时当晚备份缺失。',
        'If the catalogue upgrade fails, the night goes without a backup.',
      ),
      emergency: t(
        '22:00前未恢复：当晚用数据库自带工具直接备到SAN-01。',
        'If it is not back by 22:00: back up with the database’s own tool to SAN-01 that night.',
      ),
      rollback: t(
        '1. 停服务；2. 恢复升级前目录库导出；3. 装回8.0.4；4. 跑一次小作业核对。时限：开始后60分钟，王雪梅决定。',
        '1. Stop. 2. Restore the catalogue export. 3. Install 8.0.4. 4. Run a small job. Until 60 minutes after the start; Wang Xuemei decides.',
      ),
    },
    window: [-8, '14:00', '16:00'],
    planned: ['wang.xm', -11, '09:30'],
    steps: [
      {
        title: t(
          '导出目录库，存到SAN-01并核对大小',
          'Export the catalogue to SAN-01 and compare its size',
        ),
        expected: t('导出日志无错误', 'No errors in its log'),
      },
      { title: t('暂停全部作业', 'Suspend all jobs') },
      {
        title: t('安装8.2.1，升级目录库', 'Install 8.2.1 and upgrade the catalogue'),
        expected: t('版本显示8.2.1', 'It shows version 8.2.1'),
      },
      {
        title: t('恢复作业，跑核心库日志备份', 'Resume jobs and run the archive log backup'),
        expected: t('作业正常结束', 'The job ends well'),
      },
      { title: t('抽一个文件做恢复核对', 'Restore one file and compare it') },
    ],
    tests: [
      {
        kind: 'functional',
        title: t('全量、日志、恢复各一次', 'Full, log and restore once each'),
        expected: t('全部成功，校验一致', 'All of them work and verify'),
        result: 'pass',
        actual: t(
          '测试库全量41分钟，恢复38分钟，校验一致。',
          'Full 41 min, restore 38 min, verified.',
        ),
      },
      {
        kind: 'performance',
        title: t('100 GB备份耗时不长于8.0', '100 GB take no longer than with 8.0'),
        expected: t('不超过14分钟', 'At most 14 minutes'),
        result: 'pass',
        actual: t('12分40秒。', '12 min 40 s.'),
      },
      {
        kind: 'compatibility',
        title: t('8.0客户端连8.2服务端', 'Client 8.0 with server 8.2'),
        expected: t('备份、恢复均正常', 'Backs up and restores'),
        result: 'pass',
        actual: t('db-test上8.0.4客户端正常。', 'Client 8.0.4 on db-test works.'),
      },
    ],
    tested: ['wang.xm', -10, '21:00'],
    approved: [-8, '10:20'],
    started: ['wang.xm', -8, '14:03'],
    minutes: [9, 11, 34, 47, 62],
    finished: ['wang.xm', -8, '15:10'],
    closed: ['zhao.ym', -6, '17:20'],
    problems: t(
      '目录库升级比测试慢9分钟，因历史作业多；未超窗口。',
      'The catalogue took 9 minutes longer than in the test because of its history; within the window.',
    ),
    result: t(
      '当晚全量正常，校验覆盖全部文件。',
      'The full backup of the night ran well and verified every file.',
    ),
    made: { version: '8.2.1' },
  },
  {
    key: 'san-microcode',
    items: ['SAN-02'],
    owner: 'wang.xm',
    implementer: 'wang.xm',
    asked: ['wang.xm', -5, '11:00'],
    fields: {
      title: t('SAN-02微码升级到6.2.0', 'Microcode of SAN-02 to 6.2.0'),
      source: 'vendor',
      fromVersion: '6.1.3',
      toVersion: '6.2.0',
      need: t(
        '厂家公告：6.1.3在缓存电池老化时控制器会误判心跳丢失。近期控制器B已出现一次。',
        'Vendor notice: on 6.1.3 a controller may lose its heartbeat by mistake when the cache battery ages. Controller B had it once.',
      ),
      feasibility: t(
        '双控逐个升级，业务不停；厂家工程师到场；控制器B的缓存电池已更换。误判只在SAN-02出现，先升SAN-02、7日后升SAN-01，与手册次序不同，报何建平同意。',
        'Controllers one after the other without downtime, the vendor’s engineer on site; the battery of controller B has been replaced. Only SAN-02 is concerned, so it goes first and SAN-01 seven days later: other than the manual has it, He Jianping agrees.',
      ),
      risk: t(
        '单控期间写缓存关闭，时延升高到平时3倍。SAN-02上有核心库，影响社保、医保、电子证照。',
        'With one controller the write cache is off and latency triples. The core database stands on SAN-02: social security, insurance and licences are affected.',
      ),
      emergency: t(
        '时延超过50 ms持续3分钟：停止升级，保持单控，报何建平；业务中断启动《核心存储故障应急预案》。',
        'If latency stays above 50 ms for 3 minutes: stop, stay on one controller, tell He Jianping. If service stops, activate the plan for SAN-02.',
      ),
      rollback: t(
        '1. 厂家写回6.1.3；2. 逐控重启；3. 核对多路径和缓存镜像。控制器B完成、A未开始前可回退，何建平决定。',
        '1. The vendor puts 6.1.3 back. 2. Restart controllers one by one. 3. Check paths and cache mirroring. Possible after B and before A; He Jianping decides.',
      ),
    },
    window: [3, '22:00', '23:59'],
    planned: ['wang.xm', -4, '10:15'],
    steps: [
      {
        title: t(
          '核对24小时内无硬件告警，导出支持包',
          'No hardware alerts for 24 hours; export the support bundle',
        ),
      },
      {
        title: t('核对全部主机多路径为双活', 'All hosts run both paths active'),
        expected: t('每台8条路径', '8 paths each'),
      },
      {
        title: t('升级控制器B并重启', 'Upgrade and restart controller B'),
        expected: t('控制器B显示6.2.0，缓存镜像恢复', 'B shows 6.2.0, cache mirroring is back'),
      },
      {
        title: t('观察15分钟：时延、写缓存', 'Watch latency and write cache for 15 minutes'),
        expected: t('时延低于20 ms', 'Latency below 20 ms'),
      },
      { title: t('何建平决定继续或回退', 'He Jianping decides to go on or back') },
      { title: t('升级控制器A并重启', 'Upgrade and restart controller A') },
      {
        title: t(
          '核对主备库同步、业务抽查',
          'Compare primary and standby, spot-check the services',
        ),
      },
    ],
    tests: [
      {
        kind: 'functional',
        title: t(
          '厂家测试机上写入、快照、恢复',
          'Write, snapshot and restore on the vendor’s test array',
        ),
        expected: t('全部正常', 'All of it works'),
        result: 'pass',
        actual: t(
          '厂家测试机已在6.2.0运行两周，三项正常。',
          'The vendor’s test array has run on 6.2.0 for two weeks; all three work.',
        ),
      },
      {
        kind: 'performance',
        title: t('4K随机写时延', '4K random write latency'),
        expected: t('不高于6.1.3', 'Not above 6.1.3'),
        result: 'pass',
        actual: t('1.9 ms，6.1.3为2.1 ms。', '1.9 ms, with 6.1.3 it was 2.1 ms.'),
      },
      {
        kind: 'compatibility',
        title: t('主机多路径软件版本', 'Multipath software of the hosts'),
        expected: t('在兼容列表内', 'On the compatibility list'),
      },
    ],
  },
  {
    key: 'hall-frontend',
    items: ['hall-fe-02', 'hall-fe-03', 'HALL'],
    owner: 'wu.ht',
    asked: ['wu.ht', -2, '15:30'],
    fields: {
      title: t('办事大厅前端升级到4.6', 'Front end of the service hall to 4.6'),
      source: 'users',
      fromVersion: '4.5.2',
      toVersion: '4.6.0',
      need: t(
        '窗口反映材料上传超过20 MB时卡死，4.6改为分片上传。服务台本月收到11次。',
        'Counters report that uploads above 20 MB hang; 4.6 uploads in parts. The desk had 11 calls this month.',
      ),
      feasibility: t(
        '两个节点可滚动升级，不停机；开发单位已提供安装包。',
        'Two nodes can be upgraded in turn without downtime; the developer has delivered the package.',
      ),
    },
  },
]
