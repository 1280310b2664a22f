import { expect, it } from 'vitest'
import { dateFormat } from './date-format.ts'

it('a formatter is made once for each language and form', () => {
  const day = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  expect(dateFormat('en', day)).toBe(dateFormat('en', { ...day }))
  expect(dateFormat('zh-CN', day)).not.toBe(dateFormat('en', day))
  const at = Date.UTC(2026, 2, 17)
  expect(dateFormat('en', day).format(at)).toBe('17 Mar')
  expect(dateFormat('zh-CN', day).format(at)).toBe('3月17日')
  expect(dateFormat('en', { ...day, timeZone: 'Asia/Tokyo', hour: '2-digit' }).format(at)).toMatch(
    /09/u,
  )
})
