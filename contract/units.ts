import type { Language } from './text.ts'

/** Units that Chinese writes at the figure; before all others and in English stands a space. */
const AT_FIGURE = /^[%‰°℃\p{Script=Han}]/u
const WORD = /^[a-z]{4,}s$/u

/** A figure with its unit: 86% and 1把 in Chinese, 86 % and 1 item in English, 84 ms in both. */
export function withUnit(figure: string, unit: string | undefined, language: Language): string {
  if (!unit) return figure
  if (language === 'zh-CN' && AT_FIGURE.test(unit)) return `${figure}${unit}`
  return `${figure} ${figure === '1' && WORD.test(unit) ? unit.slice(0, -1) : unit}`
}
