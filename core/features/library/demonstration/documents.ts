import { both, issued, type DocumentStory } from './stories.ts'

/** Manuals of storage and databases; the others stand in manuals.ts. */
export const SYSTEM_DOCUMENTS: readonly DocumentStory[] = [
  {
    key: 'core-storage-manual',
    title: both('核心存储系统运行维护手册', 'Core storage: operation and maintenance manual'),
    kind: 'maintenance',
    collection: 'storage',
    level: 2,
    post: 'storage',
    purpose: both(
      'SAN-01、SAN-02的日常检查、部件更换、故障处理和微码升级',
      'Daily checks, replacement of parts, faults and microcode of SAN-01 and SAN-02',
    ),
    audience: both('存储岗、数据库岗、值班长', 'Storage, databases, shift leads'),
    tags: {
      'zh-CN': ['SAN-01', 'SAN-02', '控制器', '微码'],
      en: ['SAN-01', 'SAN-02', 'controller', 'microcode'],
    },
    triggers: ['architecture', 'feature', 'periodic'],
    reviewMonths: 6,
    versions: [
      issued(
        '3.1',
        'li.gd',
        'he.jp',
        'he.jp',
        -214,
        both('按微码6.1.2修订命令和告警代码', 'Commands and alarm codes of microcode 6.1.2'),
      ),
      {
        label: '3.2',
        changes: both(
          '微码升到6.1.3；写延迟处置线由80 ms降到50 ms；隔离前先停B侧路径；恢复观察由10 min改为30 min',
          'Microcode 6.1.3; act on write latency from 50 ms instead of 80; paths of side B are disabled before isolating; 30 min of watching instead of 10',
        ),
        written: ['li.gd', -36, '09:50'],
        submitted: [-36, '17:20'],
        approved: ['he.jp', -35, '09:14'],
        published: ['he.jp', -35, '10:02'],
      },
    ],
  },
  {
    key: 'storage-fault-plan',
    title: both('核心存储故障应急预案', 'Emergency plan: core storage fault'),
    kind: 'plan',
    collection: 'storage',
    post: 'storage',
    purpose: both(
      '控制器、链路或整台阵列故障时，按步骤保住核心库写入',
      'Keeps the core databases writing when a controller, its paths or a whole array fails',
    ),
    audience: both('当班全体', 'Everybody on shift'),
    tags: { 'zh-CN': ['EP-07', '应急', 'SAN-02'], en: ['EP-07', 'emergency', 'SAN-02'] },
    triggers: ['architecture', 'periodic'],
    reviewMonths: 12,
    pinned: true,
    versions: [
      issued(
        '5',
        'li.gd',
        'chen.ly',
        'xu.j',
        -97,
        both(
          '年度演练后修订：先停故障侧路径，再切写流量',
          'After the yearly drill: disable the paths of the faulty side first, then move the writes',
        ),
      ),
    ],
  },
  {
    key: 'gateway-guide',
    title: both('双活网关维护指南', 'Active-active gateways: maintenance guide'),
    kind: 'maintenance',
    collection: 'storage',
    post: 'storage',
    purpose: both(
      '电子证照附件卷跨SAN-01、SAN-02的镜像和仲裁',
      'Mirroring and arbitration of the licence files over SAN-01 and SAN-02',
    ),
    audience: both('存储岗、系统应用岗', 'Storage, systems and applications'),
    tags: { 'zh-CN': ['双活', '仲裁', '电子证照'], en: ['active-active', 'quorum', 'licences'] },
    triggers: ['architecture', 'feature'],
    reviewMonths: 12,
    versions: [issued('2.0', 'wu.ht', 'zhao.ym', 'xu.j', -182)],
  },
  {
    key: 'storage-ledger',
    title: both('存储资产与微码台账', 'Storage assets and microcode'),
    kind: 'reference',
    collection: 'storage',
    post: 'storage',
    purpose: both(
      '查部件型号、微码版本、备件位置和维保到期',
      'Part numbers, microcode, places of spares, end of support',
    ),
    audience: both('存储岗、值班长', 'Storage, shift leads'),
    tags: { 'zh-CN': ['台账', '备件', '微码'], en: ['ledger', 'spares', 'microcode'] },
    reviewMonths: 3,
    versions: [
      issued(
        '12',
        'li.gd',
        'he.jp',
        'xu.j',
        -3,
        both('登记SAN-02控制器B电池更换', 'Battery of SAN-02 controller B entered'),
      ),
    ],
  },
  {
    key: 'database-switchover',
    title: both('数据库主备切换操作规程', 'Switching the core database over'),
    kind: 'procedure',
    collection: 'database',
    post: 'database',
    purpose: both(
      '计划内切换和故障切换的前提、步骤、校验和回切',
      'Conditions, steps, checks and the way back, planned and after a fault',
    ),
    audience: both('数据库岗、值班长', 'Databases, shift leads'),
    tags: {
      'zh-CN': ['db-core-01', 'db-core-02', '切换'],
      en: ['db-core-01', 'db-core-02', 'switch-over'],
    },
    triggers: ['architecture', 'periodic'],
    reviewMonths: 6,
    reviewOn: -12,
    versions: [
      issued(
        '1.8',
        'wang.xm',
        'he.jp',
        'xu.j',
        -196,
        both(
          '写明存储降级期间的切换条件',
          'Conditions for switching while storage is degraded are stated',
        ),
      ),
    ],
  },
  {
    key: 'backup-restore',
    title: both('备份与恢复操作手册', 'Backup and restore'),
    kind: 'operation',
    collection: 'database',
    post: 'storage',
    purpose: both(
      '核心库、电子证照的备份作业、恢复步骤和恢复演练',
      'Jobs, restore steps and restore drills of the core database and the licences',
    ),
    audience: both('存储岗、数据库岗', 'Storage, databases'),
    tags: { 'zh-CN': ['备份', '恢复', 'backup-01'], en: ['backup', 'restore', 'backup-01'] },
    triggers: ['architecture', 'periodic'],
    reviewMonths: 12,
    versions: [
      issued('1.0', 'wang.xm', 'he.jp', 'xu.j', -131),
      {
        label: '1.1',
        changes: both(
          '补充按时间点恢复和恢复用时记录',
          'Adds restoring to a point in time and the times that were measured',
        ),
        written: ['wang.xm', -1, '10:40'],
      },
    ],
  },
]
