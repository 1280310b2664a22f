import { utilityProcess, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import type { CoreMessage, CoreRequest } from '../../contract/core-messages.ts'
import { fail, type Result } from '../../contract/result.ts'

const CLOSE_MS = 5000

/** The core process: calls wait for their answers; when it ends unexpectedly it is started again. */
export class CoreClient {
  readonly #workspacePath: string
  readonly #onEvent: (event: string, payload: unknown) => void
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  #process: UtilityProcess | undefined
  #closed: (() => void) | undefined
  #next = 0

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
      },
    )
    child.on('message', (message: CoreMessage) => this.#receive(message))
    child.on('exit', () => this.#ended(child))
    this.#process = child
  }

  call(procedure: string, input: unknown): Promise<Result<unknown>> {
    const id = this.#next++
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#post({ kind: 'call', id, procedure, input })
    })
  }

  /** Lets core give the workspace back; nothing acknowledged depends on it. */
  close(): Promise<void> {
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
    if (this.#closed) return this.#closed()
    for (const resolve of this.#waiting.values()) resolve(fail('internal', { reference: 'core' }))
    this.#waiting.clear()
    this.#start()
    this.#onEvent('core.restarted', {})
  }
}
