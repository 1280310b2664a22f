import type {
  EscalationStep,
  RoundTiming,
  ScheduleRule,
} from '../../../../contract/checklist-schedule.ts'
import type { Text } from '../../../../contract/text.ts'
import { READY_SCHEDULES, type ReadySchedule } from '../ready-schedules.ts'
import { membersOf, teamOnDuty, type TeamKey } from '../../../demonstration/cast.ts'

/** Key of a shipped checklist that the site uses, and when it is due there. */
export interface Planned {
  readonly key: string
  readonly name: Text
  readonly post: string
  readonly rule: ScheduleRule
  readonly timing: RoundTiming
  readonly escalation: readonly EscalationStep[]
  /** Local times `HH:MM` of a day on which it is due; day 0 is the last of the story. */
  due(day: number, date: Date): readonly string[]
  /** Who makes it. */
  by(day: number, hour: number): string
  /** Day of the story from which it is planned; from the beginning when absent. */
  readonly since?: number
  /** Minutes from due to begun, and from begun to submitted: least and most. */
  readonly begins: readonly [number, number]
  readonly takes: readonly [number, number]
}

const ROUNDS = ['02:00', '06:00', '10:00', '14:00', '18:00', '22:00']
const LEAD: EscalationStep = { minutes: 0, to: { kind: 'lead' } }

/** Who looks after machines and power in each team, and who after systems. */
const FACILITY: Readonly<Record<TeamKey, string>> = { a: 'lin.xt', b: 'zhou.m', c: 'sun.jy' }
const SYSTEMS: Readonly<Record<TeamKey, string>> = { a: 'lin.xt', b: 'wang.xm', c: 'wu.ht' }
const facility = (day: number, hour: number): string => FACILITY[teamOnDuty(day, hour)]
const systems = (day: number, hour: number): string => SYSTEMS[teamOnDuty(day, hour)]
export const leadOf = (day: number, hour: number): string =>
  membersOf(teamOnDuty(day, hour))[0]?.login ?? ''
/** Somebody of the same shift who did not make the check. */
export const otherOf = (day: number, hour: number, first: string): string =>
  membersOf(teamOnDuty(day, hour)).find(({ login }) => login !== first)?.login ?? ''

const EVERY_DAY = { kind: 'calendar', unit: 'day', interval: 1, since: '2020-01-01' } as const
const DAILY: Pick<Planned, 'timing' | 'escalation' | 'begins' | 'takes'> = {
  timing: { early: 30, due: 90, grace: 30, missed: 360 },
  escalation: [LEAD],
  begins: [4, 35],
  takes: [14, 32],
}

const daily = (
  key: string,
  name: Text,
  post: string,
  time: string,
  by: Planned['by'],
): Planned => ({
  ...DAILY,
  key,
  name,
  post,
  rule: { ...EVERY_DAY, times: [time] },
  due: () => [time],
  by,
})

/** As it ships. Throws where there is no such checklist. */
function ready(key: string): ReadySchedule {
  const found = READY_SCHEDULES[key]
  if (found === undefined) throw new Error(`no schedule for ${key}`)
  return found
}

/** First day of its month that is no Saturday or Sunday. */
export const isFirstWorkday = (date: Date): boolean => {
  const weekday = date.getDay()
  if (weekday === 0 || weekday === 6) return false
  return date.getDate() === 1 || (weekday === 1 && date.getDate() <= 3)
}

/** Day of the story from which the leads make a round before each handover. */
const HANDOVER_ROUNDS = -13

/** The rounds of Binjiang. */
export const PLANNED: readonly Planned[] = [
  {
    key: 'machine-room-round',
    name: { 'zh-CN': '机房巡检', en: 'Machine room round' },
    post: 'facility',
    rule: { ...EVERY_DAY, times: ROUNDS },
    timing: { early: 15, due: 30, grace: 15, missed: 60 },
    escalation: [LEAD],
    due: () => ROUNDS,
    by: facility,
    begins: [1, 8],
    takes: [6, 10],
  },
  daily(
    'server-daily',
    { 'zh-CN': '服务器日检', en: 'Servers, daily' },
    'application',
    '08:10',
    systems,
  ),
  daily(
    'network-daily',
    { 'zh-CN': '网络日检', en: 'Network, daily' },
    'network',
    '08:20',
    facility,
  ),
  daily(
    'database-daily',
    { 'zh-CN': '数据库日检', en: 'Databases, daily' },
    'database',
    '08:30',
    systems,
  ),
  daily(
    'facility-daily',
    { 'zh-CN': '机房与动力日检', en: 'Machine room and power, daily' },
    'facility',
    '10:30',
    facility,
  ),
  {
    key: 'weekly-round',
    name: { 'zh-CN': '周检', en: 'Weekly round' },
    post: 'lead',
    ...ready('weekly-round'),
    due: (_day, date) => (date.getDay() === 1 ? ['09:30'] : []),
    by: leadOf,
    begins: [5, 60],
    takes: [40, 90],
  },
  {
    key: 'monthly-round',
    name: { 'zh-CN': '月检', en: 'Monthly round' },
    post: 'lead',
    ...ready('monthly-round'),
    due: (_day, date) => (isFirstWorkday(date) ? ['13:30'] : []),
    by: leadOf,
    begins: [5, 40],
    takes: [90, 180],
  },
  {
    key: 'shift-handover',
    name: { 'zh-CN': '交接班检查', en: 'Handover round' },
    post: 'lead',
    ...ready('shift-handover'),
    due: (day) => (day < HANDOVER_ROUNDS ? [] : ['07:15', '19:15']),
    by: leadOf,
    since: HANDOVER_ROUNDS,
    begins: [1, 4],
    takes: [8, 12],
  },
]
