import type { Text } from '../../../../contract/text.ts'
import { record, records, t, type Row } from '../../../demonstration/rows.ts'

interface Item {
  readonly version?: string | Text
  readonly address?: string
  readonly location?: Text
  readonly post?: string
  readonly vendor?: string
  readonly dependsOn?: readonly string[]
  readonly runsOn?: readonly string[]
  readonly partOf?: readonly string[]
  readonly connectsTo?: readonly string[]
  readonly attributes?: Text
  readonly importance?: 'core' | 'important' | 'normal'
  readonly state?: string
  readonly title?: Text
}

const RELATIONS = ['dependsOn', 'runsOn', 'partOf', 'connectsTo'] as const

const item = (key: string, kind: string, more: Item = {}): Row => ({
  key: `ci/${key}`,
  type: 'configuration-item',
  fields: {
    name: more.title ?? key,
    kind,
    state: more.state ?? 'live',
    importance: more.importance ?? 'important',
    ...(more.version === undefined ? {} : { version: more.version }),
    ...(more.address === undefined ? {} : { address: more.address }),
    ...(more.location === undefined ? {} : { location: more.location }),
    ...(more.post === undefined ? {} : { post: record(`post/${more.post}`) }),
    ...(more.vendor === undefined ? {} : { vendor: record(`contact/${more.vendor}`) }),
    ...(more.attributes === undefined ? {} : { attributes: more.attributes }),
    ...Object.fromEntries(
      RELATIONS.flatMap((relation) => {
        const names = more[relation]
        return names ? [[relation, records(...names.map((name) => `ci/${name}`))]] : []
      }),
    ),
  },
})

const hall = t('主机房A列', 'Machine room, row A')
const rowB = t('主机房B列', 'Machine room, row B')
const power = t('配电间', 'Power room')

