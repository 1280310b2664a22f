import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkBody,
  type CheckBody,
  type CheckItem,
} from '../../../../../contract/checklist-body.ts'
import {
  added,
  asKind,
  changed,
  freshId,
  moved,
  put,
  removed,
  spotsOf,
  wrongIn,
} from './edit-body.ts'

const item = (id: string): CheckItem => ({ id, kind: 'tick', title: id })
const body: CheckBody = {
  sections: [
    { id: 's1', title: 'One', items: [item('a'), item('b')] },
    { id: 's2', title: 'Two', items: [] },
    { id: 's3', title: 'Three', items: [item('c')] },
  ],
}
const order = (one: CheckBody): string =>
  one.sections.map(({ items }) => items.map(({ id }) => id).join('')).join('|')

describe('moving by keyboard', () => {
  it('stays within a section while there is room', () => {
    const { body: next, spot } = moved(body, { section: 0, item: 0 }, 1)
    expect([order(next), spot]).toEqual(['ba||c', { section: 0, item: 1 }])
  })
  it('crosses into the next section, also an empty one', () => {
    const down = moved(body, { section: 0, item: 1 }, 1)
    expect([order(down.body), down.spot]).toEqual(['a|b|c', { section: 1, item: 0 }])
    const up = moved(body, { section: 2, item: 0 }, -1)
    expect([order(up.body), up.spot]).toEqual(['ab|c|', { section: 1, item: 0 }])
  })
  it('stops at the ends', () => {
    expect(moved(body, { section: 0, item: 0 }, -1).body).toBe(body)
    expect(moved(body, { section: 2, item: 0 }, 1).body).toBe(body)
    expect(moved(body, { section: 0 }, -1).body).toBe(body)
  })
  it('moves whole sections', () => {
    expect(order(moved(body, { section: 0 }, 1).body)).toBe('|ab|c')
  })
  it('is undone by the way back, and loses nothing', () => {
    const spots = spotsOf(body)
    fc.assert(
      fc.property(fc.nat(spots.length - 1), fc.constantFrom<-1 | 1>(-1, 1), (at, step) => {
        const spot = spots[at]
        if (!spot) return
        const there = moved(body, spot, step)
        if (there.body === body) return
        const back = moved(there.body, there.spot, step > 0 ? -1 : 1)
        expect(order(back.body)).toBe(order(body))
      }),
    )
  })
})

describe('dragging', () => {
  it('puts before the place it is dropped at', () => {
    expect(order(put(body, { section: 0, item: 0 }, { section: 2, item: 0 }).body)).toBe('b||ac')
    expect(order(put(body, { section: 0, item: 0 }, { section: 0, item: 2 }).body)).toBe('ba||c')
    expect(order(put(body, { section: 2, item: 0 }, { section: 0, item: 1 }).body)).toBe('acb||')
    expect(order(put(body, { section: 0, item: 1 }, { section: 1 }).body)).toBe('a|b|c')
  })
})

it('adds, changes and removes', () => {
  const { body: more, spot } = added(body, { section: 0, item: 0 }, item('n'))
  expect([order(more), spot]).toEqual(['anb||c', { section: 0, item: 1 }])
  expect(order(added(body, { section: 1 }, item('n')).body)).toBe('ab|n|c')
  expect(order(removed(more, spot))).toBe('ab||c')
  expect(order(removed(body, { section: 0 }))).toBe('|c')
  expect(order(changed(body, { section: 0, item: 1 }, item('x')))).toBe('ax||c')
})

it('makes every kind fit the contract', () => {
  const kinds = [
    'tick',
    'choice',
    'number',
    'text',
    'file',
    'timer',
    'signature',
    'instruction',
  ] as const
  for (const from of kinds)
    for (const to of kinds) {
      const monitor = { id: '01890a5d-ac96-774b-bcce-b302099a8057', metric: 'cpu' }
      const first = asKind(item('a'), from)
      const one = asKind(from === 'number' ? { ...first, monitor } : first, to)
      const named = {
        ...one,
        ...(one.choices ? { choices: one.choices.map((c) => ({ ...c, label: c.value })) } : {}),
      }
      const parsed = checkBody.safeParse({ sections: [{ id: 's', title: 'S', items: [named] }] })
      expect([from, to, parsed.success]).toEqual([from, to, true])
    }
})

it('tells what keeps an item from use', () => {
  const number = asKind(item('a'), 'number')
  const limit = (side: 'low' | 'high', level: 'warn' | 'alarm', value: number) => ({
    side,
    level,
    value,
  })
  expect(wrongIn(item(' '))).toBe('title')
  expect(wrongIn(asKind(item('a'), 'choice'))).toBe('choices')
  expect(wrongIn({ ...asKind(item('a'), 'timer'), seconds: 0 })).toBe('seconds')
  expect(wrongIn({ ...number, limits: [limit('low', 'warn', 5), limit('high', 'warn', 4)] })).toBe(
    'limits',
  )
  expect(
    wrongIn({ ...number, limits: [limit('high', 'warn', 5), limit('high', 'alarm', 4)] }),
  ).toBe('limits')
  expect(wrongIn({ ...number, range: { min: 1, max: 1 } })).toBe('range')
  expect(
    wrongIn({ ...number, limits: [limit('low', 'warn', 4), limit('high', 'warn', 5)] }),
  ).toBeUndefined()
})

it('gives ids that the contract takes', () => {
  const ids = Array.from({ length: 200 }, freshId)
  expect(new Set(ids).size).toBe(200)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/u)
})
