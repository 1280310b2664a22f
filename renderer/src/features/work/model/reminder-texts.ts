import { fill, type Text } from '../../../../../contract/text.ts'
import { TEXTS } from '../texts.ts'
import type { Reminder } from './reminders.ts'

/** More at once are told in one sentence: after a night's sleep nobody reads twenty. */
const SINGLY = 3

const both = (text: Text, params: Readonly<Record<string, unknown>>): Text => ({
  'zh-CN': fill(text['zh-CN'], params),
  en: fill(text.en, params),
})

/** What a person is told of them: few one by one, many in a sentence. */
export function reminderTexts(reminders: readonly Reminder[]): readonly Text[] {
  if (reminders.length <= SINGLY)
    return reminders.map(({ kind, title }) =>
      both(kind === 'due' ? TEXTS.remindDue : TEXTS.remindOverdue, { title }),
    )
  const due = reminders.filter(({ kind }) => kind === 'due').length
  const overdue = reminders.length - due
  if (overdue === 0) return [both(TEXTS.remindManyDue, { due })]
  if (due === 0) return [both(TEXTS.remindManyOverdue, { overdue })]
  return [both(TEXTS.remindMany, { due, overdue })]
}
