import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

type Params = Record<string, unknown>
interface Waiting {
  readonly method: string
  resolve(result: Params): void
  reject(error: Error): void
}

/** Chrome DevTools Protocol over the pipe of `--remote-debugging-pipe`: JSON messages that end with a zero byte. */
export class Cdp extends EventEmitter {
  readonly #out: Writable
  readonly #waiting = new Map<number, Waiting>()
  #rest: Buffer[] = []
  #next = 1

  constructor(out: Writable, input: Readable) {
    super()
    this.setMaxListeners(0)
    this.#out = out
    // Writing to a browser that is gone is answered by 'close' below.
    out.on('error', (error) => this.emit('closed', error))
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('close', () => this.#closed())
  }

  /** Answers the result; `session` names an attached target. */
  send(method: string, params: Params = {}, session?: string): Promise<Params> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`)
    })
  }

  #read(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#rest.push(chunk.subarray(start, end))
      const message = Buffer.concat(this.#rest).toString('utf8')
      this.#rest = []
      start = end + 1
      this.#receive(JSON.parse(message) as Params)
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start))
  }

  #receive(message: Params): void {
    const call = this.#waiting.get(Number(message['id']))
    if (call === undefined) {
      const name =
        message['sessionId'] === undefined
          ? String(message['method'])
          : `session:${String(message['sessionId'])}`
      this.emit(
        name,
        ...(message['sessionId'] === undefined
          ? [message['params']]
          : [message['method'], message['params']]),
      )
      return
    }
    this.#waiting.delete(Number(message['id']))
    const error = message['error'] as { message: string } | undefined
    if (error) call.reject(new Error(`${call.method}: ${error.message}`))
    else call.resolve(message['result'] as Params)
  }

  #closed(): void {
    for (const call of this.#waiting.values())
      call.reject(new Error(`${call.method}: the browser is gone`))
    this.#waiting.clear()
    this.emit('closed')
  }
}
