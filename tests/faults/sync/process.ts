import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { serverArgs } from '../../../tools/server-process.ts'
import type { Acknowledged } from '../place.ts'
import { programOf, type Program } from '../programs.ts'

const told = z.union([
  z.object({ opened: z.string() }),
  z.object({
    state: z.object({
      holds: z.record(z.string(), z.int()),
      attachments: z.array(z.string()),
      phase: z.string().optional(),
      toSend: z.int().optional(),
      failure: z.unknown().optional(),
      refused: z.array(z.unknown()).optional(),
    }),
  }),
  z.object({ id: z.string(), commit: z.string(), blob: z.string().optional() }),
])
export type State = Extract<z.infer<typeof told>, { state: unknown }>['state']

/** A program of ours that runs, is killed and begins again. */
abstract class Process {
  #child: ChildProcessWithoutNullStreams | undefined
  #ended: Promise<unknown> = Promise.resolve()
  #errors = ''

  protected abstract readonly program: Program
  protected abstract readonly args: readonly string[]
  protected abstract heard(line: string): void
  /** Line that says that it works. */
  protected abstract readonly opens: RegExp

  /** Resolves when it works. */
  async start(): Promise<void> {
    const { path, env } = programOf(this.program)
    const child = spawn(process.execPath, [path, ...this.args], { env: { ...env, LANG: 'C' } })
    this.#child = child
    this.#ended = once(child, 'close')
    this.#errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text))
    child.stdin.on('error', () => undefined)
    await new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        this.heard(line)
        if (this.opens.test(line)) resolve()
      })
      child.once('close', () => reject(new Error(`${this.program} ended: ${this.#errors}`)))
    })
  }

  /** What it complained of. */
  get errors(): string {
    return this.#errors
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  say(line: string): void {
    this.#child?.stdin.write(`${line}\n`)
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.#child?.kill(signal)
    await this.#ended
  }
}

export interface DevicePlace {
  readonly folder: string
  readonly key: Uint8Array
  readonly person: string
}

export class DeviceProcess extends Process {
  readonly acknowledged: Acknowledged[] = []
  /** Streams that it has written in. */
  readonly streams = new Set<string>()
  readonly place: DevicePlace
  protected readonly program = 'device'
  protected readonly args: readonly string[]
  protected readonly opens = /"opened"/u
  #state: ((state: State) => void) | undefined

  constructor(place: DevicePlace, port: number) {
    super()
    this.place = place
    this.args = [
      place.folder,
      Buffer.from(place.key).toString('hex'),
      place.person,
      `https://127.0.0.1:${port}`,
    ]
  }

  /** Stops writing and tells where it stands. */
  async state(): Promise<State> {
    const answer = new Promise<State>((resolve) => (this.#state = resolve))
    this.say('state')
    return Promise.race([
      answer,
      sleep(20_000).then(() => {
        throw new Error(`no answer: ${this.errors}`)
      }),
    ])
  }

  protected heard(line: string): void {
    // What a kill has cut was not acknowledged.
    if (!line.endsWith('}')) return
    const what = told.parse(JSON.parse(line))
    if ('opened' in what) this.streams.add(what.opened)
    else if ('state' in what) this.#state?.(what.state)
    else {
      const { blob, ...entry } = what
      this.acknowledged.push(blob === undefined ? entry : { ...entry, blob })
    }
  }
}

export class HubProcess extends Process {
  protected readonly program = 'hub'
  protected readonly args: readonly string[]
  protected readonly opens = /Serving/u

  constructor(folder: string, port: number, more: readonly string[] = []) {
    super()
    this.args = [...serverArgs(folder, port), ...more]
  }

  protected heard(): void {
    // Nothing but that it serves.
  }
}
