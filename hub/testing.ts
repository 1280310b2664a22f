import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { certificatePart, inGroups } from '../core/sync/hub/code.ts'
import type { Hub } from './hub.ts'
import { start } from './start.ts'

/** A real server on a port of its own. */
export class TestHub {
  /** Where servers that are started have their store; absent: in their folder. */
  static databaseOf: ((folder: string) => string) | undefined
  readonly hub: Hub
  readonly #server: FastifyInstance
  readonly #authority: Uint8Array

  private constructor(hub: Hub, server: FastifyInstance, authority: Uint8Array) {
    this.hub = hub
    this.#server = server
    this.#authority = authority
  }

  static async start(folder: string, port = 0): Promise<TestHub> {
    const postgres = TestHub.databaseOf?.(folder)
    const options = { folder, quiet: true, ...(postgres === undefined ? {} : { postgres }) }
    const { hub, server, certificates } = await start(options)
    await server.listen({ host: '127.0.0.1', port })
    return new TestHub(hub, server, certificates.authority)
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  /** What its screen shows. */
  get code(): string {
    return inGroups(certificatePart(this.#authority) + (this.hub.claimSecret ?? ''))
  }

  async close(): Promise<void> {
    await this.#server.close()
    await this.hub.close()
  }
}

/** Waits until it is so; fails after some seconds with what was last seen. */
export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`not within ${ms} ms: ${what.toString()}`)
}
