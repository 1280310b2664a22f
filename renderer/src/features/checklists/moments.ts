import { language } from '../../language.ts'
import { formatTime } from '../../records/dates.ts'
import * as moments from '../../time/moments.ts'

export const near = (ms: number, other: number): string => moments.near(ms, other, language.value)
export const duration = (ms: number): string => moments.duration(ms, language.value)

/** 14:06:12 */
export const toTheSecond = (ms: number): string =>
  `${formatTime(ms)}:${String(new Date(ms).getSeconds()).padStart(2, '0')}`
