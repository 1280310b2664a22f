import type { ServerResponse } from 'node:http'
import type { HubState } from '../contract/hub-protocol.ts'

const PING_MS = 5_000
/** Bytes that a listener may leave unread before it is let go; it comes back and asks. */
const MOST_UNREAD = 1 << 20

/** Devices that are connected now: they are told at once how far the server is. */
export class Live {
  readonly #listeners = new Map<ServerResponse, string>()
  readonly #pings: NodeJS.Timeout

  constructor() {
    this.#pings = setInterval(() => this.#write(':\n\n'), PING_MS)
    this.#pings.unref()
  }

  get count(): number {
    return this.#listeners.size
  }

  /** Who is connected now. */
  devices(): Iterable<string> {
    return this.#listeners.values()
  }

  add(device: string, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(':\n\n')
    this.#listeners.set(response, device)
    response.on('close', () => this.#listeners.delete(response))
  }

  tell(state: HubState): void {
    this.#write(`data: ${JSON.stringify(state)}\n\n`)
  }

  /** The device is not served any more. */
  end(device: string): void {
    for (const [response, whose] of this.#listeners) if (whose === device) response.end()
  }

  close(): void {
    clearInterval(this.#pings)
    for (const response of this.#listeners.keys()) response.end()
  }

  #write(text: string): void {
    for (const response of this.#listeners.keys()) {
      // One that was ended stays here until its connection is closed.
      if (response.writableEnded) continue
      if (response.writableLength > MOST_UNREAD) response.destroy()
      else response.write(text)
    }
  }
}
