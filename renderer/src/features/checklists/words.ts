import type { CheckItem, CheckLimit } from '../../../../contract/checklist-body.ts'
import type { ResultView, RoundState } from '../../../../contract/checklist-rounds.ts'
import { brokenLimit } from '../../../../contract/checklist-judge.ts'
import { withUnit } from '../../../../contract/units.ts'
import { language, textsOf } from '../../language.ts'
import { bandsOf } from './model/limits.ts'
import { clock, figure, numberIn } from './model/reading.ts'
import { TEXTS } from './texts.ts'
import { TEXTS as RUN } from './run/texts.ts'

const t = textsOf(TEXTS)
const r = textsOf(RUN)

/** 86%, 220.4 V: a reading of an item with its unit. */
export const measured = (item: CheckItem, value: number): string =>
  withUnit(figure(item, value), item.unit, language.value)

/** 正常217–223 V；低于215或高于225报严重 */
export function limitWords(item: CheckItem): string {
  if (item.kind === 'timer' && item.seconds !== undefined)
    return t('within', { time: clock(item.seconds) })
  const { low, high, alarmLow, alarmHigh } = bandsOf(item.limits ?? [])
  const shown = (value: number | undefined): string =>
    value === undefined ? '' : figure(item, value)
  const normal =
    low !== undefined && high !== undefined
      ? t('between', { low: shown(low), high: measured(item, high) })
      : high !== undefined
        ? t('atMost', { high: measured(item, high) })
        : low !== undefined
          ? t('atLeast', { low: measured(item, low) })
          : ''
  const alarms = { low: shown(alarmLow), high: shown(alarmHigh) }
  const critical =
    alarmLow !== undefined && alarmHigh !== undefined
      ? t('criticalBoth', alarms)
      : alarmHigh !== undefined
        ? t('criticalAbove', alarms)
        : alarmLow !== undefined
          ? t('criticalBelow', alarms)
          : ''
  return [normal, critical].filter(Boolean).join(language.value === 'en' ? '; ' : '；')
}

/** 高于预警上限0.6 ℃: by how much a reading is beyond which limit; empty within all. */
export function excessWords(item: CheckItem, value: number): string {
  if (item.kind === 'timer') {
    const over = value - (item.seconds ?? Infinity)
    return over > 0 ? r('tookLonger', { by: clock(over) }) : ''
  }
  const limit = brokenLimit(item.limits ?? [], value)
  if (!limit) return ''
  // Differences of decimal fractions carry noise in their last digits.
  const by = measured(item, Number(Math.abs(value - limit.value).toPrecision(12)))
  return r(KEYS[`${limit.side}-${limit.level}`], { by })
}
const KEYS: Readonly<
  Record<
    `${CheckLimit['side']}-${CheckLimit['level']}`,
    'aboveWarn' | 'belowWarn' | 'aboveAlarm' | 'belowAlarm'
  >
> = {
  'high-warn': 'aboveWarn',
  'low-warn': 'belowWarn',
  'high-alarm': 'aboveAlarm',
  'low-alarm': 'belowAlarm',
}

/** What stands in the column of readings, without the unit. */
export function valueWords(item: CheckItem, result: ResultView): string {
  if (result.status === 'skipped') return t('skipped')
  const { value } = result
  const number = numberIn(value)
  if (number !== undefined) return figure(item, number)
  if (item.kind === 'choice')
    return item.choices?.find((choice) => choice.value === value)?.label ?? String(value ?? '')
  if (item.kind === 'text') return typeof value === 'string' ? value : ''
  if (item.kind === 'instruction') return t('read')
  if (item.kind === 'signature') return t('signed')
  if (item.kind === 'file') return t('filed')
  return value === false ? t('abnormal') : t('normal')
}

/** The same with its unit, where it stands by itself. */
export const answerWords = (item: CheckItem, result: ResultView): string => {
  const isReading = result.status !== 'skipped' && numberIn(result.value) !== undefined
  return withUnit(valueWords(item, result), isReading ? item.unit : undefined, language.value)
}

/** Icons and words of what was recorded. */
export function statusMark(result: ResultView | undefined): {
  readonly icon: string
  readonly tone: string
  readonly word: string
} {
  if (!result) return { icon: 'w-scheduled', tone: 'quiet', word: t('todo') }
  switch (result.status) {
    case 'warn':
      return { icon: 's-warn', tone: 'warn', word: t('warn') }
    case 'alarm':
      return { icon: 's-crit', tone: 'crit', word: t('alarm') }
    case 'failed':
      return { icon: 's-warn', tone: 'warn', word: t('abnormal') }
    case 'skipped':
      return { icon: 'w-skipped', tone: 'quiet', word: t('skipped') }
    default:
      return { icon: 'w-done', tone: 'quiet', word: t('normal') }
  }
}

/** Icon of each state of a round; its word stands in the rounds' texts. */
export const ROUND_ICONS: Readonly<Record<RoundState, string>> = {
  scheduled: 'w-scheduled',
  due: 'w-due',
  overdue: 'w-overdue',
  progress: 'w-progress',
  complete: 'w-progress',
  done: 'w-done',
  late: 'w-done',
  missed: 'w-missed',
  cancelled: 'w-skipped',
}
