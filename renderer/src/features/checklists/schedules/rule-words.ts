import type { ScheduleRule } from '../../../../../contract/checklist-schedule.ts'
import { language, textsOf } from '../../../language.ts'
import { shippedDays } from '../templates/shipped-days.ts'
import { TEXTS } from './texts.ts'

const s = textsOf(TEXTS)

/** When a schedule is due, on one line of a list. */
export function ruleWords(rule: ScheduleRule): string {
  if (rule.kind === 'cron') return `cron ${rule.expression}`
  if (rule.kind === 'event') return s('kind_event')
  const days = shippedDays(rule)
  if (rule.kind === 'shift') return days
  const { unit, interval } = rule
  const every = interval === 1 ? s(`every_${unit}`) : s(`everyFew_${unit}`, { count: interval })
  return language.value === 'en' ? `${every}: ${days}` : `${every} ${days}`
}
