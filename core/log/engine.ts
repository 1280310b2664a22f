import { refusalReason, type RefusalKind } from '../../contract/refusals.ts'
import { CoreError } from '../error.ts'
import { NoCanonicalForm } from './canonical.ts'
import { decodeCommit, hashPrefix } from './codec.ts'
import { opId, placeOf } from './identity.ts'
import { created, headsOf, merged, CREATES, type KnownOp, type MergeContext } from './merge.ts'
import type { TypeShape } from './shape.ts'
import { Standings } from './standing.ts'
import type { LogStore, StreamRecord } from './store.ts'
import {
  DELETED,
  LEVEL,
  type Commit,
  type CreateOp,
  type OpId,
  type Operation,
  type PatchOp,
  type Projection,
  type RecordRow,
  type StoredCommit,
  type StreamId,
} from './types.ts'

/** Version of the declarations that this program writes with. */
export const SCHEMA = 1
const DECODED_KEPT = 16

/** A commit that breaks a rule of the log; its message begins with the kind, for those who are told in words. */
export class InvalidCommit extends Error {
  constructor(kind: RefusalKind, detail = '') {
    super(refusalReason(kind, detail))
  }
}

/** One chain as far as it is here. */
export interface Stream extends StreamRecord {
  seq: number
  hash: Uint8Array
  hlc: number
  /** Latest commit of each other stream that this one's author had. */
  readonly seen: Map<StreamId, number>
}

export type Changes = Map<string, string[]>

const SYSTEM_FIELDS: ReadonlySet<string> = new Set([DELETED, LEVEL])

/** Streams, causal past and the application of commits to the tables; shared by writing, receiving and rebuilding. */
export class Engine {
  readonly store: LogStore
  readonly shapes: ReadonlyMap<string, TypeShape>
  readonly start: Uint8Array
  readonly projections: Projection[] = []
  readonly standings = new Standings(this)
  readonly #streams = new Map<StreamId, Stream>()
  readonly #decoded = new Map<string, Commit>()
  /** The commit at hand, which its own operations may refer to. */
  #current: Commit | undefined
  #unapplied = new Set<string>()

  constructor(store: LogStore, shapes: ReadonlyMap<string, TypeShape>, start: Uint8Array) {
    this.store = store
    this.shapes = shapes
    this.start = start
    this.reload()
  }

