import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** What happens to the bytes between a device and the server. */
export type Weather =
  /** They arrive. */
  | { readonly is: 'fair' }
  /** Nobody answers, connections that are open end. */
  | { readonly is: 'down' }
  /** Every connection ends after so many bytes of one direction; what comes the other way arrives. */
  | { readonly is: 'cut'; readonly after: number; readonly way: 'up' | 'down' }
  /** What devices send arrives, no answer does; the connection ends after some time. */
  | { readonly is: 'mute'; readonly for: number }
  /** Connections stay open and nothing arrives any more, now and later: the other end has forgotten them. */
  | { readonly is: 'half-open' }

/** The network between devices and a server, with its weather. */
export class Line {
  readonly #server: Server
  readonly #open = new Set<{ near: Socket; far: Socket }>()
  #weather: Weather = { is: 'fair' }
  cuts = 0
  /** Bytes that arrived. */
  readonly bytes = { up: 0, down: 0 }

  private constructor(server: Server) {
    this.#server = server
  }

  static async to(port: number): Promise<Line> {
    const server = createServer()
    const line = new Line(server)
    server.on('connection', (near) => line.#connected(near, port))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return line
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Connections that are open now get it, too. */
  set weather(weather: Weather) {
    this.#weather = weather
    for (const { near, far } of this.#open) {
      if (weather.is === 'half-open') for (const end of [near, far]) end.removeAllListeners('data')
      else if (weather.is === 'down') near.destroy()
    }
  }

  close(): void {
    this.#server.close()
    for (const { near, far } of this.#open) for (const end of [near, far]) end.destroy()
  }

  #connected(near: Socket, port: number): void {
    if (this.#weather.is === 'down') {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    const both = { near, far }
    this.#open.add(both)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => end.destroy())
      end.on('close', () => {
        other.destroy()
        this.#open.delete(both)
      })
    }
    this.#pass(near, far, 'up')
    this.#pass(far, near, 'down')
  }

  #pass(from: Socket, to: Socket, way: 'up' | 'down'): void {
    let passed = 0
    from.on('data', (bytes) => {
      const weather = this.#weather
      if (weather.is === 'half-open') return
      if (weather.is === 'mute' && way === 'down') {
        this.cuts += 1
        setTimeout(() => from.destroy(), weather.for)
        return
      }
      if (weather.is === 'cut' && weather.way === way && passed + bytes.length > weather.after) {
        this.cuts += 1
        to.write(bytes.subarray(0, Math.max(0, weather.after - passed)), () => from.destroy())
        passed = Infinity
        return
      }
      passed += bytes.length
      this.bytes[way] += bytes.length
      to.write(bytes)
    })
  }
}
