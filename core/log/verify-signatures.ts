import { verify, type KeyObject } from 'node:crypto'

/** Checks Ed25519 signatures in the threads of Node's pool, so that the chain is walked meanwhile. */
export class SignatureQueue {
  readonly #parallel: boolean
  #pending = 0
  #wake: (() => void) | undefined
  #below = 0
  #failure: Error | undefined

  constructor(parallel: boolean) {
    this.#parallel = parallel
  }

  /** Calls `wrong` when the signature is not by the key; perhaps later. */
  check(key: KeyObject, data: Uint8Array, signature: Uint8Array, wrong: () => void): void {
    if (!this.#parallel) {
      if (!verify(null, data, key, signature)) wrong()
      return
    }
    this.#pending += 1
    verify(null, data, key, signature, (error, valid) => {
      this.#pending -= 1
      if (error) this.#failure ??= error
      else if (!valid) wrong()
      if (this.#pending <= this.#below) this.#wake?.()
    })
  }

  /** Waits until at most so many checks are under way. */
  async settle(below: number): Promise<void> {
    if (this.#pending > below) {
      this.#below = below
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = undefined
    }
    if (this.#failure) throw this.#failure
  }
}
