import type { Language, Text } from './text.ts'

/** Units that Chinese writes at the figure; before all others and in English stands a space. */
const AT_FIGURE = /^[%‰°℃\p{Script=Han}]/u
const WORD = /^[a-z]{4,}s$/u
/** Units that people say as words. */
const SAID: Readonly<Record<string, Text>> = {
  d: { 'zh-CN': '天', en: 'days' },
  mo: { 'zh-CN': '个月', en: 'months' },
}

/** A unit as it stands beside a figure. */
export const unitIn = (unit: string, language: Language): string => SAID[unit]?.[language] ?? unit

/** A figure with its unit: 86% and 1把 in Chinese, 86 % and 1 item in English, 84 ms in both. */
export function withUnit(figure: string, unit: string | undefined, language: Language): string {
  if (!unit) return figure
  const said = unitIn(unit, language)
  if (language === 'zh-CN' && AT_FIGURE.test(said)) return `${figure}${said}`
  const isWord = said !== unit || WORD.test(said)
  return `${figure} ${figure === '1' && isWord ? said.slice(0, -1) : said}`
}
