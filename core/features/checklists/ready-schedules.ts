import type {
  EscalationStep,
  RoundTiming,
  ScheduleRule,
} from '../../../contract/checklist-schedule.ts'

/** When a shipped checklist is due unless somebody plans it otherwise. */
export interface ReadySchedule {
  readonly rule: ScheduleRule
  readonly timing: RoundTiming
  readonly escalation: readonly EscalationStep[]
}

/** Whoever leads the shift is told as soon as a round is overdue. */
const escalation: readonly EscalationStep[] = [{ minutes: 0, to: { kind: 'lead' } }]
/** The first Monday before every workspace, from which intervals are counted. */
const since = '2020-01-06'

const BY_SHIFT: RoundTiming = { early: 15, due: 30, grace: 15, missed: 60 }

const daily = (time: string): ReadySchedule => ({
  rule: { kind: 'calendar', unit: 'day', interval: 1, since, times: [time] },
  timing: { early: 30, due: 90, grace: 30, missed: 360 },
  escalation,
})

/** By the keys of the shipped checklists; daily checks follow each other after the day shift has taken over. */
export const READY_SCHEDULES: Readonly<Record<string, ReadySchedule>> = {
  'machine-room-round': {
    rule: {
      kind: 'shift',
      offsets: [
        { from: 'start', minutes: 120 },
        { from: 'end', minutes: 120 },
      ],
    },
    timing: BY_SHIFT,
    escalation,
  },
  'facility-daily': daily('10:30'),
  'server-daily': daily('08:30'),
  'network-daily': daily('08:40'),
  'database-daily': daily('08:50'),
  'middleware-daily': daily('09:00'),
  'application-daily': daily('09:10'),
  'backup-daily': daily('09:20'),
  'security-daily': daily('09:30'),
  'weekly-round': {
    rule: { kind: 'calendar', unit: 'week', interval: 1, since, weekdays: [1], times: ['09:30'] },
    timing: { early: 60, due: 240, grace: 120, missed: 1440 },
    escalation,
  },
  'monthly-round': {
    rule: {
      kind: 'calendar',
      unit: 'month',
      interval: 1,
      since,
      nth: [{ nth: 1, day: 'workday' }],
      times: ['13:30'],
    },
    timing: { early: 120, due: 2880, grace: 1440, missed: 5760 },
    escalation,
  },
  'shift-handover': {
    rule: { kind: 'shift', offsets: [{ from: 'end', minutes: 45 }] },
    timing: BY_SHIFT,
    escalation,
  },
}
