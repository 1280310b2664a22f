import { expect, it } from 'vitest'
import { byName } from './by-name.ts'

it('puts Chinese names in the order of their sound', () => {
  expect(['周敏', '何建平', '马骏', '陈立远', '吴海涛'].toSorted(byName)).toEqual([
    '陈立远',
    '何建平',
    '马骏',
    '吴海涛',
    '周敏',
  ])
  expect(['Zhou Min', 'Chen Liyuan'].toSorted(byName)).toEqual(['Chen Liyuan', 'Zhou Min'])
})
