import { expect, it } from 'vitest'
import { extend, keep, NOTHING, toggle } from './selection.ts'

const order = ['a', 'b', 'c', 'd']

it('selects ranges from the row chosen last, and forgets rows that went', () => {
  const chosen = extend(toggle(NOTHING, 'b'), 'd', order)
  expect([...chosen.ids]).toEqual(['b', 'c', 'd'])
  expect([...toggle(chosen, 'c').ids]).toEqual(['b', 'd'])
  const left = keep(chosen, new Set(['c', 'd']))
  expect([...left.ids]).toEqual(['c', 'd'])
  expect(left.anchor).toBeUndefined()
  expect(keep(left, new Set(order))).toBe(left)
})
