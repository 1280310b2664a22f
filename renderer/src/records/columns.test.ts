import { describe, expect, it } from 'vitest'
import { defaultColumns, fitColumns, listFields, moveColumn, trackOf } from './columns.ts'
import { SAMPLE } from './sample-type.ts'

describe('columns', () => {
  it('starts with number, title and short fields when nothing is declared', () => {
    expect(
      defaultColumns(SAMPLE)
        .map(({ field }) => field)
        .slice(0, 3),
    ).toEqual(['number', 'name', 'place'])
    expect([...listFields(SAMPLE).keys()]).not.toContain('curve')
  })

  it('fits a stored layout to the type of today', () => {
    const fitted = fitColumns(SAMPLE, [
      { field: 'state', width: 9000 },
      { field: 'gone', width: 80 },
      { field: 'state' },
    ])
    expect(fitted.map(({ field }) => field)).toEqual(['name', 'state'])
    expect(fitted[1]?.width).toBe(720)
    expect(fitColumns(SAMPLE, [])).toEqual(defaultColumns(SAMPLE))
  })

  it('gives texts what is left, headings their room, and keeps a width that was set', () => {
    const track = (field: string, width: number, label = '', choices: string[] = []) =>
      trackOf(SAMPLE, { field, width }, label, choices)
    expect(track('name', 240)).toBe('minmax(240px, 3fr)')
    expect(track('place', 144)).toBe('minmax(144px, 1fr)')
    expect(track('place', 200)).toBe('200px')
    expect(track('number', 168)).toBe('168px')
    expect(track('spare', 72, '应急联系人')).toBe('98px')
    expect(track('spare', 72, '备用')).toBe('72px')
    expect(track('state', 104, 'State', ['Open', 'To be verified'])).toBe('minmax(142px, 0.5fr)')
  })

  it('moves a column', () => {
    const columns = ['a', 'b', 'c'].map((field) => ({ field, width: 100 }))
    expect(moveColumn(columns, 0, 2).map(({ field }) => field)).toEqual(['b', 'c', 'a'])
    expect(moveColumn(columns, 2, 0).map(({ field }) => field)).toEqual(['c', 'a', 'b'])
  })
})
