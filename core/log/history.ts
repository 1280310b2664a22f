import type { Engine } from './engine.ts'
import { placeOf } from './identity.ts'
import { CREATES } from './merge.ts'
import type { Commit, OpId } from './types.ts'

const nameOf = (commit: Commit): string => `${commit.stream}/${commit.seq}`

/**
 * Commits that touched a record: no commit before one that it builds on, otherwise in clock order.
 * Where its type is known no other table is asked for its beginning.
 */
export function commitsOf(engine: Engine, record: string, type?: string): readonly Commit[] {
  const found = new Map<string, Commit>()
  for (const id of createsOf(engine, record, type)) {
    const place = placeOf(id)
    const commit = engine.commit(place.stream, place.seq)
    if (commit) found.set(nameOf(commit), commit)
  }
  const names = new Map([...engine.streams()].map((stream) => [stream.no, stream.id]))
  for (const [no, seq] of engine.store.touched(record)) {
    const commit = engine.commit(names.get(no) ?? '', seq)
    if (commit) found.set(nameOf(commit), commit)
  }
  return inCausalOrder(found, record)
}

function createsOf(engine: Engine, record: string, type: string | undefined): readonly OpId[] {
  const known = type === undefined ? undefined : engine.shapes.get(type)
  return (known ? [known] : [...engine.shapes.values()]).flatMap((shape) => {
    const row = engine.store.row(shape, record)
    return row ? (row.heads[CREATES] ?? [row.createOp]) : []
  })
}

function inCausalOrder(commits: ReadonlyMap<string, Commit>, record: string): readonly Commit[] {
  const waiting = new Map(
    [...commits].map(([name, commit]) => [name, before(commits, commit, record)]),
  )
  const order: Commit[] = []
  const earliest = (a: Commit, b: Commit) => a.hlc - b.hlc || (a.stream < b.stream ? -1 : 1)
  while (waiting.size > 0) {
    const ready = [...waiting]
      .filter(([, names]) => [...names].every((name) => !waiting.has(name)))
      .map(([name]) => commits.get(name) as Commit)
    const next = ready.sort(earliest)[0]
    if (!next) throw new Error(`commits of ${record} wait for each other`)
    waiting.delete(nameOf(next))
    order.push(next)
  }
  return order
}

/** Commits among these that this one builds on: earlier ones of its stream, and those its bases name. */
function before(
  commits: ReadonlyMap<string, Commit>,
  commit: Commit,
  record: string,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const other of commits.values())
    if (other.stream === commit.stream && other.seq < commit.seq) names.add(nameOf(other))
  for (const op of commit.ops) {
    if (op.id !== record || op.kind !== 'patch') continue
    for (const id of Object.values(op.base).flat()) {
      const place = placeOf(id)
      const name = `${place.stream}/${place.seq}`
      if (name !== nameOf(commit) && commits.has(name)) names.add(name)
    }
  }
  return names
}
