import { describe, expect, it } from 'vitest'
import { changedWithin, marked } from './changed-within.ts'
import { folded } from './folded.ts'

const shown = (line: string, other: string): string[] | undefined => {
  const found = changedWithin(line, other)
  return found && marked(line, found).flatMap(({ text, changed }) => (changed ? [text] : []))
}

describe('what changed within a line', () => {
  it('is found word by word in Latin text, sign by sign in Chinese', () => {
    expect(shown('观察30 min后回切', '观察10 min后回切')).toEqual(['30'])
    expect(shown('Above 50 ms for 3 min', 'Above 80 ms for 5 min')).toEqual(['50', '3'])
    expect(shown('heartbeat normal', 'heartbeat normal for 30 min')).toEqual([])
    expect(shown('heartbeat normal for 30 min', 'heartbeat normal')).toEqual([' for 30 min'])
  })

  it('is not the number of a step', () => {
    expect(shown('3. 拔出旧板，加电自检，约6 min。', '2. 拔出旧板，加电自检。')).toEqual([
      '，约6 min',
    ])
  })

  it('is nothing where two lines are not alike', () => {
    expect(changedWithin('拔出旧板', '等待缓存同步，再回切')).toBeUndefined()
    expect(changedWithin('x'.repeat(1001), 'x')).toBeUndefined()
  })

  it('leaves the whole line readable', () => {
    expect(marked('abcdef', [[1, 3]])).toEqual([
      { text: 'a', changed: false },
      { text: 'bc', changed: true },
      { text: 'def', changed: false },
    ])
  })

  it('is marked on both sides of a comparison, past lines that are new', () => {
    const lines = folded([
      { kind: 'removed', lines: ['厂家拔出旧板，加电自检。'], before: 1, after: 1 },
      {
        kind: 'added',
        lines: ['先核对微码版本，不一致的不装。', '厂家拔出旧板，加电自检，约6 min。'],
        before: 2,
        after: 1,
      },
    ])
    expect(lines.map((line) => ('changed' in line ? line.changed : undefined))).toEqual([
      [],
      undefined,
      [[11, 18]],
    ])
  })
})
