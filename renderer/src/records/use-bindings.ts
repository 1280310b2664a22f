import { onScopeDispose, shallowRef, watch } from 'vue'
import type { RecordRef } from '../../../contract/common.ts'
import type { Binding } from '../../../contract/library-life.ts'
import { call, subscribe } from '../call.ts'

/** Places of manuals that a record and its items are bound to. */
export function useBindings(source: () => RecordRef) {
  const bindings = shallowRef<readonly Binding[]>([])
  async function load(): Promise<void> {
    const asked = source()
    const answer = await call('library.bindings', { source: asked })
    if (answer.ok && asked.id === source().id) bindings.value = answer.value.bindings
  }
  watch(
    () => source().id,
    () => void load(),
    { immediate: true },
  )
  onScopeDispose(
    subscribe('records.changed', ({ type }) => {
      if (type === 'document-binding') void load()
    }),
  )
  return bindings
}
