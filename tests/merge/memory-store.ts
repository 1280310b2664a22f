import type { TypeShape } from '../../core/log/shape.ts'
import type { LogStore, Quarantined, StreamRecord } from '../../core/log/store.ts'
import type { RecordRow, StoredCommit, StreamId } from '../../core/log/types.ts'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A store in memory, so that thousands of histories run through the very code of the log. */
export class MemoryStore implements LogStore {
  readonly rows = new Map<string, Map<string, RecordRow>>()
  readonly #streams: StreamRecord[] = []
  readonly #commits = new Map<number, StoredCommit[]>()
  readonly #seen = new Map<number, Map<number, number>>()
  readonly #held = new Map<string, StoredCommit>()
  readonly #quarantine = new Map<string, Quarantined>()
  readonly #touched = new Map<string, Map<string, readonly [number, number]>>()
  readonly #undo: (() => void)[] = []

  transaction<T>(work: () => T): T {
    this.#undo.length = 0
    return this.attempt(work)
  }

  attempt<T>(work: () => T): T {
    const mark = this.#undo.length
    try {
      return work()
    } catch (error) {
      while (this.#undo.length > mark) this.#undo.pop()?.()
      throw error
    }
  }

  /** Nobody else writes these tables. */
  forget(): void {}

  #put<K, V>(map: Map<K, V>, key: K, value: V): void {
    const had = map.has(key)
    const old = map.get(key) as V
    this.#undo.push(() => (had ? map.set(key, old) : map.delete(key)))
    map.set(key, value)
  }

  #inner<K, A, B>(map: Map<K, Map<A, B>>, key: K): Map<A, B> {
    const inner = map.get(key) ?? new Map<A, B>()
    map.set(key, inner)
    return inner
  }

  streams(): readonly StreamRecord[] {
    return [...this.#streams]
  }

  addStream(id: StreamId, publicKey: Uint8Array): StreamRecord {
    const stream = { no: this.#streams.length + 1, id, publicKey }
    this.#streams.push(stream)
    this.#undo.push(() => this.#streams.pop())
    return stream
  }

  seen(stream: number): ReadonlyMap<number, number> {
    return this.#inner(this.#seen, stream)
  }

  setSeen(stream: number, other: number, seq: number): void {
    this.#put(this.#inner(this.#seen, stream), other, seq)
  }

  addCommit(stream: number, seq: number, commit: StoredCommit): void {
    const commits = this.#commits.get(stream) ?? []
    this.#commits.set(stream, commits)
    if (commits.length !== seq - 1) throw new Error(`commit ${seq} after ${commits.length}`)
    commits.push(commit)
    this.#undo.push(() => commits.pop())
  }

  commit(stream: StreamRecord, seq: number): StoredCommit | undefined {
    return this.#commits.get(stream.no)?.[seq - 1]
  }

  last(stream: StreamRecord): StoredCommit | undefined {
    return this.#commits.get(stream.no)?.at(-1)
  }

  range(stream: StreamRecord, fromSeq: number, limit: number): readonly StoredCommit[] {
    return this.#commits.get(stream.no)?.slice(fromSeq - 1, fromSeq - 1 + limit) ?? []
  }

  bodies(
    stream: StreamRecord,
    fromSeq: number,
    limit: number,
  ): readonly (readonly [number, string])[] {
    return this.range(stream, fromSeq, limit).map(
      ({ seq, body }) => [seq, Buffer.from(body).toString('utf8')] as const,
    )
  }

  hold(commit: StoredCommit): void {
    this.#put(this.#held, `${commit.stream}/${commit.seq} ${hexOf(commit.hash)}`, commit)
  }

  held(stream: StreamId, seq: number): readonly StoredCommit[] {
    const start = `${stream}/${seq} `
    return [...this.#held].filter(([key]) => key.startsWith(start)).map(([, commit]) => commit)
  }

  heldStreams(): readonly StreamId[] {
    return [...new Set([...this.#held.values()].map((commit) => commit.stream))]
  }

  heldCount(): number {
    return this.#held.size
  }

  release(commit: StoredCommit): void {
    const key = `${commit.stream}/${commit.seq} ${hexOf(commit.hash)}`
    const old = this.#held.get(key)
    if (!old) return
    this.#undo.push(() => this.#held.set(key, old))
    this.#held.delete(key)
  }

  quarantine(commit: StoredCommit, reason: string, at: number): void {
    this.#put(this.#quarantine, `${commit.stream}/${commit.seq} ${hexOf(commit.hash)} ${reason}`, {
      ...commit,
      reason,
      at,
    })
  }

  quarantined(): readonly Quarantined[] {
    return [...this.#quarantine.values()]
  }

  row(shape: TypeShape, id: string): RecordRow | undefined {
    return this.rows.get(shape.name)?.get(id)
  }

  addRow(shape: TypeShape, row: RecordRow): void {
    this.#put(this.#inner(this.rows, shape.name), row.id, row)
  }

  setRow(shape: TypeShape, before: RecordRow, after: RecordRow): void {
    this.#put(this.#inner(this.rows, shape.name), before.id, after)
  }

  find(shape: TypeShape, field: string, value: string): readonly string[] {
    return [...this.rowsOf(shape)].filter((row) => row.fields[field] === value).map((row) => row.id)
  }

  rowsOf(shape: TypeShape): Iterable<RecordRow> {
    return this.#inner(this.rows, shape.name).values()
  }

  touch(record: string, stream: number, seq: number): void {
    this.#put(this.#inner(this.#touched, record), `${stream}/${seq}`, [stream, seq] as const)
  }

  touched(record: string): readonly (readonly [number, number])[] {
    return [...this.#inner(this.#touched, record).values()]
  }

  markUnapplied(): void {
    // Every type of these histories is known.
  }
}
