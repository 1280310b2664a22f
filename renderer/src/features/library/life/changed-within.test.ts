import { describe, expect, it } from 'vitest'
import { changedWithin } from './changed-within.ts'
import { folded } from './folded.ts'

const shown = (line: string, other: string): string | undefined => {
  const found = changedWithin(line, other)
  return found && line.slice(...found)
}

describe('what changed within a line', () => {
  it('lies between what both lines begin and end with', () => {
    expect(shown('观察10 min后回切', '观察30 min后回切')).toBe('1')
    expect(shown('观察30 min后回切', '观察10 min后回切')).toBe('3')
    expect(shown('heartbeat normal', 'heartbeat normal for 30 min')).toBe('')
    expect(shown('heartbeat normal for 30 min', 'heartbeat normal')).toBe(' for 30 min')
  })

  it('is nothing where two lines are not alike', () => {
    expect(changedWithin('拔出旧板', '等待缓存同步，再回切')).toBeUndefined()
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
      [11, 11],
      undefined,
      [11, 18],
    ])
  })
})