/** What the site runs; what others depend on stands first. */
export const ITEMS: readonly Row[] = [
  item('UPS-1', 'facility', {
    importance: 'core',
    version: '160 kVA',
    location: power,
    post: 'facility',
    vendor: 'ups-vendor',
  }),
  item('UPS-2', 'facility', {
    importance: 'core',
    version: '160 kVA',
    location: power,
    post: 'facility',
    vendor: 'ups-vendor',
  }),
  item('GEN-1', 'facility', {
    title: t('柴油发电机GEN-1', 'Generator GEN-1'),
    version: '500 kW',
    location: t('油机房', 'Generator room'),
    post: 'facility',
  }),
  item('AC-1', 'facility', { location: hall, post: 'facility', vendor: 'cooling-vendor' }),
  item('AC-2', 'facility', { location: hall, post: 'facility', vendor: 'cooling-vendor' }),
  item('AC-3', 'facility', { location: rowB, post: 'facility', vendor: 'cooling-vendor' }),
  item('LINE-A', 'network', {
    title: t('专线A', 'Line A'),
    version: '1 Gbps',
    post: 'network',
    vendor: 'carrier-a',
  }),
  item('LINE-B', 'network', {
    title: t('专线B', 'Line B'),
    version: '1 Gbps',
    post: 'network',
    vendor: 'carrier-b',
  }),
  item('sw-core-1', 'network', {
    importance: 'core',
    address: '10.20.0.1',
    location: hall,
    post: 'network',
  }),
  item('fw-edge-1', 'security', {
    importance: 'core',
    address: '10.20.0.254',
    location: hall,
    post: 'security',
    connectsTo: ['sw-core-1', 'LINE-A', 'LINE-B'],
  }),
  item('SAN-01', 'storage', {
    address: '10.20.8.11',
    version: '48 TB',
    location: rowB,
    post: 'storage',
    vendor: 'storage-vendor',
  }),
  item('SAN-02', 'storage', {
    importance: 'core',
    address: '10.20.8.12',
    version: t('48 TB，微码6.1.3', '48 TB, microcode 6.1.3'),
    location: rowB,
    post: 'storage',
    vendor: 'storage-vendor',
    dependsOn: ['UPS-1', 'UPS-2'],
  }),
  item('backup-01', 'storage', {
    address: '10.20.8.31',
    version: '8.0.4',
    location: rowB,
    post: 'storage',
    connectsTo: ['sw-core-1'],
  }),
  item('vm-host-1', 'server', {
    address: '10.20.3.1',
    version: t('双路，512 GB', 'two sockets, 512 GB'),
    location: hall,
    post: 'application',
    dependsOn: ['SAN-01'],
    connectsTo: ['sw-core-1'],
  }),
  item('db-core-01', 'database', {
    importance: 'core',
    address: '10.20.5.21',
    version: t('主库', 'primary'),
    location: hall,
    post: 'database',
    dependsOn: ['SAN-02', 'sw-core-1'],
  }),
  item('db-core-02', 'database', {
    importance: 'core',
    address: '10.20.5.22',
    version: t('备库', 'standby'),
    location: hall,
    post: 'database',
    dependsOn: ['SAN-01', 'sw-core-1'],
  }),
  item('db-test', 'database', {
    importance: 'normal',
    address: '10.20.5.90',
    post: 'database',
    state: 'standby',
  }),
  item('sso-gw-01', 'middleware', {
    address: '10.20.4.11',
    post: 'application',
    dependsOn: ['fw-edge-1'],
  }),
  item('sso-gw-02', 'middleware', {
    address: '10.20.4.12',
    post: 'application',
    dependsOn: ['fw-edge-1'],
  }),
  item('hall-fe-02', 'server', {
    address: '10.20.3.12',
    version: '4.5.2',
    post: 'application',
    runsOn: ['vm-host-1'],
  }),
  item('hall-fe-03', 'server', {
    address: '10.20.3.13',
    version: '4.5.2',
    post: 'application',
    runsOn: ['vm-host-1'],
  }),
  item('web-07', 'server', { importance: 'normal', address: '10.20.3.27', post: 'application' }),
  item('SOCIAL', 'service', {
    title: t('社保核心业务', 'Social security'),
    importance: 'core',
    post: 'application',
    dependsOn: ['db-core-01', 'sso-gw-01'],
  }),
  item('INSURANCE', 'service', {
    title: t('医保结算', 'Insurance settlement'),
    importance: 'core',
    post: 'application',
    dependsOn: ['db-core-01'],
  }),
  item('SSO', 'service', {
    title: t('统一认证', 'Single sign-on'),
    importance: 'core',
    post: 'application',
    dependsOn: ['sso-gw-01', 'sso-gw-02'],
  }),
  item('HALL', 'service', {
    title: t('办事大厅', 'Service hall'),
    importance: 'core',
    post: 'application',
    dependsOn: ['hall-fe-02', 'hall-fe-03'],
  }),
  item('LICENCE', 'service', {
    title: t('电子证照', 'Electronic licences'),
    post: 'application',
    dependsOn: ['db-core-01'],
  }),
  item('FUND', 'service', {
    title: t('公积金查询', 'Housing fund'),
    post: 'application',
    dependsOn: ['web-07'],
  }),
]

const point = (
  zh: string,
  en: string,
  unit: string,
  limits: Readonly<Record<string, number>>,
  of: string,
  methodZh: string,
  methodEn: string,
): Row => ({
  key: `point/${en}`,
  type: 'inspection-point',
  fields: {
    name: t(zh, en),
    unit,
    ...limits,
    item: record(`ci/${of}`),
    post: record('post/facility'),
    method: t(methodZh, methodEn),
  },
})

