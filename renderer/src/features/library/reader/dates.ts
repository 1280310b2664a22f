import type { Language } from '../../../../../contract/text.ts'
import { dateFormat } from '../../../time/date-format.ts'

/** 2月10日 / 10 Feb, with the year when it is not the present one. */
export function shortDay(ms: number, language: Language, now: number): string {
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  return dateFormat(language, {
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(ms)
}
