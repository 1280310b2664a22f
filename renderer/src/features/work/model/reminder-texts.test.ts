import { expect, it } from 'vitest'
import type { Reminder } from './reminders.ts'
import { reminderTexts } from './reminder-texts.ts'

const of = (...kinds: readonly Reminder['kind'][]): string[] =>
  reminderTexts(kinds.map((kind, at) => ({ kind, title: `第${at + 1}项` }))).map(
    (text) => text['zh-CN'],
  )

it('tells few one by one, and many in a sentence that counts only what there is', () => {
  expect(of('due', 'overdue')).toEqual(['到点：第1项', '已超时：第2项'])
  expect(of('due', 'due', 'due', 'overdue')).toEqual(['3项到点，1项已超时，在待办里处理'])
  expect(of('due', 'due', 'due', 'due')).toEqual(['4项到点，在待办里处理'])
  expect(of('overdue', 'overdue', 'overdue', 'overdue')).toEqual(['4项已超时，在待办里处理'])
})
