import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { certificatePart, inGroups } from '../core/sync/hub/code.ts'
import { ownCertificates } from './certificates.ts'
import { Hub } from './hub.ts'
import { createServer } from './server.ts'

/** A real server on a port of its own. */
export class TestHub {
  readonly hub: Hub
  readonly #server: FastifyInstance
  readonly #authority: Uint8Array

  private constructor(hub: Hub, server: FastifyInstance, authority: Uint8Array) {
    this.hub = hub
    this.#server = server
    this.#authority = authority
  }

  static async start(folder: string, port = 0): Promise<TestHub> {
    const certificates = await ownCertificates(join(folder, 'tls'), Date.now())
    const hub = new Hub(folder)
    const server = createServer(hub, certificates, { quiet: true })
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
    this.hub.close()
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
