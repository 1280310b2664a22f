import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { Failure } from '../../../contract/result.ts'
import type { ListedWork } from '../../../contract/work.ts'
import { call, subscribe } from '../call.ts'
import { useSession } from './session.ts'
import { gathered } from './gathered.ts'

const EVERY_MS = 60_000

/** The shift that is on, what is wrong, and what the person has to do: read once for the whole frame. */
export const useDuty = defineStore('duty', () => {
  const account = useSession()
  const view = shallowRef<OutputOf<'work.shift'>>()
  const mine = shallowRef<OutputOf<'work.list'>>()
  /** Of the shift, for whoever is on it: what nobody is named for is everybody's. */
  const shared = shallowRef<readonly ListedWork[]>([])
  const failure = shallowRef<Failure>()
  let asked = 0

  async function load(): Promise<void> {
    if (!account.session) return
    const own = ++asked
    const [shift, list] = await Promise.all([
      call('work.shift', {}),
      call('work.list', { scope: 'mine' }),
    ])
    // Somebody else may have signed in meanwhile, or a newer answer may be here.
    if (own !== asked) return
    const others =
      shift.ok && shift.value.shift?.mine ? await call('work.list', { scope: 'shift' }) : undefined
    if (own !== asked) return
    shared.value = others?.ok
      ? others.value.items.filter(({ person, scopes }) => !person && !scopes.includes('mine'))
      : []
    failure.value = shift.ok ? undefined : shift.error
    if (shift.ok) view.value = shift.value
    if (list.ok) mine.value = list.value
  }

  gathered(
    () => account.session !== undefined,
    () => void load(),
  )
  subscribe('session.changed', () => {
    asked++
    view.value = undefined
    mine.value = undefined
    shared.value = []
    void load()
  })
  setInterval(() => void load(), EVERY_MS)

  return {
    view,
    mine,
    shared,
    failure,
    load,
    /** What is wrong, by gravity, as the annunciator counts it. */
    counts: computed(() => {
      const tones = (view.value?.concerns ?? []).map(({ tone }) => tone)
      const count = (wanted: string): number => tones.filter((tone) => tone === wanted).length
      return { crit: count('crit'), warn: count('warn'), unknown: count('unknown') }
    }),
  }
})
