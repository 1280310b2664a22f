import type { Language } from '../../contract/text.ts'

/** `3月20日` or `20 Mar`, of a day as `YYYY-MM-DD`. */
export const dayText = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    timeZone: 'UTC',
  }).format(Date.parse(date))
