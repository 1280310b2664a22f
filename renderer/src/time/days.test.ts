import { describe, expect, it } from 'vitest'
import { boundsOf, dayStart, linesByDay, monthSheet } from './days.ts'

const noon = new Date(2026, 2, 17, 12).getTime()

describe('days', () => {
  it('lays a month out in weeks from Monday', () => {
    const sheet = monthSheet(noon)
    expect(sheet).toHaveLength(43)
    expect(new Date(sheet[0] ?? 0).getDay()).toBe(1)
    expect(sheet).toContain(new Date(2026, 2, 1).getTime())
    expect(sheet).toContain(new Date(2026, 2, 31).getTime())
    for (const [index, day] of sheet.slice(1).entries())
      expect(day).toBe(dayStart(sheet[index] ?? 0, 1))
  })

  it('bounds a day by its midnights, the last seven days by the first of them', () => {
    expect(boundsOf({ kind: 'day', day: noon }, noon)).toEqual({
      from: new Date(2026, 2, 17).getTime(),
      to: new Date(2026, 2, 18).getTime(),
    })
    expect(boundsOf({ kind: 'last', days: 7 }, noon)).toEqual({
      from: new Date(2026, 2, 11).getTime(),
    })
    expect(boundsOf({ kind: 'all' }, noon)).toEqual({})
  })

  it('heads each day once', () => {
    const entries = [noon, noon - 3_600_000, noon - 86_400_000].map((at) => ({ at }))
    expect(linesByDay(entries).map((line) => line.kind)).toEqual([
      'day',
      'entry',
      'entry',
      'day',
      'entry',
    ])
  })
})
