import type { Hlc } from './types.ts'

const PER_MS = 1000
const MAX_PULL_MS = 5 * 60_000
/** Year 2223: a clock beyond it must not push stamps out of the safe integers. */
const LATEST_MS = 8_000_000_000_000

export const hlcToMs = (hlc: Hlc): number => Math.floor(hlc / PER_MS)

/**
 * A hybrid logical clock. It never goes back, follows remote stamps at most five minutes past now,
 * and always gives a next stamp, however wrong the wall clock is.
 */
export class Clock {
  readonly #now: () => number
  #last: Hlc = 0

  constructor(now: () => number) {
    this.#now = now
  }

  get last(): Hlc {
    return this.#last
  }

  /** Stamp of the next commit, above everything that this device has written. */
  next(): Hlc {
    this.#last = Math.max(this.#last + 1, this.#wall() * PER_MS)
    return this.#last
  }

  /** The last stamp of this device's own chain, after opening or a failed write. */
  restore(own: Hlc): void {
    this.#last = Math.max(this.#last, own)
  }

  /** A stamp that came from another device. */
  observe(remote: Hlc): void {
    this.#last = Math.max(this.#last, Math.min(remote, (this.#wall() + MAX_PULL_MS) * PER_MS))
  }

  #wall(): number {
    return Math.min(Math.floor(this.#now()), LATEST_MS)
  }
}
