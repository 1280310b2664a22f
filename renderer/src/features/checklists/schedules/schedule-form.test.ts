import { describe, expect, it } from 'vitest'
import {
  scheduleRule,
  type ScheduleRule,
  type ScheduleView,
} from '../../../../../contract/checklist-schedule.ts'
import { emptyForm, formOf, ruleOf } from './schedule-form.ts'

const NOW = new Date(2026, 2, 17, 9).getTime()
const ID = '0198f3a0-0000-7000-8000-000000000001'
const stored = (rule: ScheduleRule): ScheduleView => ({
  id: ID,
  name: 'Round',
  template: ID,
  templateName: 'Machine room',
  rule,
  timeZone: 'Asia/Shanghai',
  timing: { early: 30, due: 60, grace: 30, missed: 240 },
  escalation: [],
  since: 0,
})

describe('a typed schedule', () => {
  const rules: readonly ScheduleRule[] = [
    {
      kind: 'shift',
      offsets: [
        { from: 'start', minutes: 30 },
        { from: 'end', minutes: 45 },
      ],
    },
    { kind: 'shift', roster: ID, slots: ['day'], offsets: [{ from: 'start', minutes: 0 }] },
    { kind: 'cron', expression: '0 */4 * * 1-5' },
    { kind: 'event', type: 'change', state: 'done', delayMinutes: 15 },
    {
      kind: 'calendar',
      unit: 'week',
      interval: 2,
      since: '2026-03-02',
      times: ['08:30', '14:00'],
      weekdays: [1, 3],
    },
    {
      kind: 'calendar',
      unit: 'month',
      interval: 1,
      since: '2026-03-01',
      times: ['09:00'],
      monthDays: [1, -1],
      nth: [
        { nth: 3, day: 'workday' },
        { nth: -1, day: 5 },
      ],
      workdaysOnly: true,
      daysOff: ['2026-10-01'],
      daysOn: ['2026-10-10'],
    },
  ]
  it('means the rule that it came from', () => {
    for (const rule of rules) {
      expect(scheduleRule.safeParse(rule).success).toBe(true)
      expect(ruleOf(formOf(stored(rule), NOW))).toEqual(rule)
    }
  })
  it('takes lists as people write them', () => {
    const form = { ...emptyForm(NOW, 'UTC'), kind: 'calendar' as const, times: '8:30，14：00' }
    expect(ruleOf(form)).toMatchObject({ times: ['08:30', '14:00'], since: '2026-03-17' })
    expect(ruleOf({ ...emptyForm(NOW, 'UTC'), fromStart: '30、240' })).toMatchObject({
      offsets: [{ minutes: 30 }, { minutes: 240 }],
    })
  })
  it('leaves out what another unit had', () => {
    const form = {
      ...emptyForm(NOW, 'UTC'),
      kind: 'calendar' as const,
      weekdays: [1],
      monthDays: '5',
    }
    expect(ruleOf(form)).not.toHaveProperty('weekdays')
    expect(ruleOf(form)).not.toHaveProperty('monthDays')
  })
})
