import type { Events } from '../contract/events.ts'
import type { CoreError } from './error.ts'

type State = Events['storage.changed']['state']

interface Options {
  readonly tell: (change: Events['storage.changed']) => void
  /** Reads the whole database; answers what is wrong with it. */
  readonly check: () => Promise<string | undefined>
}

/**
 * What the disk lets the store do, as the last calls met it: full or read-only until something is written again.
 * A call that met damage may have met it in a file that is made anew; the database counts as damaged once it was read.
 */
export class StoreState {
  readonly #options: Options
  #current: State = 'ok'
  #checking = false

  constructor(options: Options) {
    this.#options = options
  }

  get current(): State {
    return this.#current
  }

  /** A call ended with this. */
  failed({ code, message }: CoreError): void {
    if (code === 'diskFull') this.#become('diskFull', message)
    else if (code === 'workspaceReadOnly') this.#become('readOnly', message)
    else if (code === 'workspaceDamaged') void this.#look()
  }

  /** Something was written. */
  written(): void {
    if (this.#current !== 'damaged') this.#become('ok', '')
  }

  /** Another workspace, or none. */
  reset(): void {
    this.#become('ok', '')
  }

  async #look(): Promise<void> {
    if (this.#checking) return
    this.#checking = true
    try {
      const problem = await this.#options.check()
      if (problem !== undefined) this.#become('damaged', problem)
    } finally {
      this.#checking = false
    }
  }

  #become(state: State, detail: string): void {
    if (state === this.#current) return
    this.#current = state
    this.#options.tell({ state, detail })
  }
}
