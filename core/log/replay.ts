import { decodeText } from './codec.ts'
import { InvalidCommit, type Engine, type Stream } from './engine.ts'
import type { Commit, Operation, StreamId } from './types.ts'

/** Commits that are read at a time, and operations that are applied before somebody is told. */
const BATCH = 2000
/** Letters of the commits that are read at a time: an import puts thousands of records into one. */
const LETTERS = 4_000_000

export interface ReplayOptions {
  /** Takes what cannot be read or applied; without it a fault ends the replay. */
  readonly fault?: (stream: StreamId, seq: number, error: unknown, op?: Operation) => void
  /** Sees each commit before it is applied, when its past is. */
  readonly before?: (stream: Stream, commit: Commit) => void
}

/** Every commit of the log once, none before those it depends on. */
function* inCausalOrder(
  engine: Engine,
  fault: ReplayOptions['fault'],
): Iterable<{ readonly stream: Stream; readonly commit: Commit }> {
  const cursors = [...engine.streams()].map((stream) => new Cursor(engine, stream, fault))
  const done = new Map<StreamId, number>()
  for (let moved = true; moved;) {
    moved = false
    for (const cursor of cursors) {
      for (let commit = cursor.peek(); commit && isReady(commit, done); commit = cursor.peek()) {
        cursor.skip()
        done.set(cursor.stream.id, commit.seq)
        moved = true
        yield { stream: cursor.stream, commit }
      }
    }
    const stuck = moved ? undefined : cursors.find((cursor) => cursor.peek())
    const commit = stuck?.peek()
    if (!stuck || !commit) continue
    if (!fault)
      throw new InvalidCommit(
        'past',
        `${commit.stream}/${commit.seq} depends on commits that are not here`,
      )
    // What it depends on is missing: go on without, so that everything else can be compared.
    for (const id in commit.deps)
      done.set(id, Math.max(done.get(id) ?? 0, commit.deps[id]?.[0] ?? 0))
    moved = true
  }
}

function isReady(commit: Commit, done: ReadonlyMap<StreamId, number>): boolean {
  for (const id in commit.deps) if ((done.get(id) ?? 0) < (commit.deps[id]?.[0] ?? 0)) return false
  return true
}

/** One stream, read in batches; its `seen` grows with what was given out. */
class Cursor {
  readonly stream: Stream
  readonly #engine: Engine
  #batch: readonly (readonly [seq: number, body: string])[] = []
  #size = 16
  #read = 0
  #at = 0
  #next: Commit | undefined
  readonly #fault: ReplayOptions['fault']

  constructor(engine: Engine, stream: Stream, fault: ReplayOptions['fault']) {
    this.#engine = engine
    this.#fault = fault
    this.stream = { ...stream, seq: 0, hash: engine.start, hlc: 0, seen: new Map() }
  }

  peek(): Commit | undefined {
    while (!this.#next) {
      if (this.#at >= this.#batch.length) {
        this.#batch = this.#engine.store.bodies(this.stream, this.#read + 1, this.#size)
        this.#at = 0
        const letters = this.#batch.reduce((sum, [, body]) => sum + body.length, 0)
        const fitting = letters > LETTERS ? this.#size >> 1 : this.#size << 1
        this.#size = Math.max(1, Math.min(BATCH, fitting))
        if (this.#batch.length === 0) return undefined
      }
      const [seq, body] = this.#batch[this.#at] as readonly [number, string]
      this.#read = seq
      try {
        this.#next = decodeText(body)
      } catch (error) {
        if (!this.#fault)
          throw new InvalidCommit('malformed', `${this.stream.id}/${seq} cannot be read`)
        this.#fault(this.stream.id, seq, error)
        this.#at += 1
      }
    }
    return this.#next
  }

  skip(): void {
    const commit = this.#next
    if (!commit) return
    this.stream.seq = commit.seq
    for (const id in commit.deps) this.stream.seen.set(id, commit.deps[id]?.[0] ?? 0)
    this.#next = undefined
    this.#at += 1
  }
}

/** Applies all commits to the engine's empty tables, some at a time; gives the operations applied so far. */
export function* replay(engine: Engine, options: ReplayOptions = {}): Generator<number, number> {
  let operations = 0
  let told = 0
  const { fault, before } = options
  for (const { stream, commit } of inCausalOrder(engine, fault)) {
    before?.(stream, commit)
    engine.replayed(
      stream,
      commit,
      fault && ((op, error) => fault(stream.id, commit.seq, error, op)),
    )
    operations += commit.ops.length
    if (operations - told < BATCH) continue
    told = operations
    yield operations
  }
  return operations
}
