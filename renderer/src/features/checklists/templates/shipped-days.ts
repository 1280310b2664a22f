import type { ScheduleRule } from '../../../../../contract/checklist-schedule.ts'
import { language, textsOf } from '../../../language.ts'
import { duration, weekDays } from '../../../time/moments.ts'
import { TEXTS } from './texts.ts'

const s = textsOf(TEXTS)

/** When a shipped schedule is due: which day, at what times, or how long after a shift began. */
export function shippedDays(rule: ScheduleRule): string {
  const times =
    rule.kind === 'shift'
      ? rule.offsets.map(({ from, minutes }) =>
          s(from === 'start' ? 'fromStart' : 'beforeEnd', {
            time: duration(minutes * 60_000, language.value),
          }),
        )
      : rule.kind === 'calendar'
        ? [...daysOf(rule), ...rule.times]
        : []
  return times.join(language.value === 'en' ? ', ' : '、')
}

function daysOf({ weekdays, nth }: Extract<ScheduleRule, { kind: 'calendar' }>): readonly string[] {
  if (nth?.some((one) => one.nth === 1 && one.day === 'workday')) return [s('firstWorkday')]
  return (weekdays ?? []).map((day) =>
    s('weekday', { day: weekDays(language.value)[day - 1] ?? '' }),
  )
}
