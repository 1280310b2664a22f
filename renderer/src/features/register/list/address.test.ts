import { expect, it } from 'vitest'
import { cameFromRecord, conditionsFrom } from './address.ts'

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

it('knows the record of another register that led here', () => {
  const from = (back: unknown): boolean => cameFromRecord({ back }, 'upgrade-test')
  expect(from('/register/upgrade/01')).toBe(true)
  for (const other of ['/register/upgrade-test/02', '/register/upgrade', '/desk', null, undefined])
    expect(from(other)).toBe(false)
  expect(cameFromRecord(null, 'upgrade-test')).toBe(false)
})
