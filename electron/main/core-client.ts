import { app, utilityProcess, type UtilityProcess } from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CoreMessage, CoreRequest } from '../../contract/core-messages.ts'
import { fail, type Result } from '../../contract/result.ts'

const CLOSE_MS = 5000
/** A core that lived this long may start again at once. */
const STEADY_MS = 10_000
const LONGEST_WAIT_MS = 30_000

/** How long to wait before the start after so many early deaths in a row: 0, 1, 2, 4 … 30 seconds. */
const restartDelay = (deaths: number): number =>
  deaths === 0 ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (deaths - 1))

const GONE = fail('internal', { reference: 'core' })

/**
 * The core process: calls wait for their answers; when it ends unexpectedly it is started again, at once
 * the first time and ever later while it does not stay. Between, calls are answered as failed.
 */
export class CoreClient {
  readonly #workspacePath: string
  readonly #onEvent: (event: string, payload: unknown) => void
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  #process: UtilityProcess | undefined
  #closed: (() => void) | undefined
  #next = 0
  #startedAt = 0
  #earlyDeaths = 0

  constructor(workspacePath: string, onEvent: (event: string, payload: unknown) => void) {
    this.#workspacePath = workspacePath
    this.#onEvent = onEvent
    this.#start()
  }

  #start(): void {
    const child = utilityProcess.fork(
      join(import.meta.dirname, 'core-process.js'),
      [this.#workspacePath],
      {
        serviceName: 'Watchkeeper core',
        stdio: 'inherit',
        // Compiled once, not at every start: half of the time until core answers.
        env: { ...process.env, NODE_COMPILE_CACHE: join(app.getPath('userData'), 'compiled') },
      },
    )
    child.on('message', (message: CoreMessage) => this.#receive(message))
    // A fatal error of the engine; the exit follows.
    child.on('error', (type, location) => process.stderr.write(`core: ${type} at ${location}\n`))
    child.on('exit', () => this.#ended(child))
    this.#process = child
    this.#startedAt = Date.now()
  }

  call(procedure: string, input: unknown): Promise<Result<unknown>> {
    if (this.#process === undefined) return Promise.resolve(GONE)
    const id = this.#next++
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#post({ kind: 'call', id, procedure, input })
    })
  }

  /** Tells core of a file or folder that a person chose; answers the token that stands for it. */
  chosen(path: string): string {
    const token = randomUUID()
    this.#post({ kind: 'chosen', token, path })
    return token
  }

  /** Lets core give the workspace back; nothing acknowledged depends on it. */
  close(): Promise<void> {
    if (this.#process === undefined) {
      this.#closed = () => undefined
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, CLOSE_MS)
      this.#closed = () => {
        clearTimeout(timer)
        resolve()
      }
      this.#post({ kind: 'close' })
    })
  }

  #post(request: CoreRequest): void {
    this.#process?.postMessage(request)
  }

  #receive(message: CoreMessage): void {
    if (message.kind === 'event') this.#onEvent(message.event, message.payload)
    else if (message.kind === 'closed') this.#closed?.()
    else if (message.kind === 'answer') {
      this.#waiting.get(message.id)?.(message.result)
      this.#waiting.delete(message.id)
    }
  }

  #ended(child: UtilityProcess): void {
    if (child !== this.#process) return
    this.#process = undefined
    if (this.#closed) return this.#closed()
    for (const resolve of this.#waiting.values()) resolve(GONE)
    this.#waiting.clear()
    if (Date.now() - this.#startedAt >= STEADY_MS) this.#earlyDeaths = 0
    const delay = restartDelay(this.#earlyDeaths++)
    if (delay === 0) this.#restart()
    else setTimeout(() => this.#restart(), delay)
  }

  #restart(): void {
    if (this.#closed) return
    this.#start()
    this.#onEvent('core.restarted', {})
  }
}
