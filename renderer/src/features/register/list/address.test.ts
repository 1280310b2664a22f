import { expect, it } from 'vitest'
import { conditionsFrom } from './address.ts'

const FIELDS = new Map([['state', {}]])

it('reads the conditions of a link', () => {
  const where = [
    { field: 'state', op: 'any', value: ['out', 'lost'] },
    { field: 'state', op: 'empty' },
  ]
  expect(conditionsFrom(JSON.stringify(where), FIELDS)).toEqual(where)
})

it('leaves out unknown fields and operators, and whatever is no list of conditions', () => {
  const where = [{ field: 'gone', op: 'is', value: 1 }, { field: 'state', op: 'drop' }, null, 'x']
  expect(conditionsFrom(JSON.stringify(where), FIELDS)).toEqual([])
  for (const broken of ['[', '{}', 'null', '', undefined, ['[]']])
    expect(conditionsFrom(broken, FIELDS)).toEqual([])
})
