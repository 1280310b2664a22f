import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { OutputOf } from '../../../contract/procedures.ts'
import { call } from '../call.ts'

/** The machine and the engine that this window runs on. */
export const useHost = defineStore('host', () => {
  const info = shallowRef<OutputOf<'host.info'>>()
  async function load(): Promise<void> {
    const answer = await call('host.info', {})
    if (answer.ok) info.value = answer.value
  }
  return { info, load }
})
