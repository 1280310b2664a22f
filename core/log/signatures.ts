import type { LogParts } from './parts.ts'
import type { StoredCommit } from './types.ts'

type Verifying = Pick<LogParts, 'verify' | 'verifyAhead'>

/** Signatures of commits, checked when they are asked for or before that in other threads. */
export class Signatures {
  readonly #parts: Verifying
  /** The key by which a commit's signature was found right; a commit's bytes never change. */
  readonly #found = new WeakMap<StoredCommit, Uint8Array>()

  constructor(parts: Verifying) {
    this.#parts = parts
  }

  isBy(publicKey: Uint8Array, stored: StoredCommit): boolean {
    if (stored.signature.length !== 64) return false
    const found = this.#found.get(stored)
    if (found !== undefined && Buffer.from(found).equals(publicKey)) return true
    return this.#parts.verify(publicKey, stored.hash, stored.signature)
  }

  /** Remembers those that are right; what is wrong or has no key yet is checked again when it is asked for. */
  async ahead(
    commits: readonly StoredCommit[],
    keyOf: (stored: StoredCommit) => Uint8Array | undefined,
  ): Promise<void> {
    const { verifyAhead } = this.#parts
    if (!verifyAhead) return
    const checks = commits.map(async (stored) => {
      const key = keyOf(stored)
      if (key === undefined || stored.signature.length !== 64) return
      if (await verifyAhead(key, stored.hash, stored.signature)) this.#found.set(stored, key)
    })
    await Promise.all(checks)
  }
}
