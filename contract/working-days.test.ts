import { describe, expect, it } from 'vitest'
import { parseDays } from './working-days.ts'

describe('days that a team writes down', () => {
  it('are read one by one and as spans, in the signs of both languages', () => {
    const { days, wrong } = parseDays('2026-10-01~2026-10-03，2027-01-01\n2026-12-31/2027-01-02')
    expect([...days]).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2027-01-01',
      '2026-12-31',
      '2027-01-02',
    ])
    expect(wrong).toEqual([])
  })

  it('are named where they are none', () => {
    const text = '2026-02-29 2026-13-01 10月1日 2026-10-07~2026-10-01 2026-01-01~2026-12-31'
    expect(parseDays(text)).toEqual({ days: new Set(), wrong: text.split(' ') })
    expect(parseDays('2024-02-29').wrong).toEqual([])
    expect(parseDays('').days.size).toBe(0)
  })
})
