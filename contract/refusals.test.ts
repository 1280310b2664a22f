import { expect, it } from 'vitest'
import { LANGUAGES } from './text.ts'
import { REFUSAL_KINDS, refusalReason, refusalText } from './refusals.ts'

it('tells every kind in both languages, and leaves the detail to whoever investigates', () => {
  for (const kind of REFUSAL_KINDS)
    for (const language of LANGUAGES) {
      const { why, detail } = refusalText(refusalReason(kind, 'note: title'), language)
      expect(why).not.toContain(kind === 'role' ? 'role:' : `${kind}:`)
      expect(detail).toBe('note: title')
      expect(/\p{Script=Han}/u.test(why)).toBe(language === 'zh-CN')
    }
})

it('shows the reason of a program that knows others as it is', () => {
  expect(refusalText('moon phase', 'en')).toEqual({ why: 'moon phase', detail: '' })
})
