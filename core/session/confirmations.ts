import { randomBytes } from 'node:crypto'
import type { PersonSigner } from '../log/types.ts'

const VALID_MS = 60_000

/** Passwords asked again for a signing act: each confirmation serves one act of one person, within a minute. */
export class Confirmations {
  readonly #now: () => number
  readonly #given = new Map<string, { person: string; signer: PersonSigner; at: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  give(person: string, signer: PersonSigner): string {
    const confirmation = randomBytes(18).toString('base64url')
    this.#given.set(confirmation, { person, signer, at: this.#now() })
    return confirmation
  }

  take(person: string, confirmation: string | undefined): PersonSigner | undefined {
    const found = confirmation === undefined ? undefined : this.#given.get(confirmation)
    if (confirmation !== undefined) this.#given.delete(confirmation)
    const age = found && this.#now() - found.at
    return found && age !== undefined && found.person === person && age >= 0 && age <= VALID_MS
      ? found.signer
      : undefined
  }

  /** The same for somebody else than the person at this window, who gave his own password. */
  takeOther(person: string, confirmation: string | undefined): PersonSigner | undefined {
    const found = confirmation === undefined ? undefined : this.#given.get(confirmation)
    return found && found.person !== person ? this.take(found.person, confirmation) : undefined
  }

  clear(): void {
    this.#given.clear()
  }
}
