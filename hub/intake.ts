import type { ReceiveReport } from '../core/log/log.ts'
import { takeInParts } from '../core/sync/exchange.ts'
import type { Replica } from './replica.ts'

/** Takes commits in, one batch after the other in the order of their arrival. */
export class Intake {
  readonly #replica: Replica
  #last: Promise<unknown> = Promise.resolve()

  constructor(replica: Replica) {
    this.#replica = replica
  }

  /** Durable when it answers. Throws MalformedBatch, or CoreError as `Log.receive` does. */
  take(batch: Uint8Array): Promise<ReceiveReport> {
    const turn = this.#last.then(() => takeInParts(this.#replica.workspace, batch))
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
