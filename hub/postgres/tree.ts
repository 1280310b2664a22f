import type { Pool, PoolClient } from 'pg'
import type { Range, Subtree } from '../../core/log/merkle.ts'
import { grown, growerAt, type LogTree, type TreeRows } from '../tree.ts'
import { kept, setValue } from './schema.ts'

const PAGE = 5000
/** How far the tree has grown, and the hash of the last commit in it. */
const REACHED = 'tree'

/** The commits in the order that all instances share, with the hashes above them. */
class SharedRows implements TreeRows {
  readonly #client: Pool | PoolClient

  constructor(client: Pool | PoolClient) {
    this.#client = client
  }

  async commits([from, to]: Range): Promise<readonly Uint8Array[]> {
    const { rows } = await this.#client.query<{ hash: Buffer }>({
      name: 'commits of leaves',
      text: 'SELECT hash FROM hub_commits WHERE position > $1 AND position <= $2 ORDER BY position',
      values: [from, to],
    })
    return rows.map(({ hash }) => hash)
  }

  async nodes(subtrees: readonly Subtree[]): Promise<readonly (Uint8Array | undefined)[]> {
    if (subtrees.length === 0) return []
    const { rows } = await this.#client.query<{ hash: Buffer | null }>({
      name: 'nodes',
      text: `SELECT hash FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS asked (level, number, at)
             LEFT JOIN hub_nodes USING (level, number) ORDER BY at`,
      values: [subtrees.map(({ level }) => level), subtrees.map(({ index }) => index)],
    })
    return rows.map(({ hash }) => hash ?? undefined)
  }
}

/** Brings the tree up to the end of the shared order; in a transaction that no other instance's overlaps. */
export async function growShared(client: PoolClient): Promise<number> {
  const rows = new SharedRows(client)
  const tree = await growerAt(rows, await reached(client, rows))
  for (;;) {
    const hashes = await rows.commits([tree.size, tree.size + PAGE])
    if (hashes.length === 0) return tree.size
    const nodes = grown(tree, hashes)
    await client.query({
      name: 'add nodes',
      text: `INSERT INTO hub_nodes (level, number, hash)
             SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
             ON CONFLICT (level, number) DO UPDATE SET hash = excluded.hash`,
      values: [
        nodes.map(({ level }) => level),
        nodes.map(({ index }) => index),
        nodes.map(({ hash }) => Buffer.from(hash)),
      ],
    })
    const last = Buffer.from(hashes.at(-1) ?? new Uint8Array()).toString('hex')
    await setValue(client, REACHED, `${tree.size} ${last}`)
  }
}

/** 0 where another commit stands at the place that was reached: the tree goes with the commits. */
async function reached(client: PoolClient, rows: TreeRows): Promise<number> {
  const [size = '0', hash = ''] = (await kept(client, REACHED))?.split(' ') ?? []
  if (size === '0') return 0
  const [last] = await rows.commits([Number(size) - 1, Number(size)])
  if (last && Buffer.from(last).toString('hex') === hash) return Number(size)
  await forgetTree(client)
  return 0
}

export async function forgetTree(client: PoolClient): Promise<void> {
  await client.query('DELETE FROM hub_nodes')
  await setValue(client, REACHED, '0 ')
}

/** The tree as it has grown to a size, for proofs. */
export function sharedTree(pool: Pool, epoch: string, size: number): LogTree {
  const rows = new SharedRows(pool)
  return {
    epoch,
    size,
    commits: (range) => rows.commits(range),
    nodes: (subtrees) => rows.nodes(subtrees),
    async leafOf(stream, seq) {
      const { rows: found } = await pool.query<{ position: string }>({
        name: 'leaf of',
        text: 'SELECT position FROM hub_commits WHERE stream = $1 AND seq = $2 AND position <= $3',
        values: [stream, seq, size],
      })
      return found[0] && Number(found[0].position) - 1
    },
  }
}
