import { defineStore } from 'pinia'
import { watch } from 'vue'
import { z } from 'zod'
import { reminderTexts } from '../features/work/model/reminder-texts.ts'
import { remindersFor, type Told } from '../features/work/model/reminders.ts'
import { textIn } from '../language.ts'
import { useDuty } from '../stores/duty.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useSession } from '../stores/session.ts'
import { toast } from '../ui/toasts.ts'
import { chime } from './chime.ts'
import { useNotices } from './notices.ts'
import { router } from './router.ts'

const schema = z.record(z.string(), z.tuple([z.enum(['due', 'overdue']), z.number()]))
/** Screens that list what is due: a message over them would hide what it speaks of. */
const LISTS: ReadonlySet<string> = new Set(['/desk', '/work'])

function kept(place: string): Told {
  try {
    return schema.catch({}).parse(JSON.parse(localStorage.getItem(place) ?? '{}'))
  } catch (error) {
    // What cannot be read any more costs one reminder too many.
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** Tells the person what of his work becomes due or overdue: once each, also over a restart. */
export const useReminders = defineStore('reminders', () => {
  const duty = useDuty()
  const account = useSession()
  const preferences = usePreferences()
  const notices = useNotices()

  /** Whom the first list after signing in was for: the desk that he meets tells the same. */
  let met: string | undefined
  watch(
    () => account.session?.person,
    () => (met = undefined),
  )

  watch(
    () => duty.list,
    (list) => {
      const person = account.session?.person
      if (!list || person === undefined || !preferences.reminders) return
      // Each person of each workspace has been told of his own.
      const place = `wk.reminded.${account.status?.workspace ?? ''}.${person}`
      const { reminders, told } = remindersFor(
        [...(duty.workOf('mine') ?? []), ...duty.shared],
        kept(place),
        list.now,
      )
      localStorage.setItem(place, JSON.stringify(told))
      const isShown = met !== person || LISTS.has(router.currentRoute.value.path)
      met = person
      for (const text of reminderTexts(reminders)) {
        notices.tell(text)
        if (!isShown) toast(textIn(text), { tone: 'notice' })
      }
      if (reminders.length > 0 && preferences.reminderSound) chime()
    },
    { immediate: true },
  )
  return {}
})
