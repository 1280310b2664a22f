import { afterEach, expect, it } from 'vitest'
import type { ScheduleRule } from '../../../../../contract/checklist-schedule.ts'
import { language } from '../../../language.ts'
import { ruleWords } from './rule-words.ts'

const said = (rule: ScheduleRule): readonly string[] =>
  (['zh-CN', 'en'] as const).map((one) => {
    language.value = one
    return ruleWords(rule)
  })
const calendar = {
  kind: 'calendar' as const,
  interval: 1,
  since: '2026-03-02',
  times: ['08:30'],
}

afterEach(() => void (language.value = 'zh-CN'))

it('says when a schedule is due', () => {
  const offsets = [
    { from: 'start', minutes: 30 },
    { from: 'end', minutes: 45 },
  ] as const
  expect(said({ kind: 'shift', offsets: [...offsets] })).toEqual([
    '接班后30分、交班前45分',
    '30 min in, 45 min before the end',
  ])
  expect(said({ ...calendar, unit: 'day', times: ['02:00', '06:00'] })).toEqual([
    '每天 02:00、06:00',
    'every day: 02:00, 06:00',
  ])
  expect(said({ ...calendar, unit: 'week', interval: 2, weekdays: [1] })).toEqual([
    '每2周 周一、08:30',
    'every 2 weeks: Mo, 08:30',
  ])
  expect(
    said({ ...calendar, unit: 'month', monthDays: [1, -1], nth: [{ nth: 1, day: 'workday' }] }),
  ).toEqual([
    '每月 1日、月末、首个工作日、08:30',
    'every month: day 1, last day, first workday, 08:30',
  ])
  expect(said({ kind: 'cron', expression: '0 */4 * * 1-5' })[0]).toBe('cron 0 */4 * * 1-5')
})
