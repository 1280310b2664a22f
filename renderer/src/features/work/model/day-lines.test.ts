import { expect, it } from 'vitest'
import { dayLines } from './day-lines.ts'

const round = (key: string, state = 'done') =>
  ({ key, source: 'checklists', shift: 'day', state }) as const
const duty = (key: string) =>
  ({ key, source: 'handover', shift: 'day', state: 'scheduled' }) as const
const request = (key: string) =>
  ({ key, source: 'request', shift: undefined, state: 'scheduled' }) as const
const lines = (
  items: readonly ReturnType<typeof round | typeof duty | typeof request>[],
  room: number,
) => {
  const { shown, ...others } = dayLines(items as never[], items.length, room)
  return { shown: shown.map(({ key }: { key: string }) => key), ...others }
}

it('shows everything by time where there is room', () => {
  expect(lines([round('a'), request('b'), duty('c')], 3)).toEqual({
    shown: ['a', 'b', 'c'],
    routine: [],
    rest: 0,
  })
})

it('names what is special and counts what comes every day', () => {
  const day = [round('a'), round('b'), duty('c'), request('d'), round('e')]
  expect(lines(day, 3)).toEqual({
    shown: ['d'],
    routine: [
      { source: 'checklists', count: 3 },
      { source: 'handover', count: 1 },
    ],
    rest: 0,
  })
})

it('takes a round that was not made for something special', () => {
  const day = [round('a'), round('b', 'missed'), round('c', 'overdue'), round('d')]
  expect(lines(day, 3).shown).toEqual(['b', 'c'])
})

it('counts what is left where even the special has no room', () => {
  const day = [request('a'), request('b'), request('c'), round('d')]
  expect(lines(day, 3)).toEqual({ shown: ['a', 'b'], routine: [], rest: 2 })
})

it('counts all where core did not name all', () => {
  expect(dayLines([round('a') as never], 70, 3)).toEqual({ shown: [], routine: [], rest: 70 })
})
