import type { Receipt } from '../../contract/common.ts'
import type { Heads } from '../../contract/oversight.ts'
import type { Json } from '../../contract/record-type.ts'
import { refusalReason } from '../../contract/refusals.ts'
import {
  commitsFrom,
  cutsFor,
  partedFrom,
  writtenAgain,
  type Adopted,
  type Renamed,
} from './adopt.ts'
import { asApproved, besideApproved } from './approved.ts'
import { Clock } from './clock.ts'
import { Engine, InvalidCommit, type Changes } from './engine.ts'
import { commitsOf } from './history.ts'
import { commonBase, headValues, type HeadValue } from './head-values.ts'
import { streamIdOf } from './identity.ts'
import type { Log, ReceiveReport } from './log.ts'
import type { LogParts } from './parts.ts'
import type { Quarantined } from './store.ts'
import { Receiver } from './receive.ts'
import { Signatures } from './signatures.ts'
import type { Commit, NewCommit, Projection, RecordRow, StoredCommit, StreamId } from './types.ts'
import { headsOfAll, write } from './write.ts'

const RECEIVE_PER_TRANSACTION = 500

/** The log over a store. */
export class OperationLog implements Log {
  readonly madeAnew: boolean
  #parts: LogParts
  readonly #engine: Engine
  readonly #clock: Clock
  readonly #signatures: Signatures
  readonly #listeners = new Set<(changed: ReadonlyMap<string, readonly string[]>) => void>()

  constructor(parts: LogParts) {
    this.#parts = parts
    this.madeAnew = parts.stale === true
    this.#engine = new Engine(parts.store, parts.shapes, parts.start)
    this.#clock = new Clock(parts.now)
    this.#signatures = new Signatures(parts)
    for (const stream of this.#engine.streams()) {
      if (stream.id.startsWith(this.stream.slice(0, 17))) this.#clock.restore(stream.hlc)
      else this.#clock.observe(stream.hlc)
    }
  }

  get stream(): StreamId {
    return this.#parts.author.id
  }

  begin(epoch: number): void {
    const { author } = this.#parts
    this.#parts = { ...this.#parts, author: { ...author, id: streamIdOf(author.publicKey, epoch) } }
  }

  append(commit: NewCommit): Receipt {
    return this.#writing((changes) =>
      write(this.#engine, this.#clock, this.#parts, commit, changes),
    )
  }

