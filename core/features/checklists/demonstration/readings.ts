import type { CheckItem } from '../../../../contract/checklist-body.ts'
import type { Answer } from '../../../../contract/checklists.ts'
import type { Language, Text } from '../../../../contract/text.ts'
import { coldAisleA } from '../../../demonstration/climate.ts'

/** What the site's instruments show, by item: the usual reading and how far it strays. */
const USUAL: Readonly<Record<string, readonly [number, number]>> = {
  'cold-aisle-b': [22.8, 0.4],
  humidity: [50, 4],
  'mains-a': [398.5, 2.5],
  'mains-b': [397.5, 2.5],
  'ups-1-load': [41, 3],
  'ups-2-load': [38, 3],
  'ups-1-output': [220.1, 0.5],
  'ups-2-output': [219.9, 0.5],
  'ups-1-battery': [432.6, 0.8],
  'ac-1-return': [24.1, 0.6],
  'ac-3-return': [23.8, 0.6],
  'write-latency': [7, 1.6],
  'replication-lag': [1, 1],
  'start-battery': [26.6, 0.5],
  coolant: [42, 4],
  'total-load': [246, 14],
  cylinder: [4.2, 0.1],
  'cell-high': [13.62, 0.08],
  'cell-low': [13.44, 0.08],
  'battery-room': [22.4, 0.8],
  'generator-frequency': [50, 0.1],
  'hit-ratio': [99.2, 0.3],
  'optical-low': [-12.6, 0.8],
  'log-days': [214, 2],
  'weeks-left': [21, 2],
  'transfer-time': [6, 1],
  'battery-minutes': [41, 2],
  earth: [0.42, 0.03],
  'warranty-days': [140, 9],
  'extinguisher-months': [7, 1],
  availability: [99.962, 0.02],
  'on-time': [98.9, 0.4],
}

/** Fuel is burnt by test runs and was filled up six days before the end, and before that as often as it was needed. */
const fuel = (day: number, hour: number): number =>
  day > -6 || (day === -6 && hour >= 15) ? 81 - (day + 6) * 0.2 : 62 + ((-6 - day) % 135) * 0.14

/** /var of web-07 as the story has it: full on the twelfth day before the last, cleared, filling up again, rotated on the ninth. */
function fullest(day: number): readonly [number, number] {
  if (day <= -12 || day >= 0) return [74, 2]
  return day <= -9 ? [68 + (day + 11) * 9, 0.4] : [75 + (day + 8) * 1.4, 0.4]
}

/** Since one expired unnoticed the certificates of the sign-on gateway are on the list; they are replaced on the last day. */
const certificateDays = (day: number): number =>
  day < -76 || day > 0 ? 118 : Math.min(118, 14 - day)

function usual(item: CheckItem, day: number, hour: number): readonly [number, number] {
  switch (item.id) {
    case 'cold-aisle':
    case 'cold-aisle-a':
      return [coldAisleA(day, hour), day === 0 ? 0 : 0.15]
    case 'ac-2-return':
      return [coldAisleA(day, hour) + 1.2, 0.3]
    case 'ups-1-resistance':
      return [3.41 + Math.min(day, 0) * 0.002, 0.01]
    case 'fuel':
      return [Math.max(fuel(day, hour), 62), 0]
    case 'disk-fullest':
      return fullest(day)
    case 'certificate-days':
      return [certificateDays(day), 0]
    case 'tablespace':
    case 'database-growth':
      return [Math.max(30, Math.min(71 + (day + 11) * 0.45, 76)), 0.3]
    default:
      return USUAL[item.id] ?? withinLimits(item)
  }
}

/** Where nothing is known of an item, a reading well within its limits. */
function withinLimits({ limits = [], range }: CheckItem): readonly [number, number] {
  const bound = (side: 'low' | 'high'): number | undefined =>
    limits.find((limit) => limit.side === side && limit.level === 'warn')?.value
  const low = bound('low')
  const most = low !== undefined && range && range.max < low * 1.1 ? range.max : undefined
  const high = bound('high') ?? most
  if (low !== undefined && high !== undefined) return [(low + high) / 2, (high - low) / 5]
  if (high !== undefined) return [high * 0.55, high * 0.18]
  return low === undefined ? [1, 0] : [low * 1.06, low * 0.02]
}

