import { z } from 'zod'
import { pathsOf, readSpareJson, writeJson } from '../workspace/files.ts'

const schema = z.object({ failures: z.int().nonnegative(), last: z.number() })

/** Failures that are free; from then on the wait doubles, up to a quarter of an hour. */
const FREE = 4
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 900_000

/**
 * Wrong passwords at this workspace, kept in a file beside the database, since they must count before
 * anything is unlocked and after a restart. A file that cannot be read counts as many failures.
 */
export class Attempts {
  readonly #path: string
  readonly #now: () => number

  constructor(folder: string, now: () => number) {
    this.#path = pathsOf(folder).attempts
    this.#now = now
  }

  /** Milliseconds until the next attempt is heard. A clock that was put back does not shorten it. */
  waitMs(): number {
    const { failures, last } = this.#read()
    if (failures < FREE) return 0
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE))
    const passed = this.#now() - last
    return passed < 0 ? wait : Math.max(0, wait - passed)
  }

  /** The same when somebody tries. A time that lies ahead or cannot be read becomes now, so that the wait has an end. */
  waitMsNow(): number {
    const { failures, last } = this.#read()
    if (last > this.#now()) writeJson(this.#path, { failures, last: this.#now() })
    return this.waitMs()
  }

  failed(): void {
    writeJson(this.#path, { failures: this.#read().failures + 1, last: this.#now() })
  }

  /** Answers how many failures came before. */
  succeeded(): number {
    const { failures } = this.#read()
    if (failures > 0) writeJson(this.#path, { failures: 0, last: 0 })
    return failures
  }

  #read(): z.infer<typeof schema> {
    const value = readSpareJson(this.#path)
    if (value === undefined) return { failures: 0, last: 0 }
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : { failures: FREE + 4, last: Infinity }
  }
}
