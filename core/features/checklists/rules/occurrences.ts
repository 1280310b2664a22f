import type { ScheduleRule } from '../../../../contract/checklist-schedule.ts'
import type { Shift } from '../../../../contract/duty.ts'
import { calendarOf } from './calendar.ts'
import { parseCron } from './cron.ts'
import { momentOf } from '../../../time/zone.ts'
import { dayIn, formatDay, formatTime, parseTime } from './days.ts'

/** A moment at which a rule makes a round due. */
export interface Occurrence {
  /** Names it within its schedule for ever, on every device. */
  readonly key: string
  readonly at: number
  /** Its local time does not exist that day. */
  readonly moved: boolean
  /** Key of the shift that a shift rule counts from. */
  readonly shift?: string
}

/** A record that came into a state. */
export interface StateEvent {
  readonly key: string
  readonly type: string
  readonly state: string
  readonly at: number
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** What rules look at beside the calendar; asked only by the rules that need it. */
export interface Surroundings {
  /** Shifts that touch a period. */
  shifts(span: Span): readonly Shift[]
  events(type: string, state: string, span: Span): readonly StateEvent[]
}

const MINUTE = 60_000

/** Occurrences with `from <= at < to`, by time. Each has its own key, whichever periods are asked for. */
export function occurrencesOf(
  rule: ScheduleRule,
  zone: string,
  span: Span,
  around: Surroundings,
): readonly Occurrence[] {
  return all(rule, zone, span, around)
    .filter(({ at }) => at >= span.from && at < span.to)
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

function all(
  rule: ScheduleRule,
  zone: string,
  span: Span,
  around: Surroundings,
): readonly Occurrence[] {
  switch (rule.kind) {
    case 'calendar':
      return byDays(calendarOf(rule), [...new Set(rule.times)].map(parseTime), zone, span)
    case 'cron': {
      const cron = parseCron(rule.expression)
      return cron ? byDays((day) => cron.matches(day), cron.times, zone, span) : []
    }
    case 'shift':
      return around
        .shifts(span)
        .filter(
          (shift) =>
            (rule.roster === undefined || shift.roster === rule.roster) &&
            (rule.slots === undefined || rule.slots.includes(shift.slot)),
        )
        .flatMap((shift) => inShift(rule, shift))
    case 'event': {
      const delay = rule.delayMinutes * MINUTE
      const period = { from: span.from - delay, to: span.to - delay }
      return around
        .events(rule.type, rule.state, period)
        .map(({ key, at }) => ({ key, at: at + delay, moved: false }))
    }
  }
}

/** Each local time of each day that fits, once: keys are local times, so that no change of clocks makes or takes one. */
function byDays(
  fits: (day: number) => boolean,
  times: readonly number[],
  zone: string,
  { from, to }: Span,
): Occurrence[] {
  const found: Occurrence[] = []
  const last = dayIn(zone, to) + 1
  for (let day = dayIn(zone, from) - 1; day <= last; day += 1) {
    if (!fits(day)) continue
    for (const minutes of times) {
      const [date, time] = [formatDay(day), formatTime(minutes)]
      const { at, skipped } = momentOf(date, time, zone)
      found.push({ key: `${date}T${time}`, at, moved: skipped })
    }
  }
  return found
}

/** Offsets are minutes that really pass; what would lie outside a short shift is not due in it. */
function inShift(rule: Extract<ScheduleRule, { kind: 'shift' }>, shift: Shift): Occurrence[] {
  const offsets = new Map(
    rule.offsets.map(({ from, minutes }) => [
      `${shift.key}${from === 'start' ? '+' : '-'}${minutes}`,
      from === 'start' ? shift.from + minutes * MINUTE : shift.to - minutes * MINUTE,
    ]),
  )
  return [...offsets]
    .filter(([, at]) => at >= shift.from && at < shift.to)
    .map(([key, at]) => ({ key, at, moved: false, shift: shift.key }))
}