  /** Takes the state of the chains from the store; after opening and whenever a transaction failed. */
  reload(): void {
    this.store.forget()
    this.standings.forget()
    this.#streams.clear()
    this.#decoded.clear()
    this.#current = undefined
    this.#unapplied = new Set()
    const records = this.store.streams()
    const names = new Map(records.map((record) => [record.no, record.id]))
    for (const record of records) {
      const last = this.store.last(record)
      const seen = new Map(
        [...this.store.seen(record.no)].map(([no, seq]): [StreamId, number] => [
          names.get(no) ?? '',
          seq,
        ]),
      )
      this.#streams.set(record.id, {
        ...record,
        seen,
        seq: last?.seq ?? 0,
        hash: last?.hash ?? this.start,
        hlc: last ? stampOf(last.body) : 0,
      })
    }
  }

  streams(): Iterable<Stream> {
    return this.#streams.values()
  }

  stream(id: StreamId): Stream | undefined {
    return this.#streams.get(id)
  }

  addStream(id: StreamId, publicKey: Uint8Array): Stream {
    const stream: Stream = {
      ...this.store.addStream(id, publicKey),
      seq: 0,
      hash: this.start,
      hlc: 0,
      seen: new Map(),
    }
    this.#streams.set(id, stream)
    return stream
  }

  /** Takes back what a refused commit did to its stream in memory. */
  restore(id: StreamId, before: Stream | undefined): void {
    if (before) this.#streams.set(id, before)
    else this.#streams.delete(id)
    this.#decoded.clear()
    this.#current = undefined
    this.#unapplied = new Set()
  }

  /** A commit that is here, as data. */
  commit(stream: StreamId, seq: number): Commit | undefined {
    if (this.#current?.seq === seq && this.#current.stream === stream) return this.#current
    const key = `${stream}/${seq}`
    const kept = this.#decoded.get(key)
    if (kept) return kept
    const at = this.#streams.get(stream)
    const stored = at && seq <= at.seq ? this.store.commit(at, seq) : undefined
    if (!stored) return undefined
    const commit = decodeCommit(stored.body)
    this.#keep(key, commit)
    return commit
  }

  /** An operation that is here. Throws InvalidCommit otherwise. */
  op(id: OpId): KnownOp {
    const place = placeOf(id)
    const commit = this.commit(place.stream, place.seq)
    const op = commit?.ops[place.index]
    if (!commit || !op) throw new InvalidCommit('past', `no operation ${id}`)
    return { id, hlc: commit.hlc, actor: commit.actor, op }
  }

  /** Deps that a next commit of this stream has to name. */
  depsOf(stream: Stream): Commit['deps'] {
    const deps: Record<StreamId, readonly [number, string]> = {}
    for (const other of this.#streams.values()) {
      if (other.id !== stream.id && other.seq > (stream.seen.get(other.id) ?? 0))
        deps[other.id] = [other.seq, hashPrefix(other.hash)]
    }
    return deps
  }

  /** Writes a commit whose chain, signature and deps are in order, and applies its operations. Throws InvalidCommit. */
  accept(stream: Stream, commit: Commit, stored: StoredCommit, changes: Changes): void {
    this.store.addCommit(stream.no, commit.seq, stored)
    for (const [id, [seq]] of Object.entries(commit.deps)) {
      const other = this.#streams.get(id)
      if (!other) throw new InvalidCommit('past', `no stream ${id}`)
      this.store.setSeen(stream.no, other.no, seq)
      stream.seen.set(id, seq)
    }
    stream.seq = commit.seq
    stream.hash = stored.hash
    stream.hlc = commit.hlc
    this.applyOps(stream, commit, true, changes)
    this.standings.note(commit)
  }

  /** Applies a commit that was accepted before. `stream` is its chain as it was then; `fault` takes what cannot be applied. */
  replayed(stream: Stream, commit: Commit, fault?: (op: Operation, error: unknown) => void): void {
    for (const id in commit.deps) {
      const other = this.#streams.get(id)
      if (other) this.store.setSeen(stream.no, other.no, commit.deps[id]?.[0] ?? 0)
    }
    this.applyOps(stream, commit, false, undefined, fault)
    this.standings.note(commit)
  }

  /** Brings a commit's operations into the tables; `checked` refuses those that break the rules of bases. */
  applyOps(
    stream: Stream,
    commit: Commit,
    checked: boolean,
    changes: Changes | undefined,
    fault?: (op: Operation, error: unknown) => void,
  ): void {
    this.#current = commit
    const context = new Context(this, stream, commit)
    for (let index = 0; index < commit.ops.length; index++) {
      const op = commit.ops[index] as Operation
      context.index = index
      const shape = this.shapes.get(op.type)
      this.#noteUnknown(shape, op)
      if (op.kind === 'patch') this.store.touch(op.id, stream.no, commit.seq)
      if (!shape) {
        if (checked && op.kind === 'patch')
          this.#checkBases(undefined, undefined, op, commit, context)
        continue
      }
      const known: KnownOp = {
        id: opId(commit.stream, commit.seq, index),
        hlc: commit.hlc,
        actor: commit.actor,
        op,
      }
      try {
        this.#applyOp(shape, known, commit, context, checked)
      } catch (error) {
        if (!fault) throw error
        fault(op, error)
      }
      if (changes) note(changes, op.type, op.id)
    }
  }

  #applyOp(
    shape: TypeShape,
    known: KnownOp,
    commit: Commit,
    context: MergeContext,
    checked: boolean,
  ): void {
    const { op } = known
    const before = this.store.row(shape, op.id)
    if (!before) {
      if (op.kind === 'create') {
        const row = created(shape, known as KnownOp<CreateOp>)
        this.store.addRow(shape, row)
        for (const projection of this.projections)
          projection.apply({ type: op.type, id: op.id, before, after: row })
      } else if (checked) throw new InvalidCommit('past', `${op.type} ${op.id} was never created`)
      return
    }
    if (checked) this.#checkOp(shape, before, op, commit, context)
    const after = merged(shape, before, known, context)
    this.store.setRow(shape, before, after)
    for (const projection of this.projections)
      projection.apply({ type: op.type, id: op.id, before, after })
  }

  #checkOp(
    shape: TypeShape,
    before: RecordRow,
    op: Operation,
    commit: Commit,
    context: MergeContext,
  ): void {
    const known = (before.heads[CREATES] ?? [before.createOp]).some((id) => context.inPast(id))
    if (op.kind === 'create') {
      if (known) throw new InvalidCommit('past', `${op.type} ${op.id} is created twice`)
      return
    }
    if (!known) throw new InvalidCommit('past', `${op.type} ${op.id} was not known to its author`)
    this.#checkBases(shape, before, op, commit, context)
  }

  /** A base must lie in the causal past and be an operation on the same record and field. */
  #checkBases(
    shape: TypeShape | undefined,
    before: RecordRow | undefined,
    op: PatchOp,
    commit: Commit,
    context: MergeContext,
  ): void {
    for (const [name, ids] of Object.entries(op.base)) {
      const key = shape?.keys.get(shape.fields.get(name)?.key ?? '')
      const group = key?.fields.map((field) => field.name) ?? [name]
      const heads = before ? headsOf(before, key?.name ?? name) : []
      for (const id of ids) {
        if (!context.inPast(id))
          throw new InvalidCommit(
            'past',
            `base ${id} is not in the past of ${commit.stream}/${commit.seq}`,
          )
        if (heads.includes(id)) continue
        const base = context.op(id).op
        if (base.type !== op.type || base.id !== op.id)
          throw new InvalidCommit('past', `base ${id} is of another record`)
        // A newer program may group fields differently.
        if (!shape || commit.schema > SCHEMA || base.kind === 'create') continue
        if (!group.some((field) => field in base.fields))
          throw new InvalidCommit('past', `base ${id} is of another field than ${name}`)
      }
    }
  }

  #noteUnknown(shape: TypeShape | undefined, op: Operation): void {
    if (!shape) return this.#unapply(op.type, '')
    for (const name in op.fields) {
      if (!shape.fields.has(name) && !SYSTEM_FIELDS.has(name)) this.#unapply(op.type, name)
    }
  }

  #unapply(type: string, field: string): void {
    const key = `${type} ${field}`
    if (this.#unapplied.has(key)) return
    this.store.markUnapplied(type, field)
    this.#unapplied.add(key)
  }

  #keep(key: string, commit: Commit): void {
    this.#decoded.set(key, commit)
    if (this.#decoded.size > DECODED_KEPT) {
      const [oldest] = this.#decoded.keys()
      if (oldest !== undefined) this.#decoded.delete(oldest)
    }
  }
}

