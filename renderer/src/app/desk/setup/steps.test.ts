import { expect, it } from 'vitest'
import { stepsOf } from './steps.ts'

const names = (found: Parameters<typeof stepsOf>[0]) =>
  stepsOf(found).map(({ name, done }) => `${name} ${done ? 'done' : 'open'}`)

it('lists what a new workspace needs, in order', () => {
  expect(names({ people: 1, roster: 0, checklists: 0 })).toEqual([
    'people open',
    'roster open',
    'checklists open',
  ])
})

it('keeps what is done in its place until all of it is', () => {
  expect(names({ people: 2, roster: 1, checklists: 0 })).toEqual([
    'people done',
    'roster done',
    'checklists open',
  ])
  expect(names({ people: 9, roster: 1, checklists: 12 })).toEqual([])
})

it('is silent about what the person may not do', () => {
  expect(names({ people: undefined, roster: undefined, checklists: 0 })).toEqual([
    'checklists open',
  ])
  expect(names({ people: undefined, roster: 1, checklists: 3 })).toEqual([])
  expect(names({ people: undefined, roster: undefined, checklists: undefined })).toEqual([])
})
