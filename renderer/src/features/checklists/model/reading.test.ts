import { expect, it } from 'vitest'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import { clock, figure, readingOf } from './reading.ts'

const number: CheckItem = {
  id: 'v',
  kind: 'number',
  title: 'V',
  decimals: 1,
  range: { min: 0, max: 400 },
}
const timer: CheckItem = { id: 't', kind: 'timer', title: 'T', seconds: 60 }

it('reads figures of either width', () => {
  for (const text of ['220.4', ' 220.4 ', '２２０．４', '２２０。４', '220。4', '+220.4'])
    expect(readingOf(number, text)).toEqual({ kind: 'value', value: 220.4 })
  expect(readingOf({ ...number, range: { min: -50, max: 50 } }, '－3')).toEqual({
    kind: 'value',
    value: -3,
  })
})

it('tells nothing from what is no number, and from what nobody can read', () => {
  expect(readingOf(number, ' ')).toEqual({ kind: 'none' })
  expect(readingOf(number, '22o')).toEqual({ kind: 'wrong', why: 'number' })
  expect(readingOf(number, '2204')).toEqual({ kind: 'wrong', why: 'range' })
})

it('takes times as seconds or as minutes and seconds', () => {
  expect(readingOf(timer, '95')).toEqual({ kind: 'value', value: 95 })
  expect(readingOf(timer, '1:35')).toEqual({ kind: 'value', value: 95 })
  expect(readingOf(timer, '１：３５')).toEqual({ kind: 'value', value: 95 })
  expect(readingOf(timer, '-1')).toEqual({ kind: 'wrong', why: 'range' })
  expect(clock(95)).toBe('1:35')
})

it('shows the digits that are read, and hides none', () => {
  expect(figure(number, 220)).toBe('220.0')
  expect(figure(number, 220.45)).toBe('220.45')
  expect(figure({ ...number, decimals: 0 }, 48)).toBe('48')
  expect(figure(timer, 65)).toBe('1:05')
})
