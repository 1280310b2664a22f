import { expect, it } from 'vitest'
import type { RecordView } from '../../../../contract/common.ts'
import { byDue, dueOf } from './due.ts'
import type { DeskPane } from './panes.ts'

const pane: DeskPane = {
  key: 'out',
  type: 'key-tool',
  where: [],
  code: 'KeyK',
  status: 'state',
  due: { field: 'dueBack', while: 'out' },
}
const row = (id: string, fields: RecordView['fields']): RecordView => ({
  id,
  type: 'key-tool',
  title: id,
  level: 1,
  fields,
  createdAt: 0,
  createdBy: '',
  updatedAt: 0,
  updatedBy: '',
  deleted: false,
  conflicts: [],
  seen: '',
})
const NOW = 1_000_000

it('tells what is left and what has run over', () => {
  expect(dueOf(pane, row('a', { state: 'out', dueBack: NOW + 60_000 }), NOW)).toEqual({
    overdue: false,
    ms: 60_000,
  })
  expect(dueOf(pane, row('a', { state: 'out', dueBack: NOW - 1 }), NOW)).toEqual({
    overdue: true,
    ms: 1,
  })
})

it('tells nothing where no time was agreed or the state is another', () => {
  expect(dueOf(pane, row('a', { state: 'out' }), NOW)).toBeUndefined()
  expect(dueOf(pane, row('a', { state: 'lost', dueBack: 5 }), NOW)).toBeUndefined()
})

it('puts what is due first first, and what has no time last in its order', () => {
  const rows = [
    row('none', { state: 'out' }),
    row('late', { state: 'out', dueBack: 30 }),
    row('lost', { state: 'lost', dueBack: 1 }),
    row('soon', { state: 'out', dueBack: 20 }),
  ]
  expect(byDue(pane, rows).map(({ id }) => id)).toEqual(['soon', 'late', 'none', 'lost'])
})
