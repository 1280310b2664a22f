import type { PoolClient } from 'pg'
import { level as levelSchema } from '../../contract/common.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { PART } from '../../core/sync/hub/partial-blobs.ts'
import type { CarriedBlob } from '../../core/workspace/workspace.ts'
import type { Replica } from '../replica.ts'

interface Named {
  readonly sha256: string
  readonly level: number
  readonly position: string
}

const isBelow = (own: number | undefined, other: number): boolean =>
  own === undefined || (other >= FIRST_SEALED_LEVEL && own < other)

/** The attachments that all instances share. */
export class SharedBlobs {
  #reached = 0

  /** Both sides get what they lack. */
  async begin(client: PoolClient, replica: Replica): Promise<void> {
    this.#reached = 0
    await this.catchUp(client, replica)
    const { blobs } = replica.workspace
    const { rows } = await client.query<Named>('SELECT sha256, level FROM hub_blobs')
    const shared = new Map(rows.map(({ sha256, level }) => [sha256, level]))
    for (const { sha256, level } of blobs.list())
      if (isBelow(shared.get(sha256), level)) await this.add(client, blobs.carry(sha256))
  }

  async add(client: PoolClient, { sha256, level, bytes }: CarriedBlob): Promise<void> {
    const { rowCount } = await client.query(
      `INSERT INTO hub_blobs (sha256, level, position)
       VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM hub_blobs))
       ON CONFLICT (sha256) DO UPDATE SET level = excluded.level, position = excluded.position
       WHERE excluded.level >= ${FIRST_SEALED_LEVEL} AND hub_blobs.level < excluded.level`,
      [sha256, level],
    )
    if (rowCount === 0) return
    await client.query('DELETE FROM hub_blob_parts WHERE sha256 = $1', [sha256])
    for (let part = 0; part === 0 || part * PART < bytes.length; part++)
      await client.query('INSERT INTO hub_blob_parts (sha256, part, bytes) VALUES ($1, $2, $3)', [
        sha256,
        part,
        Buffer.from(bytes.subarray(part * PART, (part + 1) * PART)),
      ])
  }

  async catchUp(client: PoolClient, { workspace }: Replica): Promise<boolean> {
    const { blobs } = workspace
    const { rows } = await client.query<Named>(
      'SELECT sha256, level, position FROM hub_blobs WHERE position > $1 ORDER BY position',
      [this.#reached],
    )
    const here =
      rows.length === 0
        ? new Map<string, number>()
        : new Map([...blobs.list()].map(({ sha256, level }) => [sha256, level]))
    let moved = false
    for (const { sha256, level, position } of rows) {
      if (isBelow(here.get(sha256), level)) {
        const parts = await client.query<{ bytes: Buffer }>(
          'SELECT bytes FROM hub_blob_parts WHERE sha256 = $1 ORDER BY part',
          [sha256],
        )
        const bytes = Buffer.concat(parts.rows.map((part) => part.bytes))
        blobs.take({ sha256, level: levelSchema.parse(level), bytes })
        moved = true
      }
      this.#reached = Number(position)
    }
    return moved
  }
}
