import { expect, it } from 'vitest'
import { overlaps, rebase } from './stale.ts'

it('separates what both changed from what only the other did', () => {
  const base = { name: 'P-1', place: 'A', owner: 'p1', state: 'idle' }
  const mine = { ...base, place: 'B', owner: 'p2' }
  const theirs = { name: 'P-1', place: 'C', owner: 'p2', state: 'running' }
  const found = overlaps(base, mine, theirs, Object.keys(base))
  expect(found.map(({ field, clash }) => [field, clash])).toEqual([
    ['place', true],
    ['state', false],
  ])
  expect(rebase(mine, found, new Set())).toEqual({ ...mine, state: 'running' })
  expect(rebase(mine, found, new Set(['place']))['place']).toBe('C')
})
