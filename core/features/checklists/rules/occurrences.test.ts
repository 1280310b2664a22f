import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CalendarRule, ScheduleRule } from '../../../../contract/checklist-schedule.ts'
import type { Shift } from '../../../../contract/duty.ts'
import { dateAt, momentOf } from '../../../time/zone.ts'
import { calendarOf } from './calendar.ts'
import {
  dateOf,
  dayNumber,
  formatDay,
  formatTime,
  monthLength,
  parseDay,
  weekdayOf,
} from './days.ts'
import { occurrencesOf, type Surroundings } from './occurrences.ts'

const DAY = 86_400_000
const HOUR = DAY / 24
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Tehran',
  'Pacific/Apia',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const nothing: Surroundings = { shifts: () => [], events: () => [] }
/** Moments of 2011 to 2031: leap years, rules of summer time that came and went, a zone that skipped a day. */
const moment = fc.integer({ min: Date.UTC(2011, 0, 1), max: Date.UTC(2031, 0, 1) })
const time = fc.integer({ min: 0, max: 1439 }).map(formatTime)
const since = fc
  .integer({
    min: dayNumber({ year: 2009, month: 1, day: 1 }),
    max: dayNumber({ year: 2024, month: 12, day: 31 }),
  })
  .map(formatDay)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const list = (min: number, max: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 })
const monthDay = fc.integer({ min: -31, max: 31 }).filter((day) => day !== 0)

