import type { Json } from '../../../../../contract/record-type.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'

export interface DraftStore {
  save(key: string, value: Json): Promise<Result<unknown>>
  discard(key: string): Promise<Result<unknown>>
}

export interface DraftState {
  readonly savedAt: number | undefined
  readonly failure: Failure | undefined
}

/** Longest time that a key press stays unsaved, milliseconds. */
const WITHIN = 600

/**
 * Keeps what is being written: the first change starts a clock, whatever stands when it runs out is
 * saved. Typing on does not put it off. Writes follow one another, so that an old one never wins.
 */
export function keepDraft(
  key: string,
  store: DraftStore,
  tell: (state: DraftState) => void,
  now: () => number = Date.now,
) {
  let pending: { readonly value: Json } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let ended = false

  const write = (): Promise<unknown> => {
    clearTimeout(timer)
    timer = undefined
    const due = pending
    pending = undefined
    if (!due) return last
    last = last.then(async () => {
      const answer = await store.save(key, due.value)
      if (!ended)
        tell(
          answer.ok
            ? { savedAt: now(), failure: undefined }
            : { savedAt: undefined, failure: answer.error },
        )
    })
    return last
  }

  return {
    changed(value: Json): void {
      if (ended) return
      pending = { value }
      timer ??= setTimeout(() => void write(), WITHIN)
    },
    /** Saves what waits, now. */
    flush: write,
    /** Nothing is left to keep: saved as a record, or given up. */
    async discard(): Promise<void> {
      ended = true
      clearTimeout(timer)
      pending = undefined
      await last
      await store.discard(key)
    },
  }
}
