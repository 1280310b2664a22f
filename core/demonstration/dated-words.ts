import type { Language } from '../../contract/text.ts'
import type { Demonstration } from '../feature.ts'

const QUARTERS: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['一季度', '二季度', '三季度', '四季度'],
  en: ['first quarter', 'second quarter', 'third quarter', 'fourth quarter'],
}
const MONTHS_A_QUARTER = 3

/**
 * A text in which `{month -30}` and `{quarter 3}` name the month or quarter of a day of the story: it
 * ends on the day on which it is made, whatever the season.
 */
export const datedWords = (
  text: string,
  { language, moment }: Pick<Demonstration, 'language' | 'moment'>,
): string =>
  text.replaceAll(/\{(month|quarter) (-?\d+)\}/gu, (_whole, what: string, day: string) => {
    const date = new Date(moment(Number(day), '12:00'))
    return what === 'month'
      ? new Intl.DateTimeFormat(language, { month: 'long' }).format(date)
      : (QUARTERS[language][Math.floor(date.getMonth() / MONTHS_A_QUARTER)] ?? '')
  })
