import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../call.ts'
import type { SessionView } from '../session.ts'

export const useSession = defineStore('register-session', () => {
  const session = shallowRef<SessionView>()
  async function load(): Promise<void> {
    const answer = await call('session.current', {})
    session.value = answer.ok ? (answer.value.session ?? undefined) : undefined
  }
  return { session, load }
})
