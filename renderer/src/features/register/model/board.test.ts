import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../../../../contract/common.ts'
import type { RecordType } from '../../../../../contract/record-type.ts'
import { cardFields, missed, placeFor } from './board.ts'

const label = { 'zh-CN': '名', en: 'Name' }
const type: RecordType = {
  name: 'task',
  label,
  plural: label,
  icon: 'doc',
  title: 'title',
  fields: {
    title: { kind: 'text', label },
    state: { kind: 'choice', label, choices: [{ value: 'open', label }] },
    who: { kind: 'text', label },
    where: { kind: 'text', label },
    due: { kind: 'date', label },
  },
  workflow: { field: 'state', transitions: [] },
  deadlines: [{ field: 'due', open: ['open'], label }],
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const record = (fields: RecordView['fields']): RecordView => ({
  id: 'x',
  type: 'task',
  title: 't',
  level: 1,
  fields,
  createdAt: 0,
  createdBy: '',
  updatedAt: 0,
  updatedBy: '',
  deleted: false,
  conflicts: [],
  seen: '{}',
})

describe('a board', () => {
  it('tells of a card what is filled in, without what the column says already', () => {
    const filled = record({ title: 't', state: 'open', who: 'Zhou', where: '', due: '2026-03-17' })
    expect(cardFields(type, 'state', filled)).toEqual(['who', 'due'])
  })

  it('knows a missed deadline by the end of its day, while the record is open', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime()
    const due = record({ state: 'open', due: '2026-03-17' })
    expect(missed(type, due, at(17, 23))).toBeUndefined()
    expect(missed(type, due, at(18, 0))).toBe('due')
    expect(missed(type, record({ state: 'closed', due: '2026-03-17' }), at(18, 0))).toBeUndefined()
    expect(missed(type, record({ state: 'open' }), at(18, 0))).toBeUndefined()
  })

  it('moves through cards and over empty columns, and stays at the edges', () => {
    const sizes = [3, 0, 1]
    expect(placeFor('ArrowRight', { column: 0, card: 2 }, sizes)).toEqual({ column: 2, card: 0 })
    expect(placeFor('ArrowLeft', { column: 2, card: 0 }, sizes)).toEqual({ column: 0, card: 0 })
    expect(placeFor('ArrowRight', { column: 2, card: 0 }, sizes)).toEqual({ column: 2, card: 0 })
    expect(placeFor('ArrowDown', { column: 0, card: 2 }, sizes)).toEqual({ column: 0, card: 2 })
    expect(placeFor('End', { column: 0, card: 0 }, sizes)).toEqual({ column: 0, card: 2 })
  })
})
