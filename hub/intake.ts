import type { ReceiveReport } from '../core/log/log.ts'
import { unpackBatch } from '../core/sync/batch.ts'
import { takeInParts } from '../core/sync/exchange.ts'
import type { Replica } from './replica.ts'
import type { HubStore } from './store.ts'

/** Takes commits in, one batch after the other in the order of their arrival. */
export class Intake {
  readonly #replica: Replica
  readonly #store: HubStore
  #last: Promise<unknown> = Promise.resolve()

  constructor(replica: Replica, store: HubStore) {
    this.#replica = replica
    this.#store = store
  }

  /** Durable when it answers. Throws MalformedBatch, or CoreError as `Log.receive` does. */
  take(batch: Uint8Array): Promise<ReceiveReport> {
    const { workspace } = this.#replica
    return this.#inTurn(() =>
      this.#store.accept(this.#replica, () => takeInParts(workspace, unpackBatch(batch))),
    )
  }

  /** Takes over what other instances accepted; answers whether there was something. */
  catchUp(): Promise<boolean> {
    return this.#inTurn(() => this.#store.catchUp(this.#replica))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