  receive(commits: readonly StoredCommit[]): ReceiveReport {
    let receiver = this.#receiver('together')
    const reports: ReceiveReport[] = []
    for (let from = 0; from === 0 || from < commits.length; from += RECEIVE_PER_TRANSACTION) {
      const part = commits.slice(from, from + RECEIVE_PER_TRANSACTION)
      try {
        reports.push(this.#writing((changes) => receiver.take(part, changes)))
      } catch (error) {
        // One of them breaks a rule that shows only while it is applied.
        if (!(error instanceof InvalidCommit)) throw error
        receiver = this.#receiver('singly')
        reports.push(this.#writing((changes) => receiver.take(part, changes)))
      }
    }
    return {
      applied: reports.reduce((sum, report) => sum + report.applied, 0),
      known: reports.reduce((sum, report) => sum + report.known, 0),
      held: reports.at(-1)?.held ?? 0,
      refused: reports.flatMap((report) => report.refused),
    }
  }

  adopt(theirs: readonly StoredCommit[], renamed: Renamed): Adopted | undefined {
    const { tables, store } = this.#parts
    if (!tables) throw new Error('this store has no tables')
    const parted = partedFrom(this.#engine, theirs)
    if (parted.size === 0) return undefined
    const cuts = cutsFor(this.#engine, parted)
    const gone = [...cuts].flatMap(([id, from]) => {
      const stream = this.#engine.stream(id)
      return stream ? [{ stream, from, commits: [...commitsFrom(this.#engine, stream, from)] }] : []
    })
    const device = this.stream.slice(0, this.stream.indexOf('.'))
    // What hangs on it of other devices they write again themselves; the part that nobody may have any more is written here.
    const isOwn = (id: StreamId): boolean => id.startsWith(`${device}.`)
    const [ours, others] = [true, false].map((again) =>
      gone
        .filter(({ stream: { id } }) => (isOwn(id) || parted.has(id)) === again)
        .flatMap(({ commits }) => commits),
    )
    const refused = (commit: StoredCommit, why: string): void =>
      store.quarantine(commit, why, Math.floor(this.#parts.now()))
    try {
      return tables.atOnce(() => {
        tables.cut(new Map(gone.map(({ stream, from }) => [stream.no, from])))
        this.#engine.reload()
        this.rebuild()
        this.receive([...theirs, ...(others ?? [])])
        for (const commit of ours ?? [])
          if (!isOwn(commit.stream))
            refused(commit, refusalReason('fork', 'another history stands'))
        return writtenAgain(this.#engine, ours ?? [], {
          append: (commit) => this.append(commit),
          refused,
          renamed,
        })
      })
    } catch (error) {
      this.#engine.reload()
      throw error
    }
  }

  checkAhead(commits: readonly StoredCommit[]): Promise<void> {
    return this.#signatures.ahead(commits, ({ stream }) => this.#engine.stream(stream)?.publicKey)
  }

  #receiver(way: 'together' | 'singly'): Receiver {
    return new Receiver(this.#engine, this.#clock, this.#parts, this.#signatures, way)
  }

  read(stream: StreamId, fromSeq: number, limit: number): readonly StoredCommit[] {
    const at = this.#engine.stream(stream)
    return at ? this.#parts.store.range(at, fromSeq, limit) : []
  }

  commit(id: string): Commit | undefined {
    const slash = id.indexOf('/')
    return this.#engine.commit(id.slice(0, slash), Number(id.slice(slash + 1)))
  }

  commitsOf(record: string, type?: string): readonly Commit[] {
    return commitsOf(this.#engine, record, type)
  }

  values(type: string, id: string, field: string): readonly HeadValue[] {
    return headValues(this.#engine, type, id, field)
  }

  base(type: string, id: string, field: string): Json {
    return commonBase(this.#engine, type, id, field)
  }

  heads(): Heads {
    return headsOfAll(this.#engine.streams())
  }

  versionVector(): Readonly<Record<StreamId, number>> {
    return Object.fromEntries(
      [...this.#engine.streams()].filter(({ seq }) => seq > 0).map(({ id, seq }) => [id, seq]),
    )
  }

  quarantined(): readonly Quarantined[] {
    return this.#parts.store.quarantined()
  }

  row(type: string, id: string): RecordRow | undefined {
    const shape = this.#parts.shapes.get(type)
    const row = shape && this.#parts.store.row(shape, id)
    return shape && row && asApproved(this.#engine, shape, row)
  }

  unapproved(type: string, id: string): Readonly<Record<string, Json>> {
    const shape = this.#parts.shapes.get(type)
    const row = shape && this.#parts.store.row(shape, id)
    return shape && row ? besideApproved(this.#engine, shape, row) : {}
  }

  use(projection: Projection): void {
    projection.prepare()
    this.#engine.projections.push(projection)
  }

  problems(): readonly string[] {
    return this.#engine.projections.flatMap((projection) => projection.check?.() ?? [])
  }

  onChange(listener: (changed: ReadonlyMap<string, readonly string[]>) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  project(): void {
    const { tables } = this.#parts
    if (!tables) throw new Error('this store has no tables')
    tables.project(this.#engine.projections)
  }

  rebuild(progress?: (done: number, total: number) => boolean): {
    readonly operations: number
    readonly digest: string
  } {
    const { tables } = this.#parts
    if (!tables) throw new Error('this store has no tables')
    try {
      return tables.rebuild(this.#engine, progress)
    } finally {
      this.#engine.reload()
    }
  }

  digest(): string {
    const { tables } = this.#parts
    if (!tables) throw new Error('this store has no tables')
    return tables.digest()
  }

  /** One transaction; what is kept in memory goes back to the store's state when it fails. */
  #writing<T>(work: (changes: Changes) => T): T {
    const changes: Changes = new Map()
    let value: T
    try {
      value = this.#parts.store.transaction(() => work(changes))
    } catch (error) {
      this.#engine.reload()
      throw error
    }
    if (changes.size > 0) for (const listener of this.#listeners) listener(changes)
    return value
  }
}
