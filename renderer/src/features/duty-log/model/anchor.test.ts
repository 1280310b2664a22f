import { expect, it } from 'vitest'
import { scrolledOn } from './anchor.ts'
import { linesByDay } from '../../../time/days.ts'

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime()
const entry = (day: number, hour: number) => ({ id: `${day}/${hour}`, at: at(day, hour) })
// 17th: 30 px of heading, 3 x 24 px; 16th: 30 px, 2 x 24 px.
const LOG = [entry(17, 3), entry(17, 2), entry(17, 1), entry(16, 9), entry(16, 8)]
const shift = (after: readonly ReturnType<typeof entry>[], top: number): number =>
  scrolledOn(linesByDay(LOG), linesByDay(after), top)

it('keeps what is read in place when an entry comes above', () => {
  expect(shift([entry(17, 4), ...LOG], 60)).toBe(24)
})

it('counts the heading of a new day', () => {
  expect(shift([entry(18, 0), ...LOG], 60)).toBe(54)
})

it('does not move for what comes below, or when nothing is scrolled', () => {
  expect(shift([...LOG, entry(15, 8)], 60)).toBe(0)
  expect(shift([entry(17, 4), ...LOG], 0)).toBe(0)
})

it('holds on to the next entry when the one on top is gone, and to nothing when all are', () => {
  // At 60 px the entry of 2 h is on top (54 to 78); without it the one of 1 h moves up by 24.
  expect(
    shift(
      LOG.filter(({ id }) => id !== '17/2'),
      60,
    ),
  ).toBe(-24)
  expect(shift([entry(10, 1)], 60)).toBe(0)
})
