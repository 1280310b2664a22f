import { expect, it } from 'vitest'
import { z } from 'zod'
import { errorText } from '../contract/error-text.ts'
import { fail } from '../contract/result.ts'
import { issuesOf } from './input-issues.ts'

const schema = z.strictObject({
  text: z.string().trim().min(1).max(20),
  people: z.int().min(1).max(50),
  teams: z.array(z.string()).min(1).max(2),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u),
  kind: z.enum(['a', 'b']),
})
const fine = { text: 'a', people: 2, teams: ['a'], day: '2026-11-29', kind: 'a' }

/** What is told of an input, in both languages. */
function told(change: object): readonly string[] {
  const parsed = schema.safeParse({ ...fine, ...change })
  if (parsed.success) return []
  const failure = fail('invalidInput', { issues: issuesOf(parsed.error) })
  if (failure.ok) return []
  return (['zh-CN', 'en'] as const).map((language) => errorText(failure.error, language))
}

it('tells what is wrong with an input in the language of the reader', () => {
  expect(told({})).toEqual([])
  expect(told({ text: 'x'.repeat(21) })).toEqual([
    '输入有误：超过20个字符（text）',
    'Some input is not valid: longer than 20 characters (text)',
  ])
  expect(told({ text: ' ' })[0]).toBe('输入有误：没有填（text）')
  expect(told({ people: -5 })[0]).toBe('输入有误：小于1（people）')
  expect(told({ people: 51 })[1]).toBe('Some input is not valid: above 50 (people)')
  expect(told({ teams: [] })[0]).toBe('输入有误：少于1项（teams）')
  expect(told({ teams: ['a', 'b', 'c'] })[0]).toBe('输入有误：多于2项（teams）')
  expect(told({ day: 'zzz' })[0]).toBe('输入有误：写法不对（day）')
  expect(told({ kind: 'c', people: 'x' })[0]).toBe(
    '输入有误：不是可用的值（people）、不是可用的值（kind）',
  )
})
