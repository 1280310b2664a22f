import { expect, it } from 'vitest'
import { groupProblems, importFields, mapColumn, rowRanges, unmappedRequired } from './import.ts'
import { SAMPLE } from '../../../records/sample-type.ts'

it('offers the fields that a file can fill', () => {
  expect([...importFields(SAMPLE).keys()]).not.toContain('number')
  expect([...importFields(SAMPLE).keys()]).not.toContain('photos')
  expect([...importFields(SAMPLE).keys()]).toContain('owner')
})

it('fills a field from one column only', () => {
  const mapping = mapColumn({ 名称: 'name', 位置: 'place' }, '设备名', 'name')
  expect(mapping).toEqual({ 位置: 'place', 设备名: 'name' })
  expect(mapColumn(mapping, '位置', undefined)).toEqual({ 设备名: 'name' })
  expect(unmappedRequired(SAMPLE, { 位置: 'place' })).toEqual(['name'])
  expect(unmappedRequired(SAMPLE, mapping)).toEqual([])
})

it('reads many equal problems as one', () => {
  const problem = { column: '压力', code: 'fieldInvalid', reason: '填数字' }
  const groups = groupProblems([
    { ...problem, row: 3, value: 'x' },
    { ...problem, row: 4, value: 'x' },
    { ...problem, row: 5, value: 'y' },
    { ...problem, row: 9, value: 'y' },
    { column: '名称', code: 'missingFields', reason: '必填', row: 2, value: '' },
  ])
  expect(groups.map(({ column, rows }) => [column, rowRanges(rows, 'zh-CN')])).toEqual([
    ['压力', '3–5、9'],
    ['名称', '2'],
  ])
  expect(groups[0]?.values).toEqual(['x', 'y'])
})
