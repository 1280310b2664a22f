import { setImmediate } from 'node:timers/promises'
import { chainStart } from '../log/codec.ts'
import type { Log, ReceiveReport } from '../log/log.ts'
import type { StoredCommit, StreamId } from '../log/types.ts'
import { packBatch, type Run } from './batch.ts'

/** Highest contiguous number of every stream that a replica holds. */
export type VersionVector = Readonly<Record<StreamId, number>>

/** What sync needs of a workspace. */
export interface Replica {
  readonly id: string
  readonly log: Log
}

const PAGE = 512
/** Bytes of bodies after which a batch is closed. */
const BATCH_BYTES = 1 << 20

interface Cursor {
  readonly stream: StreamId
  page: readonly StoredCommit[]
  at: number
  /** Hash before the commit at hand. */
  previous: Uint8Array
}

/**
 * The commits that a replica with `theirs` lacks, in batches of about a mebibyte. Streams take turns by the clock of
 * their commits, so that hardly anything has to wait for its past at the other end. Bodies are sent as they were
 * signed, also those that this program does not understand; `seen` is shown each of them.
 */
export function* lacking(
  { id, log }: Replica,
  theirs: VersionVector,
  seen: (commit: StoredCommit) => void = () => undefined,
): Generator<Uint8Array> {
  const cursors: Cursor[] = []
  for (const [stream, mine] of Object.entries(log.versionVector())) {
    const known = theirs[stream] ?? 0
    if (known >= mine) continue
    const [before] = known === 0 ? [] : log.read(stream, known, 1)
    const page = log.read(stream, known + 1, PAGE)
    cursors.push({ stream, page, at: 0, previous: before?.hash ?? chainStart(id) })
  }
  let runs: { previous: Uint8Array; commits: StoredCommit[] }[] = []
  let bytes = 0
  let last: Cursor | undefined
  for (let next = earliest(cursors); next; next = earliest(cursors)) {
    const commit = next.page[next.at]
    if (commit === undefined) throw new Error('a cursor at its end')
    if (next !== last || runs.length === 0) runs.push({ previous: next.previous, commits: [] })
    last = next
    seen(commit)
    runs.at(-1)?.commits.push(commit)
    bytes += commit.body.length
    next.previous = commit.hash
    next.at += 1
    if (next.at === next.page.length) {
      next.page = log.read(next.stream, commit.seq + 1, PAGE)
      next.at = 0
    }
    if (bytes >= BATCH_BYTES) {
      yield packBatch(runs)
      runs = []
      bytes = 0
    }
  }
  if (runs.length > 0) yield packBatch(runs satisfies readonly Run[])
}

/** How many commits `theirs` lacks. */
export const countLacking = (mine: VersionVector, theirs: VersionVector): number =>
  Object.entries(mine).reduce(
    (sum, [stream, seq]) => sum + Math.max(0, seq - (theirs[stream] ?? 0)),
    0,
  )

/** Commits that are stored in one transaction: as many as hold others up for no longer than this, within these bounds. */
const HOLDS_UP_MS = 30
const FEWEST = 50
const MOST = 500

/**
 * Takes commits in parts, each durable by itself; others get their turn in between. The signatures of the next part are
 * checked in other threads while one is stored.
 */
export async function takeInParts(
  { log }: Pick<Replica, 'log'>,
  commits: readonly StoredCommit[],
): Promise<ReceiveReport> {
  const sum = { applied: 0, known: 0, held: 0, refused: [] as ReceiveReport['refused'][number][] }
  let size = FEWEST
  let part = commits.slice(0, size)
  let checked = log.checkAhead(part)
  for (let at = part.length; ; at += part.length) {
    await checked
    const next = commits.slice(at, at + size)
    checked = log.checkAhead(next)
    const began = performance.now()
    const report = log.receive(part)
    const took = performance.now() - began
    if (took < HOLDS_UP_MS / 2) size = Math.min(2 * size, MOST)
    else if (took > HOLDS_UP_MS) size = Math.max(size >> 1, FEWEST)
    sum.applied += report.applied
    sum.known += report.known
    sum.held = report.held
    sum.refused.push(...report.refused)
    if (next.length === 0) return sum
    part = next
    await setImmediate()
  }
}

/** The stream whose next commit has the earliest clock. */
function earliest(cursors: readonly Cursor[]): Cursor | undefined {
  let found: Cursor | undefined
  let clock = Infinity
  for (const cursor of cursors) {
    const commit = cursor.page[cursor.at]
    if (commit === undefined) continue
    const own = clockOf(commit)
    if (own >= clock) continue
    found = cursor
    clock = own
  }
  return found
}

const BEGINNING = /^\["wk1","[^"]*",\d+,(\d+)/u

/** The hybrid clock in a stored body, without reading the rest of it. */
export function clockOf({ body }: StoredCommit): number {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 100))
  return Number(BEGINNING.exec(start.toString('latin1'))?.[1] ?? 0)
}
