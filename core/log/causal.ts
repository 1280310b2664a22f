import type { Stream } from './engine.ts'
import type { Commit } from './types.ts'

/** Whether a commit's author had seen another. `stream` is as it was before the commit. */
export function isBefore(
  stream: Stream,
  commit: Commit,
  other: Pick<Commit, 'stream' | 'seq'>,
): boolean {
  if (other.stream === stream.id) return other.seq < commit.seq
  return (
    other.seq <= Math.max(stream.seen.get(other.stream) ?? 0, commit.deps[other.stream]?.[0] ?? 0)
  )
}
