import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RecordAction } from '../../../contract/record-type.ts'
import type { TypeView } from '../../../contract/register.ts'
import type { Failure } from '../../../contract/result.ts'
import { call, subscribe } from '../call.ts'

/** The declared types with what the signed-in person may do with them. */
export const useTypes = defineStore('register-types', () => {
  const views = shallowRef<ReadonlyMap<string, TypeView>>(new Map())
  const failure = shallowRef<Failure>()
  let loading: Promise<void> | undefined

  async function fetchTypes(): Promise<void> {
    const answer = await call('register.types', {})
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) views.value = new Map(answer.value.types.map((view) => [view.type.name, view]))
  }

  subscribe('session.changed', () => {
    loading = undefined
    views.value = new Map()
  })

  return {
    views,
    failure,
    /** Loads once for each session. */
    load: (): Promise<void> => (loading ??= fetchTypes()),
    may: (name: string, action: RecordAction): boolean =>
      views.value.get(name)?.may[action] ?? false,
  }
})
