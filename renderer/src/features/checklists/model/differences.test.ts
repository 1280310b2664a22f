import { expect, it } from 'vitest'
import type { CheckBody, CheckItem } from '../../../../../contract/checklist-body.ts'
import { differencesOf } from './differences.ts'

const item = (id: string, more: Partial<CheckItem> = {}): CheckItem => ({
  id,
  kind: 'tick',
  title: id,
  ...more,
})
const body = (...sections: readonly (readonly CheckItem[])[]): CheckBody => ({
  sections: sections.map((items, at) => ({ id: `s${at}`, title: `S${at}`, items: [...items] })),
})
const told = (before: CheckBody, after: CheckBody) =>
  differencesOf(before, after).map(({ kind, item: { id }, fields }) =>
    [kind, id, ...fields].join(' '),
  )
const [a, b, c, d] = [item('a'), item('b'), item('c'), item('d')]

it('finds nothing where nothing changed', () => {
  expect(told(body([a, b], [c]), body([a, b], [c]))).toEqual([])
  expect(told(body([a]), body([{ ...a, optional: false, limits: [] }]))).toEqual([])
})

it('tells what was added, removed and changed, with the settings', () => {
  expect(told(body([a, b]), body([{ ...a, title: 'new', twoPerson: true }, d]))).toEqual([
    'changed a title twoPerson',
    'added d',
    'removed b',
  ])
})

it('tells only what was really moved', () => {
  expect(told(body([a, b, c, d]), body([b, c, d, a]))).toEqual(['moved a'])
  expect(told(body([a, b], [c]), body([a], [b, c]))).toEqual(['moved b'])
  expect(told(body([a, b, c]), body([item('n'), a, b, c]))).toEqual(['added n'])
})
