import { defineStore } from 'pinia'
import { watch } from 'vue'
import type { Concern } from '../../../contract/duty.ts'
import { fill } from '../../../contract/text.ts'
import { useDuty } from '../stores/duty.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useSession } from '../stores/session.ts'
import { alarm } from './chime.ts'
import { newlyWrong, type Heard } from './newly-wrong.ts'
import { useNotices } from './notices.ts'
import { TEXTS } from './texts.ts'

/** While something grave has no answer, the tone comes again. */
const AGAIN_MS = 60_000
/** More at once are told in one sentence. */
const SINGLY = 3

/** Tells what is newly wrong: a tone, a notice, and the operating system's attention. */
export const useAlarms = defineStore('alarms', () => {
  const duty = useDuty()
  const account = useSession()
  const preferences = usePreferences()
  const notices = useNotices()
  let heard: Heard | undefined
  let soundedAt = 0

  function sound(tone: 'crit' | 'warn'): void {
    soundedAt = Date.now()
    if (preferences.alarmSound) alarm(tone)
  }
  function tell(fresh: readonly Concern[]): void {
    const both = (key: 'raised' | 'raisedMany', params: Readonly<Record<string, unknown>>) => ({
      'zh-CN': fill(TEXTS[key]['zh-CN'], params),
      en: fill(TEXTS[key].en, params),
    })
    if (fresh.length > SINGLY) return notices.tell(both('raisedMany', { count: fresh.length }))
    for (const { title } of fresh) notices.tell(both('raised', { title }))
  }

  watch(
    () => account.session?.person,
    () => (heard = undefined),
  )
  watch(
    () => duty.view?.concerns,
    (concerns) => {
      if (!concerns) return
      const { fresh, heard: next } = newlyWrong(concerns, heard)
      heard = next
      const open = concerns.filter(({ state, tone }) => state === 'open' && tone === 'crit')
      if (fresh.length > 0) {
        tell(fresh)
        sound(fresh.some(({ tone }) => tone === 'crit') ? 'crit' : 'warn')
      } else if (open.length > 0 && Date.now() - soundedAt >= AGAIN_MS) sound('crit')
    },
    { immediate: true },
  )
  return {}
})
