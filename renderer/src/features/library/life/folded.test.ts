import { describe, expect, it } from 'vitest'
import { folded } from './folded.ts'

const same = (count: number, before: number, after: number) => ({
  kind: 'same' as const,
  lines: Array.from({ length: count }, (_, at) => `line ${at}`),
  before,
  after,
})

describe('a comparison', () => {
  it('shows three lines around a change and folds the rest, numbered on both sides', () => {
    const lines = folded([
      same(10, 1, 1),
      { kind: 'removed', lines: ['old'], before: 11, after: 11 },
      { kind: 'added', lines: ['new', 'more'], before: 12, after: 11 },
      same(10, 12, 13),
    ])
    expect(lines.map(({ kind }) => kind)).toEqual([
      'fold',
      'same',
      'same',
      'same',
      'removed',
      'added',
      'added',
      'same',
      'same',
      'same',
      'fold',
    ])
    expect(lines[0]).toEqual({ kind: 'fold', count: 7 })
    expect(lines[3]).toMatchObject({ before: 10, after: 10 })
    expect(lines[4]).toEqual({ kind: 'removed', text: 'old', before: 11 })
    expect(lines[6]).toEqual({ kind: 'added', text: 'more', after: 12 })
    expect(lines.at(-1)).toEqual({ kind: 'fold', count: 7 })
  })

  it('folds nothing for one line', () => {
    const lines = folded([
      { kind: 'added', lines: ['a'], before: 1, after: 1 },
      same(7, 1, 2),
      { kind: 'added', lines: ['b'], before: 8, after: 9 },
    ])
    expect(lines).toHaveLength(9)
  })
})
