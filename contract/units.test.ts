import { expect, it } from 'vitest'
import { withUnit } from './units.ts'

it('writes a unit as its language does', () => {
  expect(withUnit('86', '%', 'zh-CN')).toBe('86%')
  expect(withUnit('25.6', '℃', 'zh-CN')).toBe('25.6℃')
  expect(withUnit('1', '把', 'zh-CN')).toBe('1把')
  expect(withUnit('84', 'ms', 'zh-CN')).toBe('84 ms')
  expect(withUnit('86', '%', 'en')).toBe('86 %')
  expect(withUnit('1', 'items', 'en')).toBe('1 item')
  expect(withUnit('2', 'items', 'en')).toBe('2 items')
  expect(withUnit('1', 'ms', 'en')).toBe('1 ms')
  expect(withUnit('365', 'd', 'zh-CN')).toBe('365天')
  expect(withUnit('1', 'd', 'en')).toBe('1 day')
  expect(withUnit('12', 'mo', 'en')).toBe('12 months')
  expect(withUnit('7', undefined, 'en')).toBe('7')
})
