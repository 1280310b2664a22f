import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { OutputOf } from '../../../contract/procedures.ts'
import { call, subscribe } from '../call.ts'
import { useSession } from './session.ts'

/** The shared server and how far this device is with it, for everything that shows it. */
export const useHub = defineStore('hub', () => {
  const account = useSession()
  /** Null: the workspace has none; undefined: not read yet. */
  const view = shallowRef<OutputOf<'sync.hub'>>()

  async function load(): Promise<void> {
    if (!account.session) return
    const answer = await call('sync.hub', {})
    if (answer.ok) view.value = answer.value
  }
  subscribe('sync.changed', () => void load())
  subscribe('records.changed', ({ type }) => type === 'sync-server' && void load())
  return { view, load }
})
