import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { transaction } from '../core/db/open.ts'
import type { Range, Subtree } from '../core/log/merkle.ts'
import { SEQ_SPAN } from '../core/log/sqlite-store.ts'
import type { StreamId } from '../core/log/types.ts'
import type { Replica } from './replica.ts'
import { grown, growerAt, type LogTree, type StoredNode } from './tree.ts'

/** Commits that are added in one transaction. */
const PAGE = 1000

const TABLES = `
CREATE TABLE IF NOT EXISTS hub_runs (
  leaf INTEGER PRIMARY KEY, epoch TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL, count INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS hub_runs_of ON hub_runs (stream, seq);
CREATE TABLE IF NOT EXISTS hub_nodes (
  level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;`

/** So many commits of a stream that follow each other in the tree. */
interface Run {
  readonly leaf: number
  readonly stream: StreamId
  readonly seq: number
  readonly count: number
}

/**
 * The tree of a server whose replica is the truth. It grows when it is asked for: nobody who writes waits for it. What
 * came since then is added stream by stream; the order is written down before anything is signed.
 */
export class EmbeddedTree {
  readonly #db: Database
  readonly #replica: Replica
  #turn: Promise<unknown> = Promise.resolve()
  #epoch: string | undefined
  #size = 0
  /** Number of the last commit of each stream that is in the tree. */
  #reached = new Map<StreamId, number>()

  constructor(db: Database, replica: Replica) {
    this.#db = db
    this.#replica = replica
    db.exec(TABLES)
  }

  /** With everything that the replica holds. */
  now(): Promise<LogTree> {
    const turn = this.#turn.then(() => this.#grow())
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #grow(): Promise<LogTree> {
    const { log } = this.#replica.workspace
    const epoch = log.stream
    const holds = log.versionVector()
    if (this.#epoch !== epoch) this.#load(epoch)
    // More in the tree than in the log: it goes with the log, and devices tell of what is gone.
    if ([...this.#reached].some(([stream, seq]) => (holds[stream] ?? 0) < seq)) this.#clear()
    const tree = await growerAt(this.#rows, this.#size)
    let runs: Run[] = []
    let nodes: StoredNode[] = []
    for (const [stream, last] of Object.entries(holds)) {
      for (let seq = (this.#reached.get(stream) ?? 0) + 1; seq <= last;) {
        const commits = this.#hashes(stream, seq, Math.min(PAGE, last - seq + 1))
        runs.push({ leaf: tree.size, stream, seq, count: commits.length })
        nodes.push(...grown(tree, commits))
        seq += commits.length
        if (tree.size - this.#size < PAGE) continue
        this.#store(epoch, runs, nodes)
        runs = []
        nodes = []
        await setImmediate()
      }
    }
    if (runs.length > 0) this.#store(epoch, runs, nodes)
    return { ...this.#rows, epoch, size: this.#size, leafOf: this.#leafOf }
  }

  #load(epoch: string): void {
    const other = this.#db.prepare('SELECT 1 FROM hub_runs WHERE epoch <> ? LIMIT 1').get(epoch)
    if (other) this.#clear()
    const rows = this.#db
      .prepare<[], { stream: string; last: number; count: number }>(
        'SELECT stream, max(seq + count) - 1 AS last, sum(count) AS count FROM hub_runs GROUP BY stream',
      )
      .all()
    this.#reached = new Map(rows.map(({ stream, last }) => [stream, last]))
    this.#size = rows.reduce((sum, { count }) => sum + count, 0)
    this.#epoch = epoch
  }

  #clear(): void {
    transaction(this.#db, () => this.#db.exec('DELETE FROM hub_runs; DELETE FROM hub_nodes;'))
    this.#reached = new Map()
    this.#size = 0
  }

  #store(epoch: string, runs: readonly Run[], nodes: readonly StoredNode[]): void {
    const addRun = this.#db.prepare(
      'INSERT INTO hub_runs (leaf, epoch, stream, seq, count) VALUES (?, ?, ?, ?, ?)',
    )
    const addNode = this.#db.prepare(
      'INSERT OR REPLACE INTO hub_nodes (level, number, hash) VALUES (?, ?, ?)',
    )
    transaction(this.#db, () => {
      for (const { leaf, stream, seq, count } of runs) addRun.run(leaf, epoch, stream, seq, count)
      for (const { level, index, hash } of nodes) addNode.run(level, index, hash)
    })
    for (const { stream, seq, count } of runs) {
      this.#reached.set(stream, seq + count - 1)
      this.#size += count
    }
  }

  #hashes(stream: StreamId, seq: number, count: number): readonly Uint8Array[] {
    return this.#replica.workspace.db
      .prepare<[string, number, number], Uint8Array>(
        `SELECT hash FROM commits
         WHERE id >= (SELECT stream FROM streams WHERE id = ?) * ${SEQ_SPAN} + ? ORDER BY id LIMIT ?`,
      )
      .pluck()
      .all(stream, seq, count)
  }

  readonly #rows = {
    commits: ([from, to]: Range): Promise<readonly Uint8Array[]> => {
      const runs = this.#db
        .prepare<[number, number], Run>(
          `SELECT leaf, stream, seq, count FROM hub_runs
           WHERE leaf >= coalesce((SELECT max(leaf) FROM hub_runs WHERE leaf <= ?), 0) AND leaf < ?
           ORDER BY leaf`,
        )
        .all(from, to)
      const hashes = runs.flatMap(({ leaf, stream, seq, count }) => {
        const first = Math.max(from - leaf, 0)
        const end = Math.min(to - leaf, count)
        return this.#hashes(stream, seq + first, end - first)
      })
      return Promise.resolve(hashes)
    },
    nodes: (subtrees: readonly Subtree[]): Promise<readonly (Uint8Array | undefined)[]> => {
      const get = this.#db
        .prepare<[number, number], Uint8Array>(
          'SELECT hash FROM hub_nodes WHERE level = ? AND number = ?',
        )
        .pluck()
      return Promise.resolve(subtrees.map(({ level, index }) => get.get(level, index)))
    },
  }

  readonly #leafOf = (stream: StreamId, seq: number): Promise<number | undefined> => {
    const run = this.#db
      .prepare<[string, number], Run>(
        'SELECT leaf, stream, seq, count FROM hub_runs WHERE stream = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
      )
      .get(stream, seq)
    const at = run && seq - run.seq
    return Promise.resolve(run && at !== undefined && at < run.count ? run.leaf + at : undefined)
  }
}
