import { describe, expect, it } from 'vitest'
import type { CheckItem } from '../../../../../contract/checklist-body.ts'
import { linesOf, nextOpen, tallyOf, type Recorded } from './lines.ts'

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
const lines = linesOf({
  sections: [
    { id: 'one', title: 'One', items: [item('a'), item('b', { twoPerson: true })] },
    { id: 'two', title: 'Two', items: [item('c', { optional: true }), item('d')] },
  ],
})

it('numbers items within their sections', () => {
  expect(lines.map(({ label, section }) => [label, section])).toEqual([
    ['1.1', 0],
    ['1.2', 0],
    ['2.1', 1],
    ['2.2', 1],
  ])
})

describe('the next open item', () => {
  it('comes after the present one, and from the top again', () => {
    expect(nextOpen(lines, new Map(), 0)).toBe(1)
    expect(nextOpen(lines, new Map([['d', done()]]), 2)).toBe(0)
  })
  it('is one that waits for a second person only when nothing else is open', () => {
    const results = new Map([['b', done()]])
    expect(nextOpen(lines, results, 0)).toBe(2)
    for (const id of ['a', 'c', 'd']) results.set(id, done())
    expect(nextOpen(lines, results, 3)).toBe(1)
  })
  it('passes what is optional once', () => {
    const results = new Map([['b', done({ second: { person: 'p', personName: 'P', at: 1 } })]])
    for (const id of ['a', 'd']) results.set(id, done())
    expect(nextOpen(lines, results, 0)).toBe(2)
    expect(nextOpen(lines, results, 2)).toBeUndefined()
  })
  it('is none when all is done', () => {
    const second = { person: 'p', personName: 'P', at: 1 }
    const all = new Map(['a', 'b', 'c', 'd'].map((id) => [id, done({ second })]))
    expect(nextOpen(lines, all, 1)).toBeUndefined()
    expect(nextOpen([], new Map(), -1)).toBeUndefined()
  })
})

it('counts answers, those out of limits and skips', () => {
  const results = new Map([
    ['a', done({ status: 'alarm' })],
    ['b', done({ status: 'skipped' })],
    ['gone', done()],
  ])
  expect(tallyOf(lines, results)).toEqual({ items: 4, answered: 2, out: 1, skipped: 1 })
})
