import { describe, expect, it } from 'vitest'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import type { ResultView } from '../../../../../contract/checklist-rounds.ts'
import { answerOf, expected, typedValue, unchangedParts } from './answers.ts'

const item: CheckItem = {
  id: 'temp',
  kind: 'number',
  title: 'T',
  limits: [{ side: 'high', level: 'warn', value: 25, message: 'check the filter' }],
}
const file = { sha256: 'a'.repeat(64), name: 'a.png', mime: 'image/png', size: 1 }
const before: ResultView = {
  id: 'r1',
  item: 'temp',
  value: 24,
  status: 'ok',
  remark: 'steady',
  attachments: [file],
  at: 1,
  enteredAt: 1,
  late: false,
  automatic: false,
  person: 'p',
  personName: 'P',
}

describe('an answer', () => {
  it('tells again what stays of the one before', () => {
    expect(answerOf(item, before, { value: 26 })).toEqual({
      item: 'temp',
      value: 26,
      remark: 'steady',
      attachments: [file],
    })
    expect(answerOf(item, before, { remark: ' hot ' })).toMatchObject({ value: 24, remark: 'hot' })
  })
  it('takes nothing over from a skip, and a skip takes nothing over', () => {
    const skipped = { ...before, status: 'skipped' as const, value: null }
    expect(answerOf(item, skipped, { value: 20 })).toEqual({ item: 'temp', value: 20 })
    expect(answerOf(item, before, { skip: 'locked' })).toEqual({ item: 'temp', skip: 'locked' })
    expect(answerOf(item, before, { clear: true })).toEqual({ item: 'temp', clear: true })
  })
  it('tells what a monitor read only with the figure that it was seen beside', () => {
    const taken = { value: 24, measuredAt: 7, automatic: true } as const
    expect(answerOf(item, undefined, taken)).toMatchObject(taken)
    const kept: ResultView = { ...before, automatic: true, measured: 24, measuredAt: 7 }
    expect(answerOf(item, kept, { remark: 'hot' })).toMatchObject({
      value: 24,
      measuredAt: 7,
      automatic: true,
    })
    expect(answerOf(item, kept, { value: 26, measuredAt: 9 })).toEqual({
      item: 'temp',
      value: 26,
      measuredAt: 9,
      remark: 'steady',
      attachments: [file],
    })
    expect(answerOf(item, kept, { value: 26 })).not.toHaveProperty('measuredAt')
  })
  it('carries the time on the paper', () => {
    expect(answerOf(item, undefined, { value: 20 }, 5)).toMatchObject({ at: 5 })
  })
})

it('is shown as the rules will judge it', () => {
  const me = { person: 'p', name: 'P' }
  expect(expected(item, { item: 'temp', value: 26 }, me, 9, undefined)).toMatchObject({
    status: 'warn',
    message: 'check the filter',
    at: 9,
    saving: true,
  })
  expect(expected(item, { item: 'temp', skip: 'locked' }, me, 9, before)).toMatchObject({
    status: 'skipped',
    remark: 'locked',
  })
})

it('comes from what was typed only when that is an answer', () => {
  expect(typedValue(item, '２４。５')).toBe(24.5)
  expect(typedValue(item, 'x')).toBeUndefined()
  expect(typedValue(item, undefined)).toBeUndefined()
  expect(typedValue({ ...item, kind: 'text' }, ' wet ')).toBe('wet')
  expect(typedValue({ ...item, kind: 'text' }, '  ')).toBeUndefined()
})

it('keeps what was typed on while it was saved', () => {
  const typed = { text: '28' }
  expect(unchangedParts(typed, { ...typed, remark: 'filter cl' })).not.toContain('remark')
  expect(unchangedParts(typed, { ...typed, remark: 'filter cl' })).toContain('text')
  expect(unchangedParts(typed, { text: '29' })).not.toContain('text')
})
