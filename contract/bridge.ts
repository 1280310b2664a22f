import type { EventName, Events } from './events.ts'
import type { InputOf, OutputOf, ProcedureName } from './procedures.ts'
import type { Result } from './result.ts'

/** What the preload exposes as `window.watchkeeper`, and nothing else. */
export interface Bridge {
  invoke<N extends ProcedureName>(procedure: N, input: InputOf<N>): Promise<Result<OutputOf<N>>>
  /** Files and folders that a person dropped: tokens for core and their names. The window never learns a path. */
  dropped(files: readonly File[]): Promise<readonly { token: string; name: string }[]>
  /** Answers a function that ends the subscription. */
  subscribe<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
}
