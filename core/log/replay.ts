import { decodeText } from './codec.ts'
import type { Engine, Stream } from './engine.ts'
import type { Commit, StreamId } from './types.ts'

const BATCH = 2000

/** Every commit of the log once, none before those it depends on. */
export function* inCausalOrder(
  engine: Engine,
): Iterable<{ readonly stream: Stream; readonly commit: Commit }> {
  const cursors = [...engine.streams()].map((stream) => new Cursor(engine, stream))
  const done = new Map<StreamId, number>()
  for (let moved = true; moved;) {
    moved = false
    for (const cursor of cursors) {
      for (let commit = cursor.peek(); commit && isReady(commit, done); commit = cursor.peek()) {
        cursor.skip()
        done.set(commit.stream, commit.seq)
        moved = true
        yield { stream: cursor.stream, commit }
      }
    }
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
  #batch: readonly string[] = []
  #at = 0
  #next: Commit | undefined

  constructor(engine: Engine, stream: Stream) {
    this.#engine = engine
    this.stream = { ...stream, seq: 0, hash: engine.start, hlc: 0, seen: new Map() }
  }

  peek(): Commit | undefined {
    if (this.#next) return this.#next
    if (this.#at >= this.#batch.length) {
      this.#batch = this.#engine.store.bodies(this.stream, this.stream.seq + 1, BATCH)
      this.#at = 0
    }
    const body = this.#batch[this.#at]
    this.#next = body === undefined ? undefined : decodeText(body)
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

/** Applies all commits to the engine's empty tables. Answers operations; stops when `progress` says false. */
export function replay(engine: Engine, progress: (operations: number) => boolean): number {
  let operations = 0
  let told = 0
  for (const { stream, commit } of inCausalOrder(engine)) {
    engine.replayed(stream, commit)
    operations += commit.ops.length
    if (operations - told < BATCH) continue
    told = operations
    if (!progress(operations)) break
  }
  return operations
}
