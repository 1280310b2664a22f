import { both, issued, type DocumentStory } from './stories.ts'

/** Manuals of power, cooling, network and the shift itself. */
export const SITE_DOCUMENTS: readonly DocumentStory[] = [
  {
    key: 'ups-manual',
    title: both('UPS操作与维护手册', 'UPS: operation and maintenance manual'),
    kind: 'maintenance',
    collection: 'power-network',
    post: 'facility',
    purpose: both(
      'UPS-1、UPS-2的抄表、切换、放电试验和电池维护',
      'Readings, transfers, discharge tests and batteries of UPS-1 and UPS-2',
    ),
    audience: both('机房动力岗、值班长', 'Machine room and power, shift leads'),
    tags: { 'zh-CN': ['UPS', '电池', '旁路'], en: ['UPS', 'battery', 'bypass'] },
    triggers: ['feature', 'periodic'],
    reviewMonths: 12,
    versions: [
      issued(
        '2.2',
        'zhou.m',
        'chen.ly',
        'xu.j',
        -118,
        both('增加第3组电池内阻跟踪要求', 'Adds the watch on the resistance of battery string 3'),
      ),
    ],
  },
  {
    key: 'machine-room-climate',
    title: both('机房空调与环境操作规程', 'Machine room: cooling and environment'),
    kind: 'procedure',
    collection: 'power-network',
    post: 'facility',
    purpose: both(
      '温湿度限值、空调轮换、超温处置、漏水和气体灭火',
      'Limits, rotation of units, heat, leaks and gas extinguishing',
    ),
    audience: both('机房动力岗、当班全体', 'Machine room and power, everybody on shift'),
    tags: { 'zh-CN': ['空调', '冷通道', '气瓶间'], en: ['cooling', 'cold aisle', 'cylinders'] },
    triggers: ['feature', 'periodic'],
    reviewMonths: 12,
    pinned: true,
    versions: [issued('1.3', 'sun.jy', 'zhao.ym', 'xu.j', -150)],
  },
  {
    key: 'core-switch-manual',
    title: both('网络核心交换机维护手册', 'Core switches and lines: maintenance manual'),
    kind: 'maintenance',
    collection: 'power-network',
    post: 'network',
    purpose: both(
      'sw-core-1、专线A和专线B的检查、切换和板卡更换',
      'Checks, switching and replacement of cards of sw-core-1, lines A and B',
    ),
    audience: both('网络岗、值班长', 'Network, shift leads'),
    tags: { 'zh-CN': ['sw-core-1', '专线', '丢包'], en: ['sw-core-1', 'lines', 'packet loss'] },
    triggers: ['architecture', 'periodic'],
    reviewMonths: 12,
    versions: [
      issued('2.3', 'lin.xt', 'ma.j', 'xu.j', -166),
      {
        label: '2.4',
        changes: both(
          '专线A丢包复盘后改切换判据：丢包1%持续3 min即切，不再等运营商答复；增加切回观察时间',
          'After the review of the loss on line A: switch at 1 % for 3 min without waiting for the carrier; time to watch before going back',
        ),
        written: ['lin.xt', -4, '15:10'],
        submitted: [-4, '18:30'],
        approved: ['ma.j', -3, '09:40'],
        published: ['xu.j', -3, '10:15'],
      },
    ],
  },
  {
    key: 'duty-manual',
    title: both('值班操作手册', 'Manual of the shift'),
    kind: 'operation',
    collection: 'duty',
    post: 'lead',
    purpose: both(
      '交接班、巡检、记录、事件上报和钥匙管理的统一做法',
      'One way to hand over, make rounds, write the log, report incidents and keep keys',
    ),
    audience: both('全体值班人员', 'Everybody on duty'),
    tags: { 'zh-CN': ['交接班', '定级', '钥匙'], en: ['handover', 'grading', 'keys'] },
    triggers: ['feature', 'periodic'],
    reviewMonths: 12,
    read: true,
    versions: [
      issued('4.0', 'chen.ly', 'he.jp', 'xu.j', -240),
      {
        label: '4.1',
        changes: both(
          '漏检说明改为30 min内填写；二级事件15 min内电话报主管；借出钥匙交接时逐把点清',
          'Missed rounds are explained within 30 min; grade 2 is reported by telephone within 15 min; keys lent out are counted one by one at handover',
        ),
        written: ['chen.ly', -6, '14:30'],
        submitted: [-6, '17:00'],
        approved: ['he.jp', -5, '08:50'],
        published: ['xu.j', -5, '09:30'],
      },
    ],
  },
  {
    key: 'architecture',
    title: both('运维支撑系统架构文档', 'Architecture of the supported systems'),
    kind: 'architecture',
    collection: 'duty',
    level: 2,
    post: 'application',
    purpose: both(
      '说清业务、数据库、存储、网络的关系和单点',
      'How services, databases, storage and network depend on each other, and where one fault is enough',
    ),
    audience: both('值班长、各岗位负责人', 'Shift leads, heads of posts'),
    tags: { 'zh-CN': ['架构', '依赖', '容量'], en: ['architecture', 'dependencies', 'capacity'] },
    triggers: ['architecture'],
    reviewMonths: 12,
    versions: [
      issued('1.4', 'li.gd', 'he.jp', 'he.jp', -300),
      {
        label: '2.0',
        changes: both(
          '按SAN-01扩容方案改存储分区、备份窗口和容量表；补充医保结算依赖',
          'Partitions, backup window and capacity for the expansion of SAN-01; dependencies of insurance settlement',
        ),
        written: ['li.gd', -2, '10:20'],
        submitted: [-1, '16:45'],
      },
    ],
  },
]
