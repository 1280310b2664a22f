import { ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { Json } from '../../../contract/record-type.ts'
import { useDraft } from '../use-draft.ts'

/** The content of a version while it is edited: where the cursor is, what changed, and the draft that survives a crash. */
export function useEditedBody<B extends object, Spot>(options: {
  /** Key of the draft. */
  readonly draft: string
  readonly schema: z.ZodType<B>
  readonly empty: B
  readonly start: Spot
  /** Where the cursor is when it is opened. */
  first(body: B): Spot
}) {
  const store = useDraft(options.draft)
  const body = shallowRef<B>(options.empty)
  const spot = shallowRef<Spot>(options.start)
  const dirty = ref(false)
  const restored = ref(false)
  return {
    body,
    spot,
    dirty,
    restored,
    set(next: B, at: Spot = spot.value): void {
      body.value = next
      spot.value = at
      dirty.value = true
      store.keep(JSON.parse(JSON.stringify(next)) as Json)
    },
    /** Starts from what is stored; an unsaved draft goes before it. */
    async open(stored: B): Promise<void> {
      const kept = options.schema.safeParse(await store.load())
      restored.value = kept.success && JSON.stringify(kept.data) !== JSON.stringify(stored)
      dirty.value = restored.value
      body.value = kept.success && restored.value ? kept.data : stored
      spot.value = options.first(body.value)
    },
    /** What was saved is no draft any more. */
    saved(): void {
      dirty.value = false
      restored.value = false
      store.keep(null)
    },
  }
}
