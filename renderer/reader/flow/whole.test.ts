import { expect, it } from 'vitest'
import { outline } from './outline.ts'
import { Whole } from './whole.ts'

const PAGES = [
  { path: 'a.html', title: 'Start', text: 'Controller A and controller B' },
  { path: 'b.html', title: 'Empty', text: 'nothing here' },
  { path: 'c.html', title: '切换', text: '控制器 切换，Controller' },
]

it('counts words over all pages, and finds the next page round in both directions', () => {
  const whole = new Whole(PAGES, 'p')
  whole.search('controller')
  expect(whole.totals('c.html')).toEqual({ all: 3, before: 2 })
  expect(whole.sections('a.html')).toEqual({ p2: 1 })
  expect(whole.next('a.html', 1)).toBe('c.html')
  expect(whole.next('c.html', 1)).toBe('a.html')
  expect(whole.next('a.html', -1)).toBe('c.html')
  expect(whole.next('gone.html', 1)).toBe('a.html')
  // What the open page shows counts.
  whole.counted('a.html', 1)
  expect(whole.totals('c.html')).toEqual({ all: 2, before: 1 })
  whole.search('控制器切换')
  expect(whole.totals('a.html').all).toBe(1)
  whole.search('absent')
  expect(whole.next('a.html', 1)).toBeUndefined()
  expect(whole.totals('a.html').all).toBe(0)
})

it('lists the pages with the headings of the open one under its name', () => {
  const whole = new Whole(PAGES, 'p')
  const headings = [
    { id: '0', title: 'Start', depth: 1, path: 'a.html' },
    { id: '1', title: 'Power', depth: 2, path: 'a.html' },
  ]
  const lines = (list: ReturnType<typeof outline>) => list.map(({ title, depth }) => [title, depth])
  expect(lines(outline([], whole, 'a.html', headings))).toEqual([
    ['Start', 1],
    ['Power', 3],
    ['Empty', 1],
    ['切换', 1],
  ])
  expect(lines(outline([], undefined, 'a.html', headings))).toEqual([
    ['Start', 1],
    ['Power', 2],
  ])
  expect(outline(headings, whole, 'a.html', [])).toEqual(headings)
})
