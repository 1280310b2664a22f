import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import type { Failure } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'

const TYPES = new Set([
  'document',
  'document-version',
  'document-reading',
  'document-update',
  'document-binding',
])

/** Everything about a document except its content; read again when something of it changed. */
export function useDocument(id: Ref<string>) {
  const view = shallowRef<OutputOf<'library.document'>>()
  const failure = shallowRef<Failure>()

  async function load(): Promise<void> {
    const asked = id.value
    const answer = await call('library.document', { id: asked })
    if (asked !== id.value) return
    failure.value = answer.ok ? undefined : answer.error
    view.value = answer.ok ? answer.value : undefined
  }
  watch(
    id,
    () => {
      view.value = undefined
      failure.value = undefined
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(
    subscribe('records.changed', ({ type }) => {
      if (TYPES.has(type)) void load()
    }),
  )
  return { view, failure, load }
}
