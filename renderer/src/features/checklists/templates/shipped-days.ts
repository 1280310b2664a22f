import type { ScheduleRule } from '../../../../../contract/checklist-schedule.ts'
import { language, textsOf } from '../../../language.ts'
import { duration, weekDays } from '../../../time/moments.ts'
import { TEXTS } from './texts.ts'

const s = textsOf(TEXTS)

/** When a schedule is due: which day, at what times, or how long after a shift began. */
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

function daysOf({
  weekdays = [],
  monthDays = [],
  nth = [],
}: Extract<ScheduleRule, { kind: 'calendar' }>): readonly string[] {
  const nameOf = (day: number): string =>
    s('weekday', { day: weekDays(language.value)[day - 1] ?? '' })
  return [
    ...monthDays.map((day) => (day === -1 ? s('lastDay') : s('monthDay', { day }))),
    ...nth.map(({ nth: at, day }) =>
      at === 1 && day === 'workday'
        ? s('firstWorkday')
        : s(at === -1 ? 'nthLast' : 'nthOf', {
            nth: at,
            day: day === 'workday' ? s('workday') : nameOf(day),
          }),
    ),
    ...weekdays.map(nameOf),
  ]
}
