import type { Concern } from '../../../../contract/duty.ts'
import { fill, type Language, type Text } from '../../../../contract/text.ts'
import { clock, near } from '../../time/moments.ts'
import { valueWords } from './model/figures.ts'

const TEXTS = {
  open: { 'zh-CN': '未确认', en: 'Not acknowledged' },
  acknowledged: { 'zh-CN': '已确认', en: 'Acknowledged' },
  acknowledgedBy: { 'zh-CN': '已确认 {name}', en: 'Acknowledged, {name}' },
  snoozed: { 'zh-CN': '暂缓至{time}', en: 'Until {time}' },
  maintenance: { 'zh-CN': '维护中', en: 'In maintenance' },
  maintenanceUntil: { 'zh-CN': '至{time}不告警', en: 'No alerts until {time}' },
  progress: { 'zh-CN': '处理中', en: 'In hand' },
  unknown: { 'zh-CN': '采集中断', en: 'Nothing comes in' },
  limit: { 'zh-CN': '限{value}', en: 'limit {value}' },
} as const satisfies Record<string, Text>

const FILLED = {
  crit: 's-crit',
  warn: 's-warn',
  notice: 's-notice',
  unknown: 's-unknown',
  maint: 's-maint',
  neutral: 's-notice',
} as const
const OUTLINED = { ...FILLED, crit: 's-crit-ack', warn: 's-warn-ack' } as const
const WORDS = {
  crit: { 'zh-CN': '严重', en: 'Critical' },
  warn: { 'zh-CN': '预警', en: 'Warning' },
  notice: { 'zh-CN': '提示', en: 'Notice' },
  unknown: { 'zh-CN': '未知', en: 'Unknown' },
  maint: { 'zh-CN': '维护', en: 'Maint.' },
  neutral: { 'zh-CN': '提示', en: 'Notice' },
} as const satisfies Record<Concern['tone'], Text>

/** Within a day the clock alone says when. */
const DAY_MS = 86_400_000

/** Nobody has answered it. */
export const isOpen = ({ state }: Concern): boolean => state === 'open'

/** Icon and word of how grave it is; outlined once somebody has answered. */
export const concernMark = (concern: Concern): { readonly icon: string; readonly word: Text } => ({
  icon: (isOpen(concern) || concern.tone === 'maint' ? FILLED : OUTLINED)[concern.tone],
  word: WORDS[concern.tone],
})

/** 84 ms, 86%, 丢失, 无数据: what it reads, or the words that stand for it. */
export const concernReading = (
  { value, unit = '', words = '' }: Concern,
  language: Language,
): string => (value === undefined ? words : valueWords(value, unit, language))

export const concernLimit = ({ value, limit, unit = '' }: Concern, language: Language): string => {
  if (limit === undefined || value === undefined) return ''
  // The unit stands at the reading already.
  const shown =
    unit === 'B' || unit === 'B/s' || unit === 'd'
      ? valueWords(limit, unit, language)
      : valueWords(limit, '', language)
  return fill(TEXTS.limit[language], { value: shown })
}

/** 未确认, 已确认 王雪梅, 暂缓至03:15, 至04:00不告警: who has it, or until when it is put off. */
export function concernState(concern: Concern, now: number, language: Language): string {
  const { state, by, until } = concern
  const time =
    until === undefined ? '' : until - now < DAY_MS ? clock(until) : near(until, now, language)
  const say = (key: keyof typeof TEXTS): string =>
    fill(TEXTS[key][language], { time, name: by ?? '' })
  if (state === 'acknowledged' && by !== undefined) return say('acknowledgedBy')
  if (state === 'maintenance' && until !== undefined) return say('maintenanceUntil')
  return say(state)
}
