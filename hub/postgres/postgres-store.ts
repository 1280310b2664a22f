import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import pg, { type Client, type Pool, type PoolClient } from 'pg'
import { z } from 'zod'
import { CoreError } from '../../core/error.ts'
import type { VersionVector } from '../../core/sync/exchange.ts'
import { makeFolder, writeWhole } from '../../core/workspace/files.ts'
import type { CarriedBlob } from '../../core/workspace/workspace.ts'
import type { Certificates } from '../certificates.ts'
import type { Replica } from '../replica.ts'
import { hubSettings, shareSettings } from '../settings.ts'
import { ReplicaDisagrees, type HubStore, type Site } from '../store.ts'
import type { LogTree } from '../tree.ts'
import { SharedBlobs } from './blobs.ts'
import { SharedCommits } from './commits.ts'
import { SharedInvitations } from './invitations.ts'
import {
  CHANNEL,
  inTurn,
  kept,
  locked,
  prepare,
  setValue,
  tell,
  valueOf,
  wasWrittenAnew,
} from './schema.ts'
import { forgetTree, growShared, sharedTree } from './tree.ts'

/** Milliseconds until a lost line to the database is opened again. */
const AGAIN_MS = 1000
const AUTHORITY = ['authority.key', 'authority.pem'] as const

const site = z.object({
  workspace: z.string(),
  name: z.string(),
  demo: z.boolean(),
  publicKey: z.string(),
  record: z.string(),
})

/** What several instances share in a PostgreSQL database: the commits in one order, attachments, invitations, the claim. */
export class PostgresStore implements HubStore {
  readonly invitations: SharedInvitations
  readonly #url: string
  readonly #pool: Pool
  readonly #commits = new SharedCommits((client) => this.#renewEpoch(client))
  readonly #blobs = new SharedBlobs()
  /** Attachments that are here and not yet shared. */
  readonly #owed = new Set<string>()
  #epoch = ''
  #listener: Client | undefined
  #again: NodeJS.Timeout | undefined
  #closed = false

  private constructor(url: string, pool: Pool, now: () => number) {
    this.#url = url
    this.#pool = pool
    this.invitations = new SharedInvitations(pool, now)
  }

  static async open(url: string, now: () => number = Date.now): Promise<PostgresStore> {
    const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'watchkeeper-hub' })
    // A connection that breaks: whoever uses it is told by his query, and the next call opens another.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    try {
      await prepare(pool)
    } catch (error) {
      await pool.end()
      throw error
    }
    return new PostgresStore(url, pool, now)
  }

  /** All instances are one server: the same key, the same code, the same authority behind their certificates. */
  share(folder: string, certificates: () => Promise<Certificates>): Promise<Certificates> {
    return inTurn(this.#pool, async (client) => {
      this.#epoch = await valueOf(client, 'epoch', randomUUID())
      if (await wasWrittenAnew(client)) await this.#renewEpoch(client)
      const mine = hubSettings(folder)
      await shareSettings(folder, mine, (key, value) => valueOf(client, key, value))
      const tls = join(folder, 'tls')
      for (const name of AUTHORITY) {
        const shared = await kept(client, name)
        const path = join(tls, name)
        if (shared === undefined || (existsSync(path) && readFileSync(path, 'utf8') === shared))
          continue
        makeFolder(tls)
        writeWhole(path, Buffer.from(shared))
      }
      const made = await certificates()
      for (const name of AUTHORITY)
        if (existsSync(join(tls, name)))
          await valueOf(client, name, readFileSync(join(tls, name), 'utf8'))
      return made
    })
  }

  async site(): Promise<Site | undefined> {
    const text = await kept(this.#pool, 'site')
    return text === undefined ? undefined : site.parse(JSON.parse(text))
  }

  claim(claimed: Site): Promise<Site> {
    return inTurn(this.#pool, async (client) => {
      const text = await valueOf(client, 'site', JSON.stringify(claimed))
      await tell(client)
      return site.parse(JSON.parse(text))
    })
  }

  async begin(replica: Replica): Promise<void> {
    await guarded(() =>
      inTurn(this.#pool, async (client) => {
        await this.#commits.begin(client)
        await this.#commits.catchUp(client, replica)
        await this.#blobs.begin(client, replica)
        await growShared(client)
      }),
    )
    // What was applied and not yet shared when this instance ended.
    await this.accept(replica, () => Promise.resolve())
  }

  holds(): VersionVector {
    return this.#commits.holds
  }

  epoch(): string {
    return this.#epoch
  }

  /** Unless another instance did it first. */
  async #renewEpoch(client: PoolClient): Promise<void> {
    await locked(client, async () => {
      const epoch = await kept(client, 'epoch')
      if (epoch !== undefined && epoch !== this.#epoch) {
        this.#epoch = epoch
        return
      }
      await forgetTree(client)
      this.#epoch = randomUUID()
      await setValue(client, 'epoch', this.#epoch)
    })
  }

  tree(): Promise<LogTree> {
    return guarded(() =>
      inTurn(this.#pool, async (client) => {
        // Another instance may have noticed that the database was put back.
        this.#epoch = (await kept(client, 'epoch')) ?? this.#epoch
        return sharedTree(this.#pool, this.#epoch, await growShared(client))
      }),
    )
  }

  accept<T>(replica: Replica, take: () => Promise<T>): Promise<T> {
    return guarded(async () => {
      const [value, remember] = await inTurn(this.#pool, async (client) => {
        await this.#commits.catchUp(client, replica)
        const taken = await take()
        const done = await this.#commits.publish(client, replica)
        await tell(client)
        return [taken, done] as const
      })
      remember()
      return value
    })
  }

  catchUp(replica: Replica): Promise<boolean> {
    return guarded(async () => {
      const client = await this.#pool.connect()
      let failed: Error | undefined
      try {
        for (const sha256 of this.#owed) await this.keepBlob(replica.workspace.blobs.carry(sha256))
        const moved = await this.#commits.catchUp(client, replica)
        return (await this.#blobs.catchUp(client, replica)) || moved
      } catch (error) {
        failed = error instanceof Error ? error : new Error(String(error))
        throw error
      } finally {
        client.release(failed)
      }
    })
  }

  async keepBlob(blob: CarriedBlob): Promise<void> {
    this.#owed.add(blob.sha256)
    await guarded(() =>
      inTurn(this.#pool, async (client) => {
        await this.#blobs.add(client, blob)
        await tell(client)
      }),
    )
    this.#owed.delete(blob.sha256)
  }

  async listen(news: () => void): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true })
    client.on('notification', news)
    client.on('error', () => undefined)
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    this.#listener = client
    client.on('end', () => this.#listenAgain(news))
  }

  #listenAgain(news: () => void): void {
    if (this.#closed) return
    this.#again = setTimeout(() => {
      this.listen(news).then(news, () => this.#listenAgain(news))
    }, AGAIN_MS)
  }

  async check(): Promise<void> {
    await this.#pool.query('SELECT 1')
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#again)
    await this.#listener?.end()
    await this.#pool.end()
  }
}

/** What the database refuses is not acknowledged, and comes again. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CoreError || error instanceof ReplicaDisagrees) throw error
    if (error instanceof pg.DatabaseError || (error instanceof Error && 'code' in error))
      throw new CoreError('storageFailed', { detail: error.message })
    throw error
  }
}
