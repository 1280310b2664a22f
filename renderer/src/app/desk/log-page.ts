import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { OutputOf } from '../../../../contract/procedures.ts'
import type { Failure } from '../../../../contract/result.ts'
import { call, subscribe } from '../../call.ts'

const DAY_MS = 86_400_000
const SHOWN = 60

/** The log as the desk showed it last: whoever comes back to it finds it there while it is read again. */
export const useLogPage = defineStore('desk-log', () => {
  const page = shallowRef<OutputOf<'log.list'>>()
  const failure = shallowRef<Failure>()
  let asked = 0

  /** The newest entries from a moment on; of the last 24 hours where it is null. */
  async function load(from: number | null): Promise<void> {
    const own = ++asked
    const answer = await call('log.list', { from: from ?? Date.now() - DAY_MS, limit: SHOWN })
    if (own !== asked) return
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) page.value = answer.value
  }
  // What one person may read, another may not.
  subscribe('session.changed', () => {
    asked++
    page.value = undefined
    failure.value = undefined
  })
  return { page, failure, load }
})
