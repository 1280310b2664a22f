import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { READY_PATTERNS, type ReadyPattern } from '../../../contract/roster-patterns.ts'
import { addDays, momentOf } from '../../time/zone.ts'
import type { RosterFacts } from './model.ts'
import { plannedShifts, shiftsOn } from './planned.ts'

const HOUR = 3_600_000

/** Clock changes of both hemispheres, of half an hour, half-hour and quarter-hour offsets, a lost day, none. */
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Chatham',
]

const rosterOf = (pattern: ReadyPattern, timeZone: string, from: string): RosterFacts => ({
  id: 'r',
  name: 'r',
  timeZone,
  minimum: 1,
  leadNeeded: false,
  plans: [
    {
      id: 'p',
      from,
      slots: pattern.slots,
      cycle: pattern.cycle,
      teams: Array.from({ length: pattern.teams }, (_, index) => `t${index}`),
    },
  ],
})

const zone = fc.constantFrom(...ZONES)
const ready = fc.constantFrom(...READY_PATTERNS)
const day = fc
  .date({ min: new Date('2007-01-01'), max: new Date('2037-12-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
/** Start of a year's days in which clocks change, and leap days. */
const lively = fc.oneof(
  day,
  fc.constantFrom(
    '2024-02-28',
    '2026-03-07',
    '2026-03-28',
    '2026-04-04',
    '2026-09-26',
    '2026-10-03',
    '2026-10-24',
    '2011-12-28',
  ),
)
/** Patterns that tile the day with shifts that begin at any minute, midnight and gaps included. */
const minutes = fc
  .uniqueArray(
    fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((starts) => starts.toSorted((a, b) => a - b))
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const tiled = minutes.map((starts): ReadyPattern => ({
  key: 'any',
  name: { 'zh-CN': '任意', en: 'Any' },
  teams: 2,
  slots: starts.map((start, index) => ({
    key: `s${index}`,
    name: { 'zh-CN': '班', en: 'Shift' },
    from: clock(start),
    to: clock(starts[(index + 1) % starts.length] ?? 0),
  })),
  cycle: [starts.map((_, index) => index % 2)],
}))

describe('shifts of a pattern', () => {
  it('tile the time without a hole or an overlap in every zone, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.oneof(ready, tiled), zone, lively, (pattern, timeZone, from) => {
        const roster = rosterOf(pattern, timeZone, from)
        const start = momentOf(addDays(from, 2), '00:00', timeZone).at
        const shifts = plannedShifts(roster, { from: start, to: start + 12 * 24 * HOUR })
        expect(shifts[0]?.from).toBeLessThanOrEqual(start)
        for (const [index, shift] of shifts.entries()) {
          expect(shift.to).toBeGreaterThan(shift.from)
          const next = shifts[index + 1]
          if (next) expect(shift.to, `${timeZone} ${shift.key}`).toBe(next.from)
        }
        expect(shifts.at(-1)?.to).toBeGreaterThanOrEqual(start + 12 * 24 * HOUR)
      }),
      { numRuns: 300 },
    )
  })

  it('have keys of their own, and are the same however the period is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(ready, tiled),
        zone,
        lively,
        fc.array(fc.integer({ min: 1, max: 9 * 24 * 60 }), { minLength: 1, maxLength: 4 }),
        (pattern, timeZone, from, cuts) => {
          const roster = rosterOf(pattern, timeZone, from)
          const start = momentOf(from, '00:00', timeZone).at
          const end = start + 10 * 24 * HOUR
          const whole = plannedShifts(roster, { from: start, to: end })
          expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length)
          const bounds = [
            start,
            ...cuts.map((cut) => start + cut * 60_000).toSorted((a, b) => a - b),
            end,
          ]
          const pieces = bounds.slice(1).flatMap((to, index) => {
            const piece = bounds[index] ?? to
            return to > piece ? plannedShifts(roster, { from: piece, to }) : []
          })
          expect(new Map(pieces.map((shift) => [shift.key, shift]))).toEqual(
            new Map(whole.map((shift) => [shift.key, shift])),
          )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('lets every team of a ready rotation rest and work alike', () => {
    for (const pattern of READY_PATTERNS) {
      const roster = rosterOf(pattern, 'Asia/Shanghai', '2026-01-01')
      const start = momentOf('2026-01-01', '00:00', 'Asia/Shanghai').at
      const length = pattern.cycle.length * 4
      const shifts = plannedShifts(roster, { from: start, to: start + length * 24 * HOUR })
      for (let team = 0; team < pattern.teams; team += 1) {
        const own = shifts.filter((shift) => shift.team === `t${team}`)
        expect(own.length).toBeGreaterThan(0)
        for (const [index, shift] of own.entries()) {
          const next = own[index + 1]
          if (next) expect(next.from - shift.to).toBeGreaterThanOrEqual(16 * HOUR)
        }
        for (const slot of pattern.slots)
          expect(
            own.filter((shift) => shift.slot.key === slot.key && shift.date >= '2026-01-01').length,
            `${pattern.key} team ${team} ${slot.key}`,
          ).toBe(length / pattern.teams)
      }
    }
  })
})

const oneSlot = (from: string, to: string, timeZone: string, start = '2026-01-01'): RosterFacts =>
  rosterOf(
    {
      key: 'one',
      name: { 'zh-CN': '一', en: 'One' },
      teams: 1,
      slots: [{ key: 'day', name: { 'zh-CN': '班', en: 'Shift' }, from, to }],
      cycle: [[0]],
    },
    timeZone,
    start,
  )

describe('a shift and the clock', () => {
  const hours = (from: string, to: string, timeZone: string, date: string) => {
    const [shift] = shiftsOn(oneSlot(from, to, timeZone), date)
    return shift === undefined
      ? undefined
      : { hours: (shift.to - shift.from) / HOUR, skipped: shift.skipped }
  }

  it('has the hours that the night really had', () => {
    expect(hours('20:00', '08:00', 'Europe/Berlin', '2026-03-28')).toEqual({
      hours: 11,
      skipped: false,
    })
    expect(hours('20:00', '08:00', 'Europe/Berlin', '2026-10-24')).toEqual({
      hours: 13,
      skipped: false,
    })
    expect(hours('00:00', '00:00', 'Europe/Berlin', '2026-03-29')).toEqual({
      hours: 23,
      skipped: false,
    })
    expect(hours('00:00', '00:00', 'Europe/Berlin', '2026-10-25')).toEqual({
      hours: 25,
      skipped: false,
    })
    expect(hours('00:00', '00:00', 'Australia/Lord_Howe', '2026-10-04')).toEqual({
      hours: 23.5,
      skipped: false,
    })
    expect(hours('00:00', '00:00', 'Australia/Lord_Howe', '2026-04-05')).toEqual({
      hours: 24.5,
      skipped: false,
    })
    expect(hours('08:00', '08:00', 'Asia/Shanghai', '2028-02-28')).toEqual({
      hours: 24,
      skipped: false,
    })
  })

  it('starts right after a jump that skips its start, and says so', () => {
    const [shift] = shiftsOn(oneSlot('02:30', '10:30', 'Europe/Berlin'), '2026-03-29')
    expect(shift).toMatchObject({
      from: Date.parse('2026-03-29T01:00:00Z'),
      to: Date.parse('2026-03-29T08:30:00Z'),
      skipped: true,
    })
    // Midnight itself is skipped in Santiago.
    const [night] = shiftsOn(oneSlot('00:00', '08:00', 'America/Santiago'), '2026-09-06')
    expect(night).toMatchObject({ from: Date.parse('2026-09-06T04:00:00Z'), skipped: true })
  })

  it('starts at the first of two equal times', () => {
    const [shift] = shiftsOn(oneSlot('02:30', '10:30', 'Europe/Berlin'), '2026-10-25')
    expect(shift).toMatchObject({
      from: Date.parse('2026-10-25T00:30:00Z'),
      to: Date.parse('2026-10-25T09:30:00Z'),
      skipped: false,
    })
  })

  it('is none when the clock jumps over all of it: half an hour, or a day at the date line', () => {
    expect(shiftsOn(oneSlot('02:00', '02:30', 'Europe/Berlin'), '2026-03-29')).toEqual([])
    expect(shiftsOn(oneSlot('08:00', '20:00', 'Pacific/Apia', '2011-12-01'), '2011-12-30')).toEqual(
      [],
    )
  })

  it('keeps its day of the cycle over a leap day', () => {
    const ready = READY_PATTERNS[0]
    if (!ready) throw new Error('no pattern')
    const roster = rosterOf(ready, 'Europe/Berlin', '2028-02-27')
    expect(
      ['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01'].map(
        (date) => shiftsOn(roster, date).find(({ slot }) => slot.key === 'day')?.team,
      ),
    ).toEqual(['t0', 't1', 't2', 't0'])
  })

  it('follows the plan of its date; before the first and after the end there is none', () => {
    const roster = oneSlot('08:00', '20:00', 'Asia/Shanghai', '2026-03-10')
    const [plan] = roster.plans
    if (!plan) throw new Error('no plan')
    const two = {
      ...roster,
      plans: [plan, { ...plan, from: '2026-03-15', teams: ['new'] }],
      endsOn: '2026-03-20',
    }
    const teams = (date: string) => shiftsOn(two, date).map(({ team }) => team)
    expect(teams('2026-03-09')).toEqual([])
    expect(teams('2026-03-14')).toEqual(['t0'])
    expect(teams('2026-03-15')).toEqual(['new'])
    expect(teams('2026-03-20')).toEqual(['new'])
    expect(teams('2026-03-21')).toEqual([])
  })
})
