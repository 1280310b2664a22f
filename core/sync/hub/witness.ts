import { checkpointAnswer } from '../../../contract/checkpoint.ts'
import type { HubState } from '../../../contract/hub-protocol.ts'
import { CoreError } from '../../error.ts'
import { sizesKnown, witness } from '../../log/witness.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { countLacking } from '../exchange.ts'
import type { HubLink } from './link.ts'

/** Milliseconds between two checkpoints: one is enough for all that was written meanwhile. */
const REST_MS = 5_000

interface Options {
  readonly workspace: OpenWorkspace
  readonly link: HubLink
  /** The server's key, base64url. */
  readonly hub: string
  readonly now: () => number
  /** Calls when what was put off is due. */
  readonly again: () => void
}

/** Asks the server at the end of an exchange what its log is now, and checks that against what it said before. */
export class Witness {
  readonly #options: Options
  /** What the last checkpoint was asked for. */
  #seen = ''
  #askedAt = -Infinity
  #put: NodeJS.Timeout | undefined

  constructor(options: Options) {
    this.#options = options
  }

  /** Somebody does not want to wait. */
  hurry(): void {
    this.#askedAt = -Infinity
  }

  /** Answers whether there was something to ask. */
  async look(server: Pick<HubState, 'epoch' | 'holds'>, signal: AbortSignal): Promise<boolean> {
    const size = countLacking(server.holds, {})
    const now = `${server.epoch} ${size}`
    if (now === this.#seen || size === 0) return false
    const rest = this.#askedAt + REST_MS - performance.now()
    if (rest > 0) {
      this.#put ??= setTimeout(() => {
        this.#put = undefined
        this.#options.again()
      }, rest).unref()
      return false
    }
    this.#askedAt = performance.now()
    try {
      await this.#ask(server, signal)
    } catch (error) {
      // Records never wait for it: it is asked again, and its time stands still meanwhile.
      if (error instanceof CoreError) return false
      throw error
    }
    this.#seen = now
    return true
  }

  async #ask({ holds }: Pick<HubState, 'holds'>, signal: AbortSignal): Promise<void> {
    const { workspace, link, hub, now } = this.#options
    const { log, db } = workspace
    const sizes = sizesKnown(db)
    const acknowledged = holds[log.stream] ?? 0
    const [own] = acknowledged > 0 ? log.read(log.stream, acknowledged, 1) : []
    const commit = own && { stream: own.stream, seq: own.seq }
    const asked = { sizes, ...(commit ? { commit } : {}) }
    const path = '/v1/checkpoint'
    const answer = await link.ask('POST', path, { json: asked }, checkpointAnswer, signal)
    const of = { workspace: workspace.id, hub }
    witness(db, { of, sizes, answer, own: own?.hash, at: Math.floor(now()) })
  }
}
