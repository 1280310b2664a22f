import { describe, expect, it } from 'vitest'
import type { BoardShift } from '../../../../../contract/roster-shapes.ts'
import { daysOf, isDay, isNight, isZone, turn, viewTitle } from './days.ts'
import { absenceIn, problemsIn, rowsOf, shiftsIn, troubled, type Board, type Row } from './grid.ts'
import { movesOf, wayBack } from './moves.ts'

const HOUR = 3_600_000
const start = (date: string): number => Date.parse(`${date}T00:00:00Z`)

function shift(
  date: string,
  slot: string,
  team: string,
  people: readonly string[],
  more: Partial<BoardShift> = {},
): BoardShift {
  const from = start(date) + (slot === 'day' ? 0 : 12) * HOUR
  return {
    key: `r/${date}/${slot}`,
    roster: 'r',
    rosterName: 'r',
    date,
    slot,
    name: { 'zh-CN': slot, en: slot },
    from,
    to: from + 12 * HOUR,
    team,
    teamName: team,
    people: people.map((person, index) => ({
      person,
      name: person,
      part: index === 0 ? 'lead' : 'member',
    })),
    reasons: people.map(() => 'team'),
    absent: [],
    changed: false,
    problems: [],
    ...more,
  }
}

const board: Board = {
  today: '2026-03-17',
  shifts: [
    shift('2026-03-17', 'day', 'A', ['ada', 'ben'], {
      problems: [
        { kind: 'few', have: 2, need: 3 },
        { kind: 'rest', person: 'ben', name: 'ben', shift: 'x', hours: 4 },
      ],
    }),
    shift('2026-03-17', 'night', 'B', ['cai', 'out']),
    shift('2026-03-18', 'day', 'B', ['cai', 'dan']),
  ],
  teams: [
    {
      id: 'A',
      name: '甲班',
      members: [
        { id: 'ada', name: 'ada' },
        { id: 'ben', name: 'ben' },
      ],
    },
    {
      id: 'B',
      name: '乙班',
      members: [
        { id: 'cai', name: 'cai' },
        { id: 'dan', name: 'dan' },
      ],
    },
  ],
  absences: [
    {
      id: 'x',
      person: 'ben',
      personName: 'ben',
      from: '2026-03-18',
      to: '2026-03-19',
      kind: 'leave',
      note: '',
      mayChange: true,
    },
  ],
}
const slots = [{ key: 'day', label: '白班' }]
const words = { coverage: '在岗人数', others: '其他' }
const rows = (mode: 'team' | 'person') => rowsOf(board, slots, mode, words)
const rowOf = (key: string, mode: 'team' | 'person'): Row => {
  const found = rows(mode).find((row) => row.key === key)
  if (!found) throw new Error(key)
  return found
}
const first = board.shifts[0] as BoardShift
const night = board.shifts[1] as BoardShift

describe('the grid', () => {
  it('has a row for each slot and team, or people under their teams and the others last', () => {
    expect(rows('team').map(({ key }) => key)).toEqual(['slot/day', 'team/A', 'team/B'])
    expect(rows('person').map(({ key, group }) => [key, group])).toEqual([
      ['slot/day', '在岗人数'],
      ['person/ada', '甲班'],
      ['person/ben', undefined],
      ['person/cai', '乙班'],
      ['person/dan', undefined],
      ['person/out', '其他'],
    ])
  })

  it('shows in a cell the shifts, absences and what is wrong with just that row', () => {
    const ben = rowOf('person/ben', 'person')
    expect(shiftsIn(board, ben, '2026-03-17').map(({ slot }) => slot)).toEqual(['day'])
    expect(absenceIn(board, ben, '2026-03-19')?.id).toBe('x')
    expect(absenceIn(board, ben, '2026-03-20')).toBeUndefined()
    expect(problemsIn(first, ben).map(({ kind }) => kind)).toEqual(['rest'])
    expect(problemsIn(first, rowOf('person/ada', 'person'))).toEqual([])
    expect(problemsIn(first, rowOf('team/A', 'team'))).toHaveLength(2)
    expect(troubled(board, first.to - 1)).toEqual([first])
    expect(troubled(board, first.to)).toEqual([])
  })
})

