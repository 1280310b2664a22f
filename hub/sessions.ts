import { randomBytes, verify } from 'node:crypto'
import { CoreError } from '../core/error.ts'
import { publicKeyFrom } from '../core/log/identity.ts'
import { sessionDigest } from '../core/sync/hub/link.ts'
import type { Known } from './replica.ts'

const CHALLENGE_MS = 60_000
const SESSION_MS = 12 * 3_600_000
const MOST_CHALLENGES = 10_000

export interface Session {
  readonly device: string
  readonly until: number
}

/** Who may talk to the server now. Nothing of it outlives the process: devices open a session again by themselves. */
export class Sessions {
  readonly #now: () => number
  readonly #challenges = new Map<string, number>()
  readonly #sessions = new Map<string, Session>()
  /** When each device was last there. */
  readonly seen = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  challenge(): string {
    if (this.#challenges.size >= MOST_CHALLENGES)
      for (const [old] of this.#challenges) {
        this.#challenges.delete(old)
        break
      }
    const made = randomBytes(24).toString('base64url')
    this.#challenges.set(made, this.#now() + CHALLENGE_MS)
    return made
  }

  /** Throws CoreError deviceUnknown or deviceRevoked. */
  open(
    asked: { readonly device: string; readonly challenge: string; readonly signature: string },
    known: Known | undefined,
    place: { readonly workspace: string; readonly hub: string },
  ): string {
    const until = this.#challenges.get(asked.challenge) ?? 0
    this.#challenges.delete(asked.challenge)
    const digest = sessionDigest(place.workspace, place.hub, asked.challenge)
    const signature = Buffer.from(asked.signature, 'base64url')
    if (
      known === undefined ||
      until < this.#now() ||
      signature.length !== 64 ||
      !verify(null, digest, publicKeyFrom(known.publicKey), signature)
    )
      throw new CoreError('deviceUnknown')
    if (known.revoked) throw new CoreError('deviceRevoked')
    const token = randomBytes(32).toString('base64url')
    for (const [old, { until: end }] of this.#sessions)
      if (end < this.#now()) this.#sessions.delete(old)
    this.#sessions.set(token, { device: asked.device, until: this.#now() + SESSION_MS })
    return token
  }

  /** Whose token it is. Throws CoreError deviceUnknown. */
  of(authorization: string | undefined): Session {
    const token = /^Bearer ([\w-]+)$/u.exec(authorization ?? '')?.[1] ?? ''
    const found = this.#sessions.get(token)
    if (found === undefined || found.until < this.#now()) throw new CoreError('deviceUnknown')
    this.seen.set(found.device, this.#now())
    return found
  }

  /** The device may not go on. */
  end(device: string): void {
    for (const [token, session] of this.#sessions)
      if (session.device === device) this.#sessions.delete(token)
  }
}
