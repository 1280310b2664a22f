import { onScopeDispose } from 'vue'
import type { Json } from '../../contract/record-type.ts'
import { call } from './call.ts'

/** Longest time that a key press stays unsaved, milliseconds. */
const WITHIN = 500

/** Keeps what is being written under a key of the signed-in person; null forgets it. */
export function useDraft(key: string) {
  let pending: { readonly value: Json | null } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Promise<unknown> = Promise.resolve()

  function flush(): Promise<unknown> {
    clearTimeout(timer)
    timer = undefined
    const due = pending
    pending = undefined
    // One after the other, so that an older state never wins.
    if (due)
      last = last.then(() =>
        due.value === null
          ? call('drafts.discard', { key })
          : call('drafts.save', { key, value: due.value }),
      )
    return last
  }

  onScopeDispose(() => void flush())
  return {
    /** Typing on does not put the saving off. */
    keep(value: Json | null): void {
      pending = { value }
      if (value === null) void flush()
      else timer ??= setTimeout(() => void flush(), WITHIN)
    },
    async load(): Promise<Json | null> {
      await flush()
      const answer = await call('drafts.get', { key })
      return answer.ok ? answer.value.value : null
    },
    /** What waits is somebody else's now. */
    forget(): void {
      clearTimeout(timer)
      timer = undefined
      pending = undefined
    },
  }
}
