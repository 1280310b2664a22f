import type { Language } from '../../../contract/text.ts'
import { dayStart } from './days.ts'
import { dateFormat } from './date-format.ts'

const pad = (n: number): string => String(n).padStart(2, '0')

/** `02:17` */
export function clock(ms: number): string {
  const at = new Date(ms)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** `2026-03-17` */
export function isoDay(ms: number): string {
  const at = new Date(ms)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}

export const stamp = (ms: number): string => `${isoDay(ms)} ${clock(ms)}`

/** 3月17日 星期二 / Tuesday 17 March, with the year when it is not the present one. */
export function dayTitle(ms: number, language: Language, now: number): string {
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  const date = dateFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(ms)
  const week = dateFormat(language, { weekday: 'long' }).format(ms)
  return language === 'en' ? `${week} ${date}` : `${date} ${week}`
}

/** 2026年3月 / March 2026 */
export function monthTitle(ms: number, language: Language): string {
  return dateFormat(language, { year: 'numeric', month: 'long' }).format(ms)
}

/** Names of the days of a week from Monday, as short as the language allows. */
export function weekDays(language: Language): readonly string[] {
  const monday = new Date(2024, 0, 1)
  return Array.from({ length: 7 }, (_, index) =>
    dateFormat(language, { weekday: language === 'en' ? 'short' : 'narrow' })
      .format(monday.getTime() + index * 86_400_000 + 43_200_000)
      .slice(0, 2),
  )
}

/** A time as little as it takes: the clock on the same day, with the day on another. */
export function near(ms: number, other: number, language: Language): string {
  if (dayStart(ms) === dayStart(other)) return clock(ms)
  const date = new Date(ms)
  const day =
    language === 'en'
      ? dateFormat('en', { day: 'numeric', month: 'short' }).format(ms)
      : `${date.getMonth() + 1}月${date.getDate()}日`
  return language === 'en' ? `${day} ${clock(ms)}` : `${day}${clock(ms)}`
}

/** 11分 / 1小时12分 / 2天3小时; 11 min / 1 h 12 min / 2 d 3 h. */
export function duration(ms: number, language: Language): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor((minutes % 1440) / 60),
    minutes % 60,
  ]
  const units = language === 'en' ? [' d', ' h', ' min'] : ['天', '小时', '分']
  const gap = language === 'en' ? ' ' : ''
  const parts = [
    days > 0 ? `${days}${units[0]}` : '',
    hours > 0 ? `${hours}${units[1]}` : '',
    days === 0 && (rest > 0 || hours === 0) ? `${rest}${units[2]}` : '',
  ]
  return parts.filter((part) => part !== '').join(gap)
}
