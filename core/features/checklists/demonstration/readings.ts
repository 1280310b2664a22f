import type { CheckItem } from '../../../../contract/checklist-body.ts'
import type { Answer } from '../../../../contract/checklists.ts'
import type { Language, Text } from '../../../../contract/text.ts'

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
  'certificate-days': [118, 6],
  'warranty-days': [140, 9],
  'extinguisher-months': [7, 1],
  availability: [99.962, 0.02],
  'on-time': [98.9, 0.4],
}

/** Cold aisle A as the story has it: the filter of AC-2 clogs, and is changed on the last day. */
function aisleA(day: number, hour: number): number {
  if (day === 0 && hour >= 14) return 23.4
  if (day === 0) return hour < 6 ? 25.6 : hour < 10 ? 25.3 : 24.9
  if (day <= -12) return 23
  return 23.1 + ((day + 12) / 12) * 1.5
}

/** Fuel is burnt by test runs and was filled up six days before the end. */
const fuel = (day: number, hour: number): number =>
  day > -6 || (day === -6 && hour >= 15) ? 81 - (day + 6) * 0.2 : 74 + (day + 6) * 0.14

function usual(item: CheckItem, day: number, hour: number): readonly [number, number] {
  switch (item.id) {
    case 'cold-aisle-a':
      return [aisleA(day, hour), day === 0 ? 0 : 0.15]
    case 'ac-2-return':
      return [aisleA(day, hour) + 1.2, 0.3]
    case 'ups-1-resistance':
      return [3.41 + Math.min(day, 0) * 0.002, 0.01]
    case 'fuel':
      return [Math.max(fuel(day, hour), 62), 0]
    case 'disk-fullest':
      return day > -12 && day < 0 ? [78 + (day + 12) * 0.7, 0.4] : [74, 2]
    default:
      return USUAL[item.id] ?? withinLimits(item)
  }
}

/** Where nothing is known of an item, a reading well within its limits. */
function withinLimits({ limits = [] }: CheckItem): readonly [number, number] {
  const bound = (side: 'low' | 'high'): number | undefined =>
    limits.find((limit) => limit.side === side && limit.level === 'warn')?.value
  const [low, high] = [bound('low'), bound('high')]
  if (low !== undefined && high !== undefined) return [(low + high) / 2, (high - low) / 5]
  if (high !== undefined) return [high * 0.55, high * 0.18]
  return low === undefined ? [1, 0] : [low * 1.06, low * 0.02]
}

/** A reading out of limits now and then, which somebody looked at and explained. */
const REMARKS: readonly Text[] = [
  {
    'zh-CN': '复测一致，已通知责任岗，下次巡检再看',
    en: 'Same on a second reading; post told, looked at again next round',
  },
  {
    'zh-CN': '瞬时升高，5分钟后复测已回落',
    en: 'A short rise, back to normal on a second reading after five minutes',
  },
  { 'zh-CN': '业务高峰所致，持续观察', en: 'Caused by the peak hour, kept under watch' },
  { 'zh-CN': '已联系厂家，备件在途', en: 'Vendor called, spare part on its way' },
]
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
        : { ...base, value: TEXTS[item.id]?.[language] ?? '—' }
    case 'file':
      return undefined
    case 'number':
      return { ...base, ...reading(item, moment) }
    default:
      return { ...base, value: true }
  }
}

const TEXTS: Readonly<Record<string, Text>> = {
  worst: {
    'zh-CN': '冷通道A温度缓慢上升，AC-2滤网待换',
    en: 'Cold aisle A slowly getting warmer, filter of AC-2 to be changed',
  },
  summary: {
    'zh-CN': '本月运行平稳。下月重点：医保核心库扩容、AC-2滤网、UPS-1电池更换计划',
    en: 'A steady month. Next: more room for the insurance database, filter of AC-2, batteries of UPS-1',
  },
}

function reading(item: CheckItem, moment: Moment): Omit<Answer, 'item'> {
  const { day, hour, language, random } = moment
  const decimals = item.decimals ?? 0
  const [middle, stray] = usual(item, day, hour)
  const plain = rounded(middle + (random() * 2 - 1) * stray, decimals)
  const isStory = item.id === 'cold-aisle-a' && plain > 25
  if (isStory) return { value: plain, remark: AISLE[language] }
  const known = TOLD.find(({ id, days }) => id === item.id && days.includes(day))
  if (known) return { value: 1, remark: known.remark[language] }
  if (TOLD.some(({ id }) => id === item.id)) return { value: 0 }
  if (item.id === 'disk-fullest' && plain > 80) return { value: plain, remark: WEB[language] }
  const high = item.limits?.find(({ side, level }) => side === 'high' && level === 'warn')
  if (high === undefined || high.value === 0 || random() > ODD_SHARE) return { value: plain }
  const odd = rounded(high.value + (1 + Math.floor(random() * 2)) * 10 ** -decimals, decimals)
  const remark = REMARKS[Math.floor(random() * REMARKS.length)]?.[language] ?? ''
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
      'zh-CN': 'K-07由李国栋借出，应还08:00',
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
const WEB: Text = {
  'zh-CN': 'web-07 /var，应用组缩短日志保留',
  en: 'web-07 /var; the application team shortens log retention',
}
