import { metricInfo, metricParts } from '../../../../../contract/metrics.ts'
import type { Language } from '../../../../../contract/text.ts'
import { withUnit } from '../../../../../contract/units.ts'

const PREFIXES = ['', 'K', 'M', 'G', 'T', 'P'] as const
const STEP = 1024

/** A figure as short as it can be read: 84, 25.6, 0.034, 12.4K. */
export function figureOf(value: number, digits?: number): string {
  if (digits !== undefined) return String(Number(value.toFixed(digits)))
  const size = Math.abs(value)
  return String(Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)))
}

/** 84 ms, 86%, 1.2 GB, 3天: a value of a metric in the words of its unit. */
export function valueWords(
  value: number,
  unit: string,
  language: Language,
  digits?: number,
): string {
  if (unit === 'B' || unit === 'B/s') {
    const power = value === 0 ? 0 : Math.floor(Math.log(Math.abs(value)) / Math.log(STEP))
    const at = Math.max(0, Math.min(PREFIXES.length - 1, power))
    const shown = figureOf(value / STEP ** at, at === 0 ? 0 : 1)
    return `${shown} ${PREFIXES[at]}${unit}`
  }
  if (unit === 'd') {
    const days = figureOf(value, 0)
    return language === 'en' ? `${days} d` : `${days}天`
  }
  return withUnit(figureOf(value, digits), unit, language)
}

/** A value of a metric that is known by its name. */
export const metricValue = (metric: string, value: number, language: Language): string => {
  const { unit, digits } = metricInfo(metric)
  return valueWords(value, unit, language, Math.abs(value) < 1 ? Math.max(digits, 2) : digits)
}

/** CPU使用率; 磁盘已用 /var. */
export function metricWords(metric: string, language: Language): string {
  const { instance } = metricParts(metric)
  const name = metricInfo(metric).label[language]
  return instance === '' ? name : `${name} ${instance}`
}

/** 99.95 %: never rounded up to a whole hundred that it is not. */
export function shareWords(share: number | null, language: Language, most = 4): string {
  if (share === null) return '–'
  const percent = share * 100
  const digits = percent >= 99.995 && share < 1 ? most : 2
  const cut = Math.floor(percent * 10 ** digits) / 10 ** digits
  return withUnit(String(cut), '%', language)
}
