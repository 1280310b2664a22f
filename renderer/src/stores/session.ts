import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '../../../contract/result.ts'
import type { Capability, Role } from '../../../contract/roles.ts'
import type { OutputOf } from '../../../contract/procedures.ts'
import type { SessionView } from '../../../contract/workspace.ts'
import { call, subscribe } from '../call.ts'
import { setLanguage } from '../language.ts'

/** Who is signed in, and the state of the workspace. */
export const useSession = defineStore('session', () => {
  const status = shallowRef<OutputOf<'workspace.status'>>()
  const session = shallowRef<SessionView>()
  const failure = shallowRef<Failure>()
  /** True while the first run still has its recovery key to show. */
  const held = shallowRef(false)
  const storage = shallowRef<'ok' | 'diskFull' | 'readOnly' | 'damaged'>('ok')

  async function refresh(): Promise<void> {
    const [state, current] = await Promise.all([
      call('workspace.status', {}),
      call('session.current', {}),
    ])
    failure.value = state.ok ? undefined : state.error
    if (state.ok) {
      status.value = state.value
      storage.value = state.value.storage
    }
    enter(current.ok ? (current.value.session ?? undefined) : undefined)
  }

  function enter(view: SessionView | undefined): void {
    session.value = view
    if (view) setLanguage(view.language)
  }

  async function lock(): Promise<void> {
    await call('session.lock', {})
    await refresh()
  }

  subscribe('session.changed', () => void refresh())
  subscribe('core.restarted', () => void refresh())
  subscribe('storage.changed', ({ state }) => (storage.value = state))

  return {
    status,
    session,
    failure,
    storage,
    held,
    refresh,
    /** Somebody is signed in; the state of the workspace follows by itself. */
    enter,
    lock,
    can: (capability: Capability): boolean =>
      session.value?.capabilities.includes(capability) ?? false,
    has: (role: Role): boolean => session.value?.roles.includes(role) ?? false,
  }
})
