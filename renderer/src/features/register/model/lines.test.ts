import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../../../../contract/common.ts'
import { indexOfRow, lineAt, lineCount, shownIds, wanted, type Segment } from './lines.ts'

const row = (id: string): RecordView => ({
  id,
  type: 'pump',
  title: id,
  level: 1,
  fields: {},
  createdAt: 0,
  createdBy: '',
  updatedAt: 0,
  updatedBy: '',
  deleted: false,
  conflicts: [],
  seen: '',
})
const flat: Segment[] = [{ value: undefined, rows: ['a', 'b'].map(row), count: 1000, open: true }]
const grouped: Segment[] = [
  { value: 'idle', rows: ['a', 'b'].map(row), count: 2, open: true },
  { value: 'running', rows: [], count: 500, open: false },
  { value: null, rows: ['c'].map(row), count: 3, open: true },
]

describe('lines', () => {
  it('counts rows that are not here yet, and headings', () => {
    expect(lineCount(flat)).toBe(1000)
    expect(lineCount(grouped)).toBe(3 + 2 + 3)
  })

  it('finds lines by position', () => {
    expect(lineAt(flat, 1)).toMatchObject({ kind: 'row', row: { id: 'b' } })
    expect(lineAt(flat, 2)).toEqual({ kind: 'missing', segment: 0 })
    expect(lineAt(grouped, 3)).toEqual({ kind: 'group', segment: 1 })
    expect(lineAt(grouped, 4)).toEqual({ kind: 'group', segment: 2 })
    expect(lineAt(grouped, 5)).toMatchObject({ row: { id: 'c' } })
    expect(lineAt(grouped, 8)).toBeUndefined()
    expect(indexOfRow(grouped, 'c')).toBe(5)
    expect(indexOfRow(grouped, 'x')).toBe(-1)
    expect(shownIds(grouped)).toEqual(['a', 'b', 'c'])
  })

  it('asks for what a window shows and no more', () => {
    expect([...wanted(flat, 0, 30)]).toEqual([[0, 31]])
    expect([...wanted(grouped, 0, 4)]).toEqual([])
    expect([...wanted(grouped, 0, 6)]).toEqual([[2, 2]])
    expect([...wanted(grouped, 0, 60)]).toEqual([[2, 3]])
  })
})
