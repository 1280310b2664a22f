import { record, t, type Row } from '../../../demonstration/rows.ts'

/** Who holds each post, and who stands in. */
export const HOLDERS = {
  lead: ['chen.ly', 'zhao.ym'],
  storage: ['li.gd', 'wu.ht'],
  database: ['wang.xm', 'li.gd'],
  network: ['lin.xt', 'wu.ht'],
  facility: ['zhou.m', 'sun.jy'],
  application: ['wu.ht', 'li.gd'],
  security: ['han.x', 'he.jp'],
  desk: ['xu.j', 'lin.xt'],
} as const satisfies Record<string, readonly [string, string]>

const post = (
  key: keyof typeof HOLDERS,
  zh: string,
  en: string,
  dutiesZh: string,
  dutiesEn: string,
): Row => ({
  key: `post/${key}`,
  type: 'post',
  fields: {
    name: t(zh, en),
    duties: t(dutiesZh, dutiesEn),
    holder: record(`person/${HOLDERS[key][0]}`),
    standIn: record(`person/${HOLDERS[key][1]}`),
  },
})

/** Posts that items, points and keys are entrusted to. */
export const POSTS: readonly Row[] = [
  post(
    'lead',
    '值班长岗',
    'Shift lead',
    '交接班、事件定级、对外通报、本班日志审阅',
    'Handover, grading of incidents, reports to others, review of the shift’s log',
  ),
  post('storage', '存储岗', 'Storage', '存储、备份、恢复演练', 'Storage, backups, restore drills'),
  post(
    'database',
    '数据库岗',
    'Databases',
    '核心库巡检、批量、容量报送',
    'Checks of the core databases, batches, capacity reports',
  ),
  post(
    'network',
    '网络岗',
    'Network',
    '专线、交换机、防火墙策略实施',
    'Lines, switches, implementation of firewall rules',
  ),
  post(
    'facility',
    '机房动力岗',
    'Machine room and power',
    '供配电、空调、消防、钥匙与工具',
    'Power, cooling, fire protection, keys and tools',
  ),
  post(
    'application',
    '系统应用岗',
    'Systems and applications',
    '服务器、中间件、业务系统发布',
    'Servers, middleware, releases of services',
  ),
  post(
    'security',
    '网络安全岗',
    'Network security',
    '漏洞、告警研判、安全策略',
    'Vulnerabilities, triage of alerts, security policy',
  ),
  post(
    'desk',
    '服务台',
    'Support desk',
    '来电受理、答复、满意度回访',
    'Taking and answering calls, satisfaction calls',
  ),
]

interface Contact {
  readonly key: string
  readonly name: readonly [string, string]
  readonly organisation: readonly [string, string]
  readonly role: string
  readonly duty: readonly [string, string]
  readonly phone: string
  readonly emergency?: boolean
}

const contact = ({ key, name, organisation, role, duty, phone, emergency }: Contact): Row => ({
  key: `contact/${key}`,
  type: 'contact',
  fields: {
    name: t(...name),
    organisation: t(...organisation),
    role,
    duty: t(...duty),
    phone,
    hours: emergency
      ? t('7×24小时', 'Around the clock')
      : t('工作日8:30–17:30', 'Working days 8:30–17:30'),
    ...(emergency ? { emergency: true } : {}),
  },
})

export const CONTACTS: readonly Row[] = [
  contact({
    key: 'storage-vendor',
    name: ['存储厂家值班', 'Storage vendor, duty desk'],
    organisation: ['华存科技', 'Huacun Technology'],
    role: 'vendor',
    duty: [
      'SAN-01、SAN-02维保，备件4小时到场',
      'Service for SAN-01 and SAN-02, spare parts within 4 hours',
    ],
    phone: '400-810-0022',
    emergency: true,
  }),
  contact({
    key: 'cooling-vendor',
    name: ['韩工', 'Engineer Han'],
    organisation: ['恒冷机电', 'Hengleng Cooling'],
    role: 'vendor',
    duty: ['精密空调AC-1至AC-3', 'Air conditioning AC-1 to AC-3'],
    phone: '138-0000-2201',
  }),
  contact({
    key: 'ups-vendor',
    name: ['电源厂家热线', 'UPS vendor hotline'],
    organisation: ['瑞源电源', 'Ruiyuan Power'],
    role: 'vendor',
    duty: ['UPS-1、UPS-2和电池组', 'UPS-1, UPS-2 and batteries'],
    phone: '400-830-6600',
    emergency: true,
  }),
  contact({
    key: 'carrier-a',
    name: ['运营商甲报障', 'Carrier A faults'],
    organisation: ['滨江电信政企', 'Binjiang Telecom'],
    role: 'carrier',
    duty: ['专线A', 'Line A'],
    phone: '10000-8',
    emergency: true,
  }),
  contact({
    key: 'carrier-b',
    name: ['运营商乙报障', 'Carrier B faults'],
    organisation: ['滨江移动政企', 'Binjiang Mobile'],
    role: 'carrier',
    duty: ['专线B、短信通道', 'Line B, text messages'],
    phone: '10086-9',
    emergency: true,
  }),
  contact({
    key: 'power-company',
    name: ['供电公司调度', 'Power dispatch'],
    organisation: ['滨江供电公司', 'Binjiang Power Company'],
    role: 'authority',
    duty: ['市电A、B路停送电', 'Switching of mains A and B'],
    phone: '95598-3',
    emergency: true,
  }),
  contact({
    key: 'fire-service',
    name: ['消防维保', 'Fire maintenance'],
    organisation: ['安顺消防', 'Anshun Fire Safety'],
    role: 'vendor',
    duty: ['气体灭火、烟感', 'Gas extinguishing, smoke detectors'],
    phone: '138-0000-1190',
  }),
  contact({
    key: 'service-centre',
    name: ['刘科长', 'Section head Liu'],
    organisation: ['政务服务中心', 'Government service centre'],
    role: 'user',
    duty: ['办事大厅业务', 'Service hall'],
    phone: '8651-2011',
  }),
  contact({
    key: 'insurance',
    name: ['吴科长', 'Section head Wu'],
    organisation: ['医保局信息科', 'Insurance bureau, IT'],
    role: 'user',
    duty: ['医保结算', 'Insurance settlement'],
    phone: '8651-2044',
  }),
  contact({
    key: 'housing-fund',
    name: ['公积金值班', 'Housing fund duty desk'],
    organisation: ['公积金中心', 'Housing fund'],
    role: 'user',
    duty: ['公积金批量', 'Housing fund batches'],
    phone: '8651-2077',
  }),
  contact({
    key: 'gate',
    name: ['2号门门卫', 'Gate 2'],
    organisation: ['滨江物业', 'Binjiang Premises'],
    role: 'property',
    duty: ['来访登记', 'Visitors'],
    phone: '8651-1002',
    emergency: true,
  }),
]
