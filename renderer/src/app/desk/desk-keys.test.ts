import { expect, it } from 'vitest'
import { arrow } from './desk-keys.ts'

// Three panes side by side with 2, 1 and 4 stops; the log below with 5.
const COUNTS = [2, 1, 4, 5]
const go = (code: string, pane: number, row: number, above = 0) =>
  arrow(code, { pane, row }, COUNTS, above)

it('goes down through a pane and on into the log', () => {
  expect(go('ArrowDown', 0, 0)).toEqual({ pane: 0, row: 1 })
  expect(go('ArrowDown', 0, 1)).toEqual({ pane: 3, row: 0 })
  expect(go('ArrowDown', 3, 4)).toBeUndefined()
})

it('goes up from the log to the end of the pane it came from', () => {
  expect(go('ArrowUp', 3, 1)).toEqual({ pane: 3, row: 0 })
  expect(go('ArrowUp', 3, 0, 2)).toEqual({ pane: 2, row: 3 })
  expect(go('ArrowUp', 2, 0)).toBeUndefined()
})

it('goes sideways only among the panes above, at the same height where there is one', () => {
  expect(go('ArrowRight', 0, 1)).toEqual({ pane: 1, row: 0 })
  expect(go('ArrowLeft', 2, 3)).toEqual({ pane: 1, row: 0 })
  expect(go('ArrowRight', 2, 0)).toBeUndefined()
  expect(go('ArrowLeft', 0, 0)).toBeUndefined()
  expect(go('ArrowRight', 3, 0)).toBeUndefined()
})

it('has nowhere above the log when nothing stands there', () => {
  expect(arrow('ArrowUp', { pane: 0, row: 0 }, [5], 0)).toBeUndefined()
})