/** A damaged last commit must not keep the log from being opened and verified. */
function stampOf(body: Uint8Array): number {
  try {
    return decodeCommit(body).hlc
  } catch {
    return 0
  }
}

/** What an operation's author had seen: his own chain before it, and the others as far as his deps say. */
class Context implements MergeContext {
  index = 0
  readonly #engine: Engine
  readonly #stream: Stream
  readonly #commit: Commit

  constructor(engine: Engine, stream: Stream, commit: Commit) {
    this.#engine = engine
    this.#stream = stream
    this.#commit = commit
  }

  op(id: OpId): KnownOp {
    return this.#engine.op(id)
  }

  inPast(id: OpId): boolean {
    const place = placeOf(id)
    if (place.stream !== this.#stream.id)
      return place.seq <= (this.#stream.seen.get(place.stream) ?? 0)
    return (
      place.seq < this.#commit.seq || (place.seq === this.#commit.seq && place.index < this.index)
    )
  }
}

function note(changes: Changes, type: string, id: string): void {
  const ids = changes.get(type)
  if (!ids) changes.set(type, [id])
  else if (ids.at(-1) !== id) ids.push(id)
}

/** The failure that a program's own commit gets where another's would be refused. */
export const ownFault = (error: unknown): unknown =>
  error instanceof InvalidCommit || error instanceof NoCanonicalForm
    ? new CoreError('commitInvalid', { detail: error.message })
    : error
