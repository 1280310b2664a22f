import { describe, expect, it } from 'vitest'
import type { CheckItem } from './checklist-body.ts'
import { lacksOf } from './checklist-judge.ts'

type Recorded = Exclude<Parameters<typeof lacksOf>[1], undefined>
const item = (id: string, more: Partial<CheckItem> = {}): CheckItem => ({
  id,
  kind: 'tick',
  title: id,
  ...more,
})
const done = (more: Partial<Recorded> = {}): Recorded => ({
  status: 'ok',
  remark: '',
  attachments: [],
  ...more,
})

describe('what an item lacks', () => {
  it('is an answer, unless it is optional', () => {
    expect(lacksOf(item('a'), undefined)).toEqual(['answer'])
    expect(lacksOf(item('a', { optional: true }), undefined)).toEqual([])
  })
  it('is a remark when it is out of limits', () => {
    for (const status of ['warn', 'alarm', 'failed'] as const) {
      expect(lacksOf(item('a'), done({ status }))).toEqual(['remark'])
      expect(lacksOf(item('a'), done({ status, remark: ' ' }))).toEqual(['remark'])
      expect(lacksOf(item('a'), done({ status, remark: 'filter' }))).toEqual([])
    }
  })
  it('is evidence and a second person where they are asked for, but not of a skip', () => {
    const strict = item('a', { evidence: true, twoPerson: true })
    expect(lacksOf(strict, done())).toEqual(['evidence', 'second'])
    expect(lacksOf(strict, done({ status: 'skipped' }))).toEqual([])
  })
})
