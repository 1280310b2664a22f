import type { TypeShape } from './shape.ts'
import type { RecordRow, StoredCommit, StreamId } from './types.ts'

/** A stream as the store knows it. `no` is local to the store. */
export interface StreamRecord {
  readonly no: number
  readonly id: StreamId
  readonly publicKey: Uint8Array
}

/** Why a commit was not taken. */
export interface Quarantined extends StoredCommit {
  readonly reason: string
  readonly at: number
}

/**
 * Where the log keeps its commits and tables. The one of the product is SQLite; property tests run the
 * same log over memory.
 */
export interface LogStore {
  /** All or nothing, durable when it returns. */
  transaction<T>(work: () => T): T
  /** A part inside a transaction that can fail alone: nothing of it remains when it throws. */
  attempt<T>(work: () => T): T

  /** Lets go of what is held in memory: the tables were written by somebody else. */
  forget(): void

  streams(): readonly StreamRecord[]
  addStream(id: StreamId, publicKey: Uint8Array): StreamRecord
  /** What a stream has seen of the others: other's no -> seq. */
  seen(stream: number): ReadonlyMap<number, number>
  setSeen(stream: number, other: number, seq: number): void

  addCommit(stream: number, seq: number, commit: StoredCommit): void
  commit(stream: StreamRecord, seq: number): StoredCommit | undefined
  last(stream: StreamRecord): StoredCommit | undefined
  range(stream: StreamRecord, fromSeq: number, limit: number): readonly StoredCommit[]
  /** Numbers and bodies only, as text. */
  bodies(
    stream: StreamRecord,
    fromSeq: number,
    limit: number,
  ): readonly (readonly [seq: number, body: string])[]

  hold(commit: StoredCommit): void
  held(stream: StreamId, seq: number): readonly StoredCommit[]
  heldStreams(): readonly StreamId[]
  heldCount(): number
  release(commit: StoredCommit): void
  quarantine(commit: StoredCommit, reason: string, at: number): void
  quarantined(): readonly Quarantined[]

  row(shape: TypeShape, id: string): RecordRow | undefined
  addRow(shape: TypeShape, row: RecordRow): void
  setRow(shape: TypeShape, before: RecordRow, after: RecordRow): void
  /** Ids of records whose field has this value. */
  find(shape: TypeShape, field: string, value: string): readonly string[]
  rowsOf(shape: TypeShape): Iterable<RecordRow>
  touch(record: string, stream: number, seq: number): void
  touched(record: string): readonly (readonly [stream: number, seq: number])[]
  /** An operation on a type or field that this program does not know was kept without being applied. */
  markUnapplied(type: string, field: string): void
}
