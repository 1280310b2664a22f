import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Binding } from '../../../../../contract/library-life.ts'
import { call, subscribe } from '../../../call.ts'

/** Places of manuals that the items of a checklist are bound to, by item. */
export function useBindings(template: () => string) {
  const bindings = shallowRef<ReadonlyMap<string, readonly Binding[]>>(new Map())
  async function load(): Promise<void> {
    const asked = template()
    const answer = await call('library.bindings', {
      source: { type: 'checklist-template', id: asked },
    })
    if (answer.ok && asked === template())
      bindings.value = Map.groupBy(answer.value.bindings, ({ item }) => item ?? '')
  }
  watch(template, () => void load(), { immediate: true })
  onScopeDispose(
    subscribe('records.changed', ({ type }) => {
      if (type === 'document-binding') void load()
    }),
  )
  return bindings
}
