import type { PoolClient } from 'pg'
import type { StoredCommit } from '../../core/log/types.ts'
import type { VersionVector } from '../../core/sync/exchange.ts'
import { localState, setLocalState } from '../../core/workspace/local-state.ts'
import type { Replica } from '../replica.ts'
import { ReplicaDisagrees } from '../store.ts'

const PAGE = 500
/** Local state: up to which of the shared order the replica was brought, and the hash of the commit there. */
const REACHED = 'hub position'

interface Row {
  readonly position: string
  readonly stream: string
  readonly seq: string
  readonly body: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}

/** The commits that all instances share, and how far this one has come with them. */
export class SharedCommits {
  /** Highest number of each stream that is durable in the database. */
  #holds: Record<string, number> = {}
  readonly #putBack: (client: PoolClient) => Promise<void>

  /** `putBack` is called when the database turns out to have been put back to an older state. */
  constructor(putBack: (client: PoolClient) => Promise<void>) {
    this.#putBack = putBack
  }

  get holds(): VersionVector {
    return this.#holds
  }

  async begin(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ stream: string; seq: string }>(
      'SELECT stream, max(seq) AS seq FROM hub_commits GROUP BY stream',
    )
    this.#holds = Object.fromEntries(rows.map(({ stream, seq }) => [stream, Number(seq)]))
  }

  /** Brings the replica up to the end of the shared order. Throws ReplicaDisagrees. */
  async catchUp(client: PoolClient, { workspace }: Replica): Promise<boolean> {
    let from = await this.#reached(client, workspace.db)
    for (let moved = false; ; moved = true) {
      const { rows } = await client.query<Row>({
        name: 'commits after',
        text: `SELECT position, stream, seq, body, hash, signature FROM hub_commits
               WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
        values: [from],
      })
      const last = rows.at(-1)
      if (!last) return moved
      const commits = rows.map(({ stream, seq, body, hash, signature }): StoredCommit => ({
        stream,
        seq: Number(seq),
        body,
        hash,
        signature,
      }))
      const { refused } = workspace.log.receive(commits)
      const [first] = refused
      if (first) throw new ReplicaDisagrees(`${first.stream}/${first.seq}: ${first.reason}`)
      for (const { stream, seq } of commits) this.#reach(stream, seq)
      from = Number(last.position)
      setLocalState(workspace.db, REACHED, `${from} ${last.hash.toString('hex')}`)
    }
  }

  /** Adds what the replica has applied and the database lacks; answers what to remember once that is durable. */
  async publish(client: PoolClient, { workspace }: Replica): Promise<() => void> {
    const { log, db } = workspace
    const mine = log.versionVector()
    const { rows } = await client.query<{ last: string }>(
      'SELECT coalesce(max(position), 0) AS last FROM hub_commits',
    )
    let position = Number(rows[0]?.last)
    let last: StoredCommit | undefined
    for (const [stream, seq] of Object.entries(mine)) {
      for (let next = (this.#holds[stream] ?? 0) + 1; next <= seq; next += PAGE) {
        const commits = log.read(stream, next, Math.min(PAGE, seq - next + 1))
        await client.query({
          name: 'add commits',
          text: `INSERT INTO hub_commits (position, stream, seq, body, hash, signature)
                 SELECT $1::bigint + n, $2, $3::bigint + n - 1, body, hash, signature
                 FROM unnest($4::bytea[], $5::bytea[], $6::bytea[])
                 WITH ORDINALITY AS added (body, hash, signature, n)`,
          values: [
            position,
            stream,
            next,
            commits.map(({ body }) => Buffer.from(body)),
            commits.map(({ hash }) => Buffer.from(hash)),
            commits.map(({ signature }) => Buffer.from(signature)),
          ],
        })
        position += commits.length
        last = commits.at(-1)
      }
    }
    return () => {
      this.#holds = { ...this.#holds, ...mine }
      if (last) setLocalState(db, REACHED, `${position} ${Buffer.from(last.hash).toString('hex')}`)
    }
  }

  #reach(stream: string, seq: number): void {
    this.#holds[stream] = Math.max(this.#holds[stream] ?? 0, seq)
  }

  /** 0 where another commit stands at the place that was reached: the database was put back to an older state. */
  async #reached(client: PoolClient, db: Replica['workspace']['db']): Promise<number> {
    const [position = '0', hash = ''] = localState(db, REACHED)?.split(' ') ?? []
    if (position === '0') return 0
    const { rows } = await client.query<{ hash: Buffer }>({
      name: 'commit at',
      text: 'SELECT hash FROM hub_commits WHERE position = $1',
      values: [position],
    })
    if (rows[0]?.hash.toString('hex') === hash) return Number(position)
    await this.#putBack(client)
    await this.begin(client)
    return 0
  }
}
