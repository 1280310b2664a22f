import type { Engine } from './engine.ts'
import type { TypeShape } from './shape.ts'
import type { LogStore } from './store.ts'
import type { Projection, StreamId } from './types.ts'

/** The device that writes: its chain and its key. */
export interface Author {
  readonly id: StreamId
  readonly publicKey: Uint8Array
  sign(hash: Uint8Array): Uint8Array
}

/** What a log is put together from. */
export interface LogParts {
  readonly store: LogStore
  readonly shapes: ReadonlyMap<string, TypeShape>
  readonly workspace: string
  readonly start: Uint8Array
  readonly author: Author
  readonly verify: (publicKey: Uint8Array, hash: Uint8Array, signature: Uint8Array) => boolean
  /** The same in another thread; false also where it could not be checked. */
  readonly verifyAhead?: (
    publicKey: Uint8Array,
    hash: Uint8Array,
    signature: Uint8Array,
  ) => Promise<boolean>
  readonly now: () => number
  /** The tables have to be made anew before they are used. */
  readonly stale?: boolean
  /** Tables made anew and their digest; absent where the store has none. */
  readonly tables?: {
    project(projections: readonly Projection[]): void
    rebuild(
      engine: Engine,
      progress?: (done: number, total: number) => boolean,
    ): { readonly operations: number; readonly digest: string }
    digest(): string
    /** Takes the end of streams away, by their numbers from a number on; the tables have to be made anew. */
    cut(from: ReadonlyMap<number, number>): void
    /** All of the work is kept, or nothing. */
    atOnce<T>(work: () => T): T
  }
}
