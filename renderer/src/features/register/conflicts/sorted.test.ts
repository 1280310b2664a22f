import { expect, it } from 'vitest'
import type { RecordView } from '../../../../../contract/common.ts'
import { sorted } from './sorted.ts'

const record = (id: string, type: string, title: string, updatedAt: number): RecordView => ({
  id,
  type,
  title,
  level: 1,
  fields: {},
  createdAt: 0,
  createdBy: '',
  updatedAt,
  updatedBy: '',
  deleted: false,
  conflicts: ['title'],
  seen: '',
})
const ALL = [
  record('a', 'contact', '供电局', 3),
  record('b', 'change', 'Replace fans', 1),
  record('c', 'contact', '消防', 2),
]
const ids = (wanted: Partial<Parameters<typeof sorted>[1]>): string =>
  sorted(ALL, { text: '', type: '', order: 'newest', ...wanted })
    .map(({ id }) => id)
    .join('')

it('sorts by time and by type, and leaves what fits', () => {
  expect(ids({})).toBe('acb')
  expect(ids({ order: 'oldest' })).toBe('bca')
  expect(ids({ order: 'byType' })).toBe('bac')
  expect(ids({ type: 'contact' })).toBe('ac')
  expect(ids({ text: ' FANS' })).toBe('b')
})