export const POINTS: readonly Row[] = [
  point(
    '冷通道A温度',
    'Cold aisle A temperature',
    '℃',
    { alarmLow: 18, warnLow: 21, warnHigh: 25, alarmHigh: 28 },
    'AC-2',
    '读冷通道中部温度计，与动环屏T-03核对',
    'Read the thermometer in the aisle, compare with T-03 on the environment panel',
  ),
  point(
    '冷通道B温度',
    'Cold aisle B temperature',
    '℃',
    { alarmLow: 18, warnLow: 21, warnHigh: 25, alarmHigh: 28 },
    'AC-3',
    '读冷通道中部温度计，与动环屏T-05核对',
    'Read the thermometer in the aisle, compare with T-05 on the environment panel',
  ),
  point(
    'UPS-1负载率',
    'UPS-1 load',
    '%',
    { warnHigh: 70, alarmHigh: 80 },
    'UPS-1',
    '读UPS屏“输出”页，取三相中最大值',
    'Read the output page of the UPS panel, the highest phase',
  ),
  point(
    'UPS-1第3组电池内阻',
    'UPS-1 battery string 3 resistance',
    'mΩ',
    { warnHigh: 3.6, alarmHigh: 4 },
    'UPS-1',
    '用电池内阻仪M-05逐节测，取最大值',
    'Measured block by block with battery tester M-05, the highest one',
  ),
  point(
    '柴油机油位',
    'Generator fuel level',
    '%',
    { alarmLow: 30, warnLow: 50 },
    'GEN-1',
    '看油位计',
    'Read the fuel gauge',
  ),
]

export const BACKUPS: readonly Row[] = [
  {
    key: 'backup/core-full',
    type: 'backup-job',
    fields: {
      name: t('核心库全量', 'Core database, full'),
      item: record('ci/db-core-01'),
      method: 'full',
      schedule: t('每日00:00', 'Daily 00:00'),
      target: 'backup-01',
      retention: 35,
      lastResult: 'ok',
      post: record('post/storage'),
    },
  },
  {
    key: 'backup/core-log',
    type: 'backup-job',
    fields: {
      name: t('核心库归档日志', 'Core database, archive logs'),
      item: record('ci/db-core-01'),
      method: 'log',
      schedule: t('每15分钟', 'Every 15 minutes'),
      target: 'backup-01',
      retention: 14,
      lastResult: 'ok',
      post: record('post/storage'),
    },
  },
  {
    key: 'backup/licence',
    type: 'backup-job',
    fields: {
      name: t('电子证照快照', 'Licences, snapshot'),
      item: record('ci/LICENCE'),
      method: 'snapshot',
      schedule: t('每日02:30', 'Daily 02:30'),
      target: 'SAN-01',
      retention: 7,
      lastResult: 'ok',
      post: record('post/storage'),
    },
  },
]

const keyed = (
  code: string,
  kind: string,
  zh: string,
  en: string,
  placeZh: string,
  placeEn: string,
): Row => ({
  key: `key/${code}`,
  type: 'key-tool',
  fields: {
    code,
    kind,
    name: t(zh, en),
    place: t(placeZh, placeEn),
    keeper: record('post/facility'),
  },
})

export const KEYS: readonly Row[] = [
  keyed('K-01', 'key', '主机房钥匙', 'Machine room key', '值班台钥匙柜', 'Key cabinet at the desk'),
  keyed('K-03', 'key', '配电间钥匙', 'Power room key', '值班台钥匙柜', 'Key cabinet at the desk'),
  keyed(
    'K-07',
    'key',
    '气瓶间钥匙',
    'Gas cylinder room key',
    '值班台钥匙柜',
    'Key cabinet at the desk',
  ),
  keyed(
    'K-09',
    'key',
    '油机房钥匙',
    'Generator room key',
    '值班台钥匙柜',
    'Key cabinet at the desk',
  ),
  keyed('C-11', 'card', '来访门禁卡1', 'Visitor card 1', '2号门', 'Gate 2'),
  keyed('C-12', 'card', '来访门禁卡2', 'Visitor card 2', '2号门', 'Gate 2'),
  keyed(
    'M-02',
    'meter',
    '红外测温仪',
    'Infrared thermometer',
    '工具柜2层',
    'Tool cupboard, shelf 2',
  ),
  keyed('M-05', 'meter', '电池内阻仪', 'Battery tester', '工具柜2层', 'Tool cupboard, shelf 2'),
  keyed('R-01', 'tool', '对讲机1', 'Radio 1', '值班台', 'Desk'),
  keyed('R-02', 'tool', '对讲机2', 'Radio 2', '值班台', 'Desk'),
  keyed('S-04', 'spare', 'SAN光模块', 'SAN optics', '备件库2-07', 'Spare parts 2-07'),
]