/** A reading out of limits now and then, which somebody looked at and explained: on site, and in the systems. */
const ON_SITE: readonly Text[] = [
  {
    'zh-CN': '复测一致，已通知责任岗，下次巡检再看',
    en: 'Same on a second reading; post told, looked at again next round',
  },
  {
    'zh-CN': '瞬时升高，5分钟后复测已回落',
    en: 'A short rise, back to normal on a second reading after five minutes',
  },
]
const IN_SYSTEMS: readonly Text[] = [
  {
    'zh-CN': '短时升高，10分钟后复查已回落',
    en: 'A short rise, back to normal when looked at again after ten minutes',
  },
  { 'zh-CN': '业务高峰所致，持续观察', en: 'Caused by the peak hour, kept under watch' },
]
/** What a tester shows that was not put on firmly. */
const BADLY_MEASURED: readonly Text[] = [
  {
    'zh-CN': '表笔接触不良，重测在限值内',
    en: 'Tester not put on firmly, within limits when measured again',
  },
]
function remarksOn(id: string): readonly Text[] {
  if (id === 'ups-1-resistance' || id === 'hottest-joint') return BADLY_MEASURED
  return SITE_ITEM.test(id) ? ON_SITE : IN_SYSTEMS
}
/** Items that are read from a gauge or a panel in the rooms. */
const SITE_ITEM =
  /^(?:ups|mains|ac|cold|total|battery|cell|start)-|^(?:humidity|coolant|imbalance|earth|inlet-temperature|core-temperature)$/u
const ODD_SHARE = 0.0025

