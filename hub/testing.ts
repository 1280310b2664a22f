import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import { openDatabase } from '../core/db/open.ts'
import { certificatePart, inGroups } from '../core/sync/hub/code.ts'
import type { Hub } from './hub.ts'
import { hubSettings } from './settings.ts'
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

/** What a server that does not run has in its own database, beside the replica. */
export function inHubDatabase<T>(folder: string, work: (db: Database) => T): T {
  const db = openDatabase(join(folder, 'hub.db'), hubSettings(folder).databaseKey)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** As somebody would who alters what it has signed: its first commit goes behind those that followed at once. */
export function rewriteLog(folder: string): void {
  inHubDatabase(folder, (db) =>
    db.exec(`
      DELETE FROM hub_nodes;
      INSERT INTO hub_runs SELECT -1, epoch, stream, seq + 1, count - 1 FROM hub_runs WHERE leaf = 0;
      UPDATE hub_runs SET leaf = (SELECT count FROM hub_runs WHERE leaf = -1), count = 1 WHERE leaf = 0;
      UPDATE hub_runs SET leaf = 0 WHERE leaf = -1;`),
  )
}

/** Waits until it is so; fails after some seconds with what was last seen. */
export async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`not within ${ms} ms: ${what.toString()}`)
}
