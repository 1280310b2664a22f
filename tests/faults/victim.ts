import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import type { Acknowledged } from './place.ts'
import { programOf } from './programs.ts'

export interface VictimOptions {
  readonly folder: string
  readonly key: Uint8Array
  readonly person: string
  readonly synchronous?: 'FULL' | 'OFF'
  readonly env?: NodeJS.ProcessEnv
}

/** From when the time to the blow counts: told to go, workspace opened, first entry acknowledged. */
export type Since = 'go' | 'opened' | 'written'

/** Half of the blows fall among acknowledged writes, however slow the machine; the others while it opens or begins. */
export const sinceOf = (round: number): Since =>
  (['written', 'opened', 'written', 'go'] as const)[(round - 1) % 4] ?? 'go'

/** A writing process that waits, its modules loaded, until it is told to go. */
export class Victim {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #ended: Promise<unknown>
  readonly #ready: Promise<void>
  readonly #opened: Promise<void>
  readonly #written: Promise<void>
  #said = ''
  #errors = ''

  constructor({ folder, key, person, synchronous = 'FULL', env = {} }: VictimOptions) {
    const program = programOf('writer')
    const args = [program.path, folder, Buffer.from(key).toString('hex'), person, synchronous]
    this.#child = spawn(process.execPath, args, { env: { ...program.env, ...env } })
    this.#ended = once(this.#child, 'close')
    this.#ready = this.#hears('"ready"')
    this.#opened = this.#hears('"opened"')
    this.#written = this.#hears('"commit"')
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text))
  }

  /** Resolves when it says so, or dies. */
  #hears(word: string): Promise<void> {
    return new Promise((resolve) => {
      const listen = (text: string) => {
        this.#said += word === '"ready"' ? text : ''
        if (this.#said.includes(word)) resolve()
      }
      this.#child.stdout.setEncoding('utf8').on('data', listen)
      this.#child.once('close', () => resolve())
    })
  }

  /** Lets it write and kills it so long after it had come to what is named. */
  async killedAfter(milliseconds: number, since: Since): Promise<readonly Acknowledged[]> {
    await this.#ready
    this.#child.stdin.write('go\n')
    if (since === 'opened') await this.#opened
    if (since === 'written') await this.#written
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    this.kill()
    await this.#ended
    if (this.#child.signalCode !== 'SIGKILL')
      throw new Error(`the writer ended by itself: ${this.#errors}`)
    return this.#acknowledged()
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** The last line may have been cut by the kill: then its commit may be there or not. */
  #acknowledged(): readonly Acknowledged[] {
    return this.#said
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Acknowledged | { readonly id?: undefined })
      .filter((told) => told.id !== undefined)
  }
}