export interface Moment {
  readonly day: number
  readonly hour: number
  readonly language: Language
  readonly random: () => number
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** The answer that somebody would give to an item at that time of the story. */
export function answerTo(item: CheckItem, at: number, moment: Moment): Answer | undefined {
  const { random, language } = moment
  const base = { item: item.id, at }
  switch (item.kind) {
    case 'choice':
      return { ...base, value: item.choices?.find(({ failed }) => failed !== true)?.value ?? '' }
    case 'timer':
      return { ...base, value: Math.round((item.seconds ?? 60) * (0.7 + random() * 0.25)) }
    case 'text':
      return item.optional === true
        ? undefined
        : { ...base, value: said(item.id, moment.day)?.[language] ?? '—' }
    case 'file':
      return undefined
    case 'number':
      return { ...base, ...reading(item, moment) }
    default:
      return { ...base, value: true }
  }
}

type Since = readonly [day: number, zh: string, en: string]

/** What leads write of a week or a month, by the day of the story from which it is so. */
const TEXTS: Readonly<Record<string, readonly Since[]>> = {
  worst: [
    [
      -Infinity,
      'UPS-1第3组电池内阻缓慢上升，每班抄记',
      'Resistance of UPS-1 battery string 3 rising slowly, read every shift',
    ],
    [
      -75,
      '统一认证证书到期提醒发给离岗人员，提醒名单改挂岗位',
      'Reminders of the sign-on certificate went to somebody who had left; they go to the post now',
    ],
    [
      -66,
      '停机通知偏晚，变更模板增加提前两个工作日通知',
      'Downtime announced too late; the change template asks for two working days',
    ],
    [
      -58,
      '值班电脑更新后重启失败，漏检1轮，改为错开巡检更新',
      'The workstation did not come back after an update and a round was missed; updates now keep clear of rounds',
    ],
    [
      -52,
      '专线B光缆被施工挖断，施工信息没有传到值班',
      'Roadworks cut line B; news of them had not reached the shift',
    ],
    [
      -44,
      'B列配电柜N排接头偏热，按期停电紧固',
      'Warm joint on the N bar of row B, to be tightened in time',
    ],
    [-36, '恢复实操1人未合格，安排补训', 'One of the restore course did not pass and repeats it'],
    [-30, 'SAN-02缓存电池告警没有进监控', 'Battery warnings of SAN-02 are not monitored'],
    [
      -21,
      'sw-core-1曾用默认团体字，其余网络设备逐台核查',
      'sw-core-1 had the default community string; the other devices are checked one by one',
    ],
    [
      -14,
      '医保年度对账期间，医保表空间用量每日报送',
      'Yearly insurance settlement: how full its tablespace is goes out every day',
    ],
    [
      -11,
      '冷通道A温度缓慢上升，AC-2滤网待换',
      'Cold aisle A slowly getting warmer, filter of AC-2 to be changed',
    ],
  ],
  summary: [
    [
      -Infinity,
      '运行平稳，无二级以上事件。重点：证书到期清查、UPS-1电池跟踪',
      'A steady month. Next: certificates about to expire, batteries of UPS-1',
    ],
    [
      -76,
      '二级事件1起（统一认证证书过期），已复盘。重点：到期提醒改挂岗位',
      'One incident of grade 2 (expired sign-on certificate), reviewed. Next: reminders go to posts',
    ],
    [
      -52,
      '三级事件1起（专线B中断），业务已恢复。重点：施工信息抄送值班、恢复实操',
      'One incident of grade 3 (line B down), services back. Next: news of roadworks to the shift, restore course',
    ],
    [
      -30,
      '三级事件2起（专线B中断、核心库写入变慢），后者整改中。重点：存储电池进监控、医保表空间、UPS-1电池更换计划',
      'Two incidents of grade 3 (line B down, core database slow), the second still followed up. Next: storage batteries monitored, insurance tablespace, batteries of UPS-1',
    ],
    [
      -11,
      '运行基本平稳。重点：医保表空间扩容、AC-2滤网、UPS-1电池更换计划',
      'On the whole a steady month. Next: more room for the insurance tablespace, filter of AC-2, batteries of UPS-1',
    ],
  ],
}
const said = (item: string, day: number): Text | undefined => {
  const found = TEXTS[item]?.findLast(([since]) => day >= since)
  return found && { 'zh-CN': found[1], en: found[2] }
}

function reading(item: CheckItem, moment: Moment): Omit<Answer, 'item'> {
  const { day, hour, language, random } = moment
  const decimals = item.decimals ?? 0
  const [middle, stray] = usual(item, day, hour)
  const plain = rounded(middle + (random() * 2 - 1) * stray, decimals)
  const isStory = item.id.startsWith('cold-aisle') && item.id !== 'cold-aisle-b' && plain > 25
  if (isStory) return { value: plain, remark: AISLE[language] }
  const known = TOLD.find(({ id, days }) => id === item.id && days.includes(day))
  if (known) return { value: 1, remark: known.remark[language] }
  if (TOLD.some(({ id }) => id === item.id)) return { value: 0 }
  if (item.id === 'disk-fullest' && plain > 80) return { value: plain, remark: WEB[language] }
  if (item.id === 'certificate-days' && plain < 60)
    return { value: plain, remark: CERTIFICATE[language] }
  const high = item.limits?.find(({ side, level }) => side === 'high' && level === 'warn')
  if (high === undefined || high.value === 0 || random() > ODD_SHARE) return { value: plain }
  const odd = rounded(high.value + (1 + Math.floor(random() * 2)) * 10 ** -decimals, decimals)
  const remarks = remarksOn(item.id)
  const remark = remarks[Math.floor(random() * remarks.length)]?.[language] ?? ''
  return { value: odd, remark }
}

/** What a lead finds when he hands over after the key was lent out, and after the storage fault. */
const TOLD: readonly {
  readonly id: string
  readonly days: readonly number[]
  readonly remark: Text
}[] = [
  {
    id: 'keys-out',
    days: [0],
    remark: {
      'zh-CN': 'K-07由李国栋借用，08:00前归还',
      en: 'K-07 lent to Li Guodong, due back at 08:00',
    },
  },
  {
    id: 'open-incidents',
    days: [0],
    remark: {
      'zh-CN': 'SAN-02控制器B离线，10:00更换，勿重启控制器A',
      en: 'SAN-02 controller B offline, replaced at 10:00; do not restart controller A',
    },
  },
]

const AISLE: Text = {
  'zh-CN': 'AC-2滤网堵，送风不足；厂家今日更换，每小时加测',
  en: 'Filter of AC-2 clogged, too little air; the vendor changes it today, extra reading every hour',
}
const CERTIFICATE: Text = {
  'zh-CN': '统一认证网关证书，已列更换计划',
  en: 'Certificates of the sign-on gateway, their replacement is planned',
}
const WEB: Text = {
  'zh-CN': 'web-07 /var，已通知应用组缩短日志保留',
  en: 'web-07 /var; the application team is asked to shorten log retention',
}
