import { defineStore } from 'pinia'
import { computed, nextTick, shallowRef, watch } from 'vue'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { Failure } from '../../../contract/result.ts'
import type { ListedWork } from '../../../contract/work.ts'
import { call, subscribe } from '../call.ts'
import { useNow } from '../time/use-now.ts'
import { useSession } from './session.ts'
import { gathered } from './gathered.ts'

const EVERY_MS = 60_000

type Scope = 'mine' | 'shift' | 'all'

/** What is to be done, what is wrong, and the shift that is on: read once for the whole frame. */
export const useDuty = defineStore('duty', () => {
  const account = useSession()
  const view = shallowRef<OutputOf<'work.shift'>>()
  const list = shallowRef<OutputOf<'work.list'>>()
  /** Where there is more than one answer holds: what the circles of the person have all the same. */
  const near = shallowRef<Readonly<Partial<Record<Scope, readonly ListedWork[]>>>>({})
  const failure = shallowRef<Failure>()
  const listFailure = shallowRef<Failure>()
  let asked = 0

  async function load(): Promise<void> {
    if (!account.session) return
    const own = ++asked
    // Somebody else may have signed in meanwhile, or a newer answer may be here.
    const isOld = (): boolean => own !== asked
    const all = await call('work.list', { scope: 'all' })
    const parts =
      all.ok && all.value.capped
        ? await Promise.all([
            call('work.list', { scope: 'mine' }),
            call('work.list', { scope: 'shift' }),
          ])
        : []
    if (isOld()) return
    const [mine, shift] = parts.map((part) => (part.ok ? part.value.items : []))
    near.value = mine && shift ? { mine, shift } : {}
    listFailure.value = all.ok ? undefined : all.error
    if (all.ok) list.value = all.value
    // What a screen asks because of it comes before the rest, which takes longer.
    await nextTick()
    const found = await call('work.shift', {})
    if (isOld()) return
    failure.value = found.ok ? undefined : found.error
    if (found.ok) view.value = found.value
  }

  /** What waits in a circle of the person; undefined before it was read. */
  const workOf = (scope: Scope): readonly ListedWork[] | undefined =>
    near.value[scope] ??
    list.value?.items.filter((item) => scope === 'all' || item.scopes.includes(scope))
  /** The person is on the shift that is on. */
  const isOn = computed(
    () =>
      list.value?.shift?.people.some(({ person }) => person === account.session?.person) ?? false,
  )

  gathered(
    () => account.session !== undefined,
    () => void load(),
  )
  subscribe('session.changed', () => {
    asked++
    view.value = undefined
    list.value = undefined
    near.value = {}
    void load()
  })
  // At the full minute things become due.
  watch(useNow(EVERY_MS), () => void load())

  return {
    view,
    list,
    failure,
    listFailure,
    isOn,
    workOf,
    /** Of the shift, for whoever is on it: what nobody is named for is everybody's. */
    shared: computed(() =>
      isOn.value
        ? (workOf('shift') ?? []).filter(
            ({ person, scopes }) => !person && !scopes.includes('mine'),
          )
        : [],
    ),
    load,
    /** What is wrong, by gravity, as the annunciator counts it. */
    counts: computed(() => {
      const tones = (view.value?.concerns ?? []).map(({ tone }) => tone)
      const count = (wanted: string): number => tones.filter((tone) => tone === wanted).length
      return { crit: count('crit'), warn: count('warn'), unknown: count('unknown') }
    }),
  }
})