describe('moving a shift', () => {
  const day = { date: '2026-03-17', slot: 'day' }
  const hold = (key: string, what: BoardShift) => ({ row: rowOf(key, 'person'), shift: what })

  it('to another person lets him work it; who works that day swaps', () => {
    const dan = rowOf('person/dan', 'person')
    expect(movesOf(hold('person/ben', first), dan, '2026-03-17', [])).toEqual([
      { ...day, action: 'add', person: 'dan', insteadOf: 'ben' },
    ])
    expect(
      movesOf(hold('person/ben', first), rowOf('person/cai', 'person'), '2026-03-17', [night]),
    ).toEqual([
      { ...day, action: 'add', person: 'cai', insteadOf: 'ben' },
      { date: '2026-03-17', slot: 'night', action: 'add', person: 'ben', insteadOf: 'cai' },
    ])
    expect(
      movesOf(hold('person/ben', first), rowOf('person/ada', 'person'), '2026-03-17', [first]),
    ).toEqual([])
  })

  it('to another day of the same person takes him along, and to the same cell does nothing', () => {
    const held = hold('person/ben', first)
    expect(movesOf(held, held.row, '2026-03-20', [])).toEqual([
      { ...day, action: 'remove', person: 'ben' },
      { date: '2026-03-20', slot: 'day', action: 'add', person: 'ben' },
    ])
    expect(movesOf(held, held.row, '2026-03-17', [first])).toEqual([])
    expect(movesOf(held, rowOf('slot/day', 'person'), '2026-03-17', [])).toEqual([])
  })

  it('to another team gives it the shift, and its own in return', () => {
    const held = { row: rowOf('team/A', 'team'), shift: first }
    expect(movesOf(held, rowOf('team/B', 'team'), '2026-03-17', [night])).toEqual([
      { ...day, action: 'team', team: 'B' },
      { date: '2026-03-17', slot: 'night', action: 'team', team: 'A' },
    ])
    expect(movesOf(held, held.row, '2026-03-19', [])).toEqual([])
  })

  it('is turned back by what brings the same people and teams', () => {
    const after = shift('2026-03-17', 'day', 'A', ['ada', 'dan'])
    expect(wayBack([first], [after])).toEqual([
      { ...day, action: 'remove', person: 'dan' },
      { ...day, action: 'add', person: 'ben' },
    ])
    expect(wayBack([first], [shift('2026-03-17', 'day', 'B', ['cai'])])).toEqual([
      { ...day, action: 'team', team: 'A' },
    ])
    expect(wayBack([first], [first])).toEqual([])
  })
})

describe('the days', () => {
  it('are those of the month, or of the week from Monday', () => {
    expect(daysOf('month', '2028-02-17')).toHaveLength(29)
    expect(daysOf('month', '2026-02-17').at(-1)).toBe('2026-02-28')
    expect(daysOf('week', '2026-03-01')).toEqual([
      '2026-02-23',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ])
    expect(turn('month', '2026-01-31', 1)).toBe('2026-02-28')
    expect(turn('week', '2026-01-31', -1)).toBe('2026-01-24')
    expect(viewTitle('month', daysOf('month', '2026-03-05'), 'zh-CN')).toBe('2026年3月')
    expect(viewTitle('week', daysOf('week', '2026-03-01'), 'en')).toBe('23 Feb – 1 Mar')
  })

  it('are told apart from what is no day, and nights from days', () => {
    const days = ['2026-02-28', '2026-02-29', '2026-2-1', 'swaps', '9999-99-99', '0001-01-01']
    expect(days.filter(isDay)).toEqual(['2026-02-28'])
    expect(['Asia/Shanghai', 'UTC', 'Mars/Base', ''].filter(isZone)).toEqual([
      'Asia/Shanghai',
      'UTC',
    ])
    expect(isNight(Date.parse('2026-03-17T12:00:00Z'), 'Asia/Shanghai')).toBe(true)
    expect(isNight(Date.parse('2026-03-17T00:00:00Z'), 'Asia/Shanghai')).toBe(false)
  })
})
