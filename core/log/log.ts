import type { Heads } from '../../contract/oversight.ts'
import type { Receipt } from '../../contract/common.ts'
import type { Json } from '../../contract/record-type.ts'
import type { Adopted, Renamed } from './adopt.ts'
import type { HeadValue } from './head-values.ts'
import type { Quarantined } from './store.ts'
import type { Commit, NewCommit, Projection, RecordRow, StoredCommit, StreamId } from './types.ts'

/** What became of commits that came from elsewhere. */
export interface ReceiveReport {
  readonly applied: number
  readonly known: number
  /** Commits in the store that wait for others, after this call. */
  readonly held: number
  /** Refused and kept as evidence, with the reason. */
  readonly refused: readonly {
    readonly stream: StreamId
    readonly seq: number
    readonly reason: string
  }[]
}

/** The log of one open workspace. All writes of records go through it. */
export interface Log {
  /** Where this device writes now. */
  readonly stream: StreamId
  /** Goes on writing in the stream of another epoch: what was written in the one at hand may be known elsewhere already. */
  begin(epoch: number): void
  /**
   * Writes one commit: log, tables and projections in one transaction, fsynced when it returns.
   * Throws CoreError diskFull, workspaceReadOnly or storageFailed; then nothing has changed.
   */
  append(commit: NewCommit): Receipt
  /** Checks signatures in other threads: `receive` of the same objects need not do it again. */
  checkAhead(commits: readonly StoredCommit[]): Promise<void>
  /** Verifies and applies commits of other streams in any order; idempotent. */
  receive(commits: readonly StoredCommit[]): ReceiveReport
  /**
   * The server holds another history of a device whose disk went back: theirs stands here from now on, and what was
   * written in its place is written again in the stream at hand, all at once; another device's stays as evidence, too.
   * Undefined where nothing differs.
   */
  adopt(theirs: readonly StoredCommit[], renamed: Renamed): Adopted | undefined
  /** Commits of a stream from a seq on, in order. */
  read(stream: StreamId, fromSeq: number, limit: number): readonly StoredCommit[]
  /** The commit as data; undefined when it is not here. `id` is `stream/seq`. */
  commit(id: string): Commit | undefined
  /** Commits that touched a record, oldest first in causal then clock order; `type` says in which table it is. */
  commitsOf(record: string, type?: string): readonly Commit[]
  /** Head of every chain. */
  heads(): Heads
  /** Highest contiguous seq of every stream. */
  versionVector(): Readonly<Record<StreamId, number>>
  /** Commits that were not taken, with the reason. */
  quarantined(): readonly Quarantined[]
  /** The record as it stands; what an approval covers as it was approved. */
  row(type: string, id: string): RecordRow | undefined
  /** What else was written in fields that an approval covers, and does not stand under it. */
  unapproved(type: string, id: string): Readonly<Record<string, Json>>
  /** Values of all heads of a field, the displayed one first: what people choose from in a conflict. */
  values(type: string, id: string, field: string): readonly HeadValue[]
  /** The latest value that everybody had seen before a field's values parted; null when there was none. */
  base(type: string, id: string, field: string): Json
  use(projection: Projection): void
  /** What the projections find wrong with their tables. */
  problems(): readonly string[]
  /** True when opening made the tables anew: projections that are used after it have to be rebuilt. */
  readonly madeAnew: boolean
  /** Called after each commit that was acknowledged, with the records that changed. */
  onChange(listener: (changed: ReadonlyMap<string, readonly string[]>) => void): () => void
  /** Empties the projections and fills them from the records as they stand. */
  project(): void
  /** Empties and recreates all derived tables; answers operations replayed and the digest of the tables. */
  rebuild(progress?: (done: number, total: number) => boolean): {
    readonly operations: number
    readonly digest: string
  }
  /** SHA-256 over all derived tables in key order. */
  digest(): string
}
