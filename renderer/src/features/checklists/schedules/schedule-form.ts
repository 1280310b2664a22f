import type {
  EscalationStep,
  RoundTiming,
  ScheduleRule,
  ScheduleView,
} from '../../../../../contract/checklist-schedule.ts'
import { isoDay } from '../../../time/moments.ts'

/** A schedule as it is typed: lists as texts, what is not chosen as empty. */
export interface ScheduleForm {
  name: string
  template: string
  kind: ScheduleRule['kind']
  roster: string
  slots: string[]
  fromStart: string
  beforeEnd: string
  cron: string
  unit: 'day' | 'week' | 'month' | 'year'
  interval: number
  since: string
  times: string
  weekdays: number[]
  monthDays: string
  nthWorkday: string
  /** Weekdays by their number in the month; -1 is the last. */
  nthWeekdays: { nth: number; day: number }[]
  months: string
  workdaysOnly: boolean
  daysOff: string
  daysOn: string
  type: string
  state: string
  delay: number
  timing: RoundTiming
  timeZone: string
  post: string
  team: string
  person: string
  escalation: EscalationStep[]
}

export const emptyForm = (now: number, timeZone: string): ScheduleForm => ({
  name: '',
  template: '',
  kind: 'shift',
  roster: '',
  slots: [],
  fromStart: '30',
  beforeEnd: '',
  cron: '0 8 * * *',
  unit: 'day',
  interval: 1,
  since: isoDay(now),
  times: '08:30',
  weekdays: [],
  monthDays: '',
  nthWorkday: '',
  nthWeekdays: [],
  months: '',
  workdaysOnly: false,
  daysOff: '',
  daysOn: '',
  type: 'change',
  state: '',
  delay: 0,
  timing: { early: 30, due: 60, grace: 30, missed: 240 },
  timeZone,
  post: '',
  team: '',
  person: '',
  escalation: [],
})

const words = (text: string): string[] => text.split(/[\s,，、;；]+/u).filter((word) => word !== '')
const figures = (text: string): number[] => words(text).map(Number)

/** The rule that a form means; the contract says whether it is one. */
export function ruleOf(form: ScheduleForm): ScheduleRule {
  switch (form.kind) {
    case 'shift':
      return {
        kind: 'shift',
        ...(form.roster === '' ? {} : { roster: form.roster }),
        ...(form.slots.length === 0 ? {} : { slots: [...form.slots] }),
        offsets: [
          ...figures(form.fromStart).map((minutes) => ({ from: 'start' as const, minutes })),
          ...figures(form.beforeEnd).map((minutes) => ({ from: 'end' as const, minutes })),
        ],
      }
    case 'cron':
      return { kind: 'cron', expression: form.cron.trim() }
    case 'event':
      return { kind: 'event', type: form.type, state: form.state, delayMinutes: form.delay }
    case 'calendar': {
      const monthly = form.unit === 'month' || form.unit === 'year'
      const monthDays = monthly ? figures(form.monthDays) : []
      const nth = monthly
        ? [
            ...figures(form.nthWorkday).map((n) => ({ nth: n, day: 'workday' as const })),
            ...form.nthWeekdays,
          ]
        : []
      const months = form.unit === 'year' ? figures(form.months) : []
      return {
        kind: 'calendar',
        unit: form.unit,
        interval: form.interval,
        since: form.since,
        times: words(form.times).map((time) => time.replace('：', ':').padStart(5, '0')),
        ...(form.unit === 'week' && form.weekdays.length > 0
          ? { weekdays: form.weekdays.toSorted((a, b) => a - b) }
          : {}),
        ...(monthDays.length === 0 ? {} : { monthDays }),
        ...(nth.length === 0 ? {} : { nth }),
        ...(months.length === 0 ? {} : { months }),
        ...(form.workdaysOnly ? { workdaysOnly: true } : {}),
        ...(words(form.daysOff).length === 0 ? {} : { daysOff: words(form.daysOff) }),
        ...(words(form.daysOn).length === 0 ? {} : { daysOn: words(form.daysOn) }),
      }
    }
  }
}

/** A stored schedule as it is typed. */
export function formOf(schedule: ScheduleView, now: number): ScheduleForm {
  const { rule } = schedule
  const form: ScheduleForm = {
    ...emptyForm(now, schedule.timeZone),
    name: schedule.name,
    template: schedule.template,
    kind: rule.kind,
    timing: { ...schedule.timing },
    post: schedule.post ?? '',
    team: schedule.team ?? '',
    person: schedule.person ?? '',
    escalation: schedule.escalation.map((step) => ({ ...step })),
  }
  if (rule.kind === 'shift')
    return {
      ...form,
      roster: rule.roster ?? '',
      slots: [...(rule.slots ?? [])],
      fromStart: minutesFrom(rule.offsets, 'start'),
      beforeEnd: minutesFrom(rule.offsets, 'end'),
    }
  if (rule.kind === 'cron') return { ...form, cron: rule.expression }
  if (rule.kind === 'event')
    return { ...form, type: rule.type, state: rule.state, delay: rule.delayMinutes }
  return {
    ...form,
    unit: rule.unit,
    interval: rule.interval,
    since: rule.since,
    times: rule.times.join(' '),
    weekdays: [...(rule.weekdays ?? [])],
    monthDays: (rule.monthDays ?? []).join(' '),
    nthWorkday: (rule.nth ?? [])
      .flatMap(({ nth, day }) => (day === 'workday' ? [nth] : []))
      .join(' '),
    nthWeekdays: (rule.nth ?? []).flatMap(({ nth, day }) =>
      day === 'workday' ? [] : [{ nth, day }],
    ),
    months: (rule.months ?? []).join(' '),
    workdaysOnly: rule.workdaysOnly === true,
    daysOff: (rule.daysOff ?? []).join(' '),
    daysOn: (rule.daysOn ?? []).join(' '),
  }
}

const minutesFrom = (
  offsets: readonly { readonly from: 'start' | 'end'; readonly minutes: number }[],
  side: 'start' | 'end',
): string =>
  offsets
    .filter(({ from }) => from === side)
    .map(({ minutes }) => minutes)
    .join(' ')