const calendar: fc.Arbitrary<CalendarRule> = fc
  .record({
    unit: fc.constantFrom('day', 'week', 'month', 'year'),
    interval: fc.integer({ min: 1, max: 5 }),
    since,
    times: fc.uniqueArray(time, { minLength: 1, maxLength: 4 }),
    weekdays: optional(list(1, 7)),
    monthDays: optional(fc.uniqueArray(monthDay, { minLength: 1, maxLength: 3 })),
    nth: optional(
      fc.array(
        fc.record({
          nth: fc.constantFrom(1, 2, 4, 5, -1, -2),
          day: fc.constantFrom<number | 'workday'>(1, 3, 7, 'workday'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    months: optional(list(1, 12)),
    workdaysOnly: fc.boolean(),
  })
  .map(({ weekdays, monthDays, nth, months, ...rest }) => ({
    kind: 'calendar' as const,
    ...rest,
    ...(weekdays ? { weekdays } : {}),
    ...(monthDays ? { monthDays } : {}),
    ...(nth ? { nth } : {}),
    ...(months ? { months } : {}),
  }))

const cron: fc.Arbitrary<ScheduleRule> = fc
  .tuple(
    fc.constantFrom('0', '30', '*/20', '5,35'),
    fc.constantFrom('2', '*/4', '0-6', '1,2,3', '23'),
    fc.constantFrom('*', '1', '29-31', '*/10'),
    fc.constantFrom('*', '2', '3,10', '*/2'),
    fc.constantFrom('*', '1-5', '0', '7'),
  )
  .map((fields) => ({ kind: 'cron', expression: fields.join(' ') }))
const rule: fc.Arbitrary<ScheduleRule> = fc.oneof(calendar, cron)

/** Two twelve-hour shifts a day, whose clock times are kept over changes of summer time. */
const shiftsIn = (name: string): Surroundings => ({
  events: () => [],
  shifts({ from, to }) {
    const found: Shift[] = []
    for (
      let day = parseDay(dateAt(from, name)) - 2;
      day <= parseDay(dateAt(to, name)) + 1;
      day += 1
    ) {
      const [today, tomorrow] = [formatDay(day), formatDay(day + 1)]
      for (const [slot, start, date, end] of [
        ['day', '08:00', today, '20:00'],
        ['night', '20:00', tomorrow, '08:00'],
      ] as const) {
        const shift = {
          key: `r/${today}/${slot}`,
          roster: 'r',
          rosterName: '',
          date: today,
          slot,
          name: { 'zh-CN': slot, en: slot },
          from: momentOf(today, start, name).at,
          to: momentOf(date, end, name).at,
          teamName: '',
          people: [],
        }
        if (shift.to > from && shift.from < to) found.push(shift)
      }
    }
    return found
  },
})
const shiftRule: fc.Arbitrary<ScheduleRule> = fc
  .record({
    slots: optional(fc.constantFrom<string[]>(['night'], ['day'], ['day', 'night'])),
    offsets: fc.uniqueArray(
      fc.record({
        from: fc.constantFrom('start' as const, 'end' as const),
        minutes: fc.integer({ min: 0, max: 900 }),
      }),
      { minLength: 1, maxLength: 4, selector: ({ from, minutes }) => `${from}${minutes}` },
    ),
  })
  .map(({ slots, offsets }) => ({ kind: 'shift', offsets, ...(slots ? { slots } : {}) }))

const keysOf = (
  asked: ScheduleRule,
  name: string,
  from: number,
  to: number,
  around: Surroundings = nothing,
) => occurrencesOf(asked, name, { from, to }, around).map(({ key, at }) => `${key} ${at}`)

describe('no round is due twice, and none is dropped', () => {
  it('however the time is cut into periods', () => {
    fc.assert(
      fc.property(
        rule,
        zone,
        moment,
        fc.array(fc.integer({ min: 1, max: 40 * DAY }), { maxLength: 5 }),
        (asked, name, from, lengths) => {
          const bounds = [from]
          for (const length of lengths) bounds.push((bounds.at(-1) ?? from) + length)
          const whole = keysOf(asked, name, from, bounds.at(-1) ?? from)
          const pieces = bounds
            .slice(1)
            .flatMap((to, index) => keysOf(asked, name, bounds[index] ?? from, to))
          expect(pieces).toEqual(whole)
          expect(new Set(whole.map((key) => key.split(' ')[0])).size).toBe(whole.length)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('in shifts that run over midnight and over changes of the clock', () => {
    fc.assert(
      fc.property(
        shiftRule,
        zone,
        moment,
        fc.integer({ min: 1, max: 30 * DAY }),
        fc.integer({ min: 1, max: 30 * DAY }),
        (asked, name, from, first, second) => {
          const around = shiftsIn(name)
          const [cut, to] = [from + first, from + first + second]
          expect([
            ...keysOf(asked, name, from, cut, around),
            ...keysOf(asked, name, cut, to, around),
          ]).toEqual(keysOf(asked, name, from, to, around))
          for (const { shift, at } of occurrencesOf(asked, name, { from, to }, around)) {
            const own = around.shifts({ from: at, to: at + 1 }).find(({ key }) => key === shift)
            expect(own && at >= own.from && at < own.to).toBe(true)
          }
        },
      ),
      { numRuns: 80 },
    )
  })

  it('on every day that the rule means, at every one of its times, in every zone', () => {
    fc.assert(
      fc.property(calendar, zone, moment, (asked, name, start) => {
        const first = parseDay(dateAt(start, name))
        const fits = calendarOf(asked)
        const days = Array.from({ length: 60 }, (_, index) => first + index).filter(fits)
        const wanted = days.flatMap((day) => asked.times.map((at) => `${formatDay(day)}T${at}`))
        // A day on each side: a local day is not where UTC has it.
        const found = occurrencesOf(
          asked,
          name,
          { from: (first - 2) * DAY, to: (first + 62) * DAY },
          nothing,
        )
        const inside = found
          .map(({ key }) => key)
          .filter((key) => {
            const day = parseDay(key.slice(0, 10))
            return day >= first && day < first + 60
          })
        expect(inside.toSorted()).toEqual(wanted.toSorted())
      }),
      { numRuns: 120 },
    )
  })

  it('and every device finds the same, whatever zone it stands in', () => {
    const own = process.env['TZ']
    try {
      fc.assert(
        fc.property(rule, zone, zone, zone, moment, (asked, name, here, there, from) => {
          process.env['TZ'] = here
          const mine = keysOf(asked, name, from, from + 45 * DAY)
          process.env['TZ'] = there
          expect(keysOf(asked, name, from, from + 45 * DAY)).toEqual(mine)
        }),
        { numRuns: 60 },
      )
    } finally {
      if (own === undefined) delete process.env['TZ']
      else process.env['TZ'] = own
    }
  })
})

const daily = (...times: string[]): ScheduleRule => ({
  kind: 'calendar',
  unit: 'day',
  interval: 1,
  since: '2011-01-01',
  times,
})
const keysFrom = (asked: ScheduleRule, name: string, from: string, days: number) => {
  const { at } = momentOf(from, '00:00', name)
  return occurrencesOf(asked, name, { from: at, to: at + days * DAY }, nothing)
}

describe('when clocks change', () => {
  it('a time that does not exist comes right after the gap and is told of', () => {
    const [before, inGap] = keysFrom(daily('02:30'), 'Europe/Berlin', '2026-03-28', 2)
    expect(before?.moved).toBe(false)
    expect(inGap).toMatchObject({
      key: '2026-03-29T02:30',
      moved: true,
      at: Date.parse('2026-03-29T03:00:00+02:00'),
    })
  })

  it('a time that comes twice is due once, the first time', () => {
    const found = keysFrom(daily('02:30'), 'Europe/Berlin', '2026-10-25', 1)
    expect(found.map(({ at }) => at)).toEqual([Date.parse('2026-10-25T02:30:00+02:00')])
  })

  it('a round at midnight is due on the day whose midnight does not exist', () => {
    const found = keysFrom(daily('00:00'), 'America/Sao_Paulo', '2018-11-03', 3)
    expect(found.map(({ key }) => key)).toContain('2018-11-04T00:00')
  })

  it('a shift rule counts minutes that really pass', () => {
    const around = shiftsIn('Europe/Berlin')
    const from = Date.parse('2026-03-28T20:00:00+01:00')
    const asked: ScheduleRule = {
      kind: 'shift',
      slots: ['night'],
      offsets: [{ from: 'start', minutes: 360 }],
    }
    const [found] = occurrencesOf(asked, 'Europe/Berlin', { from, to: from + 12 * HOUR }, around)
    expect(found?.at).toBe(Date.parse('2026-03-29T03:00:00+02:00'))
  })
})

const daysOf = (asked: Partial<CalendarRule>, year: number): string[] => {
  const fits = calendarOf({
    kind: 'calendar',
    unit: 'month',
    interval: 1,
    since: `${year}-01-01`,
    times: ['09:00'],
    ...asked,
  })
  const first = parseDay(`${year}-01-01`)
  return Array.from({ length: 366 }, (_, index) => first + index)
    .filter((day) => dateOf(day).year === year && fits(day))
    .map((day) => formatDay(day).slice(5))
}

describe('the calendar', () => {
  it('puts what lies beyond the end of a month on its last day', () => {
    expect(daysOf({ monthDays: [31] }, 2028).slice(0, 4)).toEqual([
      '01-31',
      '02-29',
      '03-31',
      '04-30',
    ])
    expect(daysOf({ monthDays: [-1] }, 2027)[1]).toBe('02-28')
    expect(daysOf({ monthDays: [30, 31, -1] }, 2027)).toHaveLength(11 + 7 + 1)
  })

  it('keeps the 29th of February in years that have none', () => {
    const asked = { unit: 'year', since: '2024-02-29' } as const
    expect(daysOf(asked, 2027)).toEqual(['02-28'])
    expect(daysOf(asked, 2028)).toEqual(['02-29'])
  })

  it('knows the n-th workday, the last weekday, holidays and worked weekends', () => {
    // 1 to 3 January 2026 are holidays, Sunday the 4th is worked instead.
    const holidays = { daysOff: ['2026-01-01', '2026-01-02'], daysOn: ['2026-01-04'] }
    const workday = (nth: number) =>
      daysOf({ nth: [{ nth, day: 'workday' }], ...holidays }, 2026)[0]
    expect([workday(1), workday(2), workday(-1)]).toEqual(['01-04', '01-05', '01-30'])
    expect(daysOf({ nth: [{ nth: -1, day: 5 }] }, 2026)[1]).toBe('02-27')
    // The 1st is a holiday: the duty waits for the next workday instead of being dropped.
    expect(daysOf({ monthDays: [1], workdaysOnly: true, ...holidays }, 2026)[0]).toBe('01-04')
  })

  it('counts every other week from the week in which it began', () => {
    const asked = { unit: 'week', interval: 2, since: '2026-01-07', weekdays: [1, 3] } as const
    expect(daysOf({ ...asked, weekdays: [...asked.weekdays] }, 2026).slice(0, 4)).toEqual([
      '01-07',
      '01-19',
      '01-21',
      '02-02',
    ])
  })

  it('agrees with the calendar of everybody else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
        const date = new Date(day * DAY)
        expect(weekdayOf(day)).toBe(date.getUTCDay() || 7)
        const { year, month } = dateOf(day)
        expect(monthLength(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate())
        expect(dayNumber(dateOf(day))).toBe(day)
      }),
    )
  })
})
