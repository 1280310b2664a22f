import type { Json } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import { decodeCommit } from './codec.ts'
import type { Engine, Stream } from './engine.ts'
import { opId } from './identity.ts'
import type {
  Commit,
  NewCommit,
  NewOperation,
  OpId,
  Operation,
  StoredCommit,
  StreamId,
} from './types.ts'

/** Begins the act of a commit that was written again since its place in the chain was taken. */
export const RECOVERED = 'recovered:'
/** Follows it where a person had signed: his signature was for the old place. */
export const UNSIGNED = 'unsigned:'

const PAGE = 512

/** What became of a history that nobody else took. */
export interface Adopted {
  /** Commits that were written again, and how many of them had a person's signature that has to be given again. */
  readonly written: number
  readonly unsigned: number
  /** Commits that say now what may not be said: they stay as evidence. */
  readonly kept: number
}

/** Gives a record that is written again another value where the old one was taken meanwhile. */
export type Renamed = (
  type: string,
  id: string,
  fields: Readonly<Record<string, Json>>,
) => Readonly<Record<string, Json>>

/** From which number on streams have other commits here than `theirs`. */
export function partedFrom(
  engine: Engine,
  theirs: readonly StoredCommit[],
): ReadonlyMap<StreamId, number> {
  const parted = new Map<StreamId, number>()
  for (const { stream, seq, hash } of theirs) {
    const at = engine.stream(stream)
    const ours = at && engine.store.commit(at, seq)
    if (ours && !Buffer.from(ours.hash).equals(hash) && seq < (parted.get(stream) ?? Infinity))
      parted.set(stream, seq)
  }
  return parted
}

/** The same with all that was written after it. */
export function cutsFor(
  engine: Engine,
  parted: ReadonlyMap<StreamId, number>,
): ReadonlyMap<StreamId, number> {
  const cuts = new Map(parted)
  for (let grew = cuts.size > 0; grew;) {
    grew = false
    for (const stream of engine.streams()) {
      const first = firstAfter(engine, stream, cuts)
      if (first >= (cuts.get(stream.id) ?? Infinity)) continue
      cuts.set(stream.id, first)
      grew = true
    }
  }
  return cuts
}

/** The first commit of a stream whose author had seen something that goes. */
function firstAfter(engine: Engine, stream: Stream, cuts: ReadonlyMap<StreamId, number>): number {
  const has = (seen: (id: StreamId) => number): boolean =>
    [...cuts].some(([id, seq]) => id !== stream.id && seen(id) >= seq)
  if (!has((id) => stream.seen.get(id) ?? 0)) return Infinity
  for (const { seq, body } of commitsFrom(engine, stream, 1)) {
    const { deps } = decodeCommit(body)
    if (has((id) => deps[id]?.[0] ?? 0)) return seq
  }
  return Infinity
}

/** A stream's commits from a number on. */
export function* commitsFrom(
  engine: Engine,
  stream: Stream,
  from: number,
): Generator<StoredCommit> {
  for (let next = from; next <= stream.seq; next += PAGE)
    yield* engine.store.range(stream, next, PAGE)
}

/** Writes commits that lost their place again, in their order, at the end of the stream at hand. */
export function writtenAgain(
  engine: Engine,
  lost: readonly StoredCommit[],
  tools: {
    readonly append: (commit: NewCommit) => { readonly commit: string }
    readonly refused: (commit: StoredCommit, reason: string) => void
    readonly renamed: Renamed
  },
): Adopted {
  const sum = { written: 0, unsigned: 0, kept: 0 }
  /** Where the operations stand now. */
  const places = new Map<OpId, OpId>()
  const inOrder = lost
    .map((stored) => ({ stored, commit: decodeCommit(stored.body) }))
    .sort((a, b) => a.commit.hlc - b.commit.hlc || a.commit.seq - b.commit.seq)
  for (const { stored, commit } of inOrder) {
    const asked = commit.ops.map((op) => askedAgain(engine, op, places, tools.renamed))
    const ops = asked.filter((op) => op !== undefined)
    if (ops.length === 0) continue
    try {
      const made = tools.append({ actor: commit.actor, act: actOf(commit), ops })
      note(places, commit, asked, made.commit)
      sum.written += 1
      if (commit.signed) sum.unsigned += 1
    } catch (error) {
      if (!(error instanceof CoreError)) throw error
      tools.refused(stored, `recovered: ${error.code}`)
      sum.kept += 1
    }
  }
  return sum
}

function actOf({ act, signed }: Commit): string {
  if (act.startsWith(RECOVERED)) return act
  return `${RECOVERED}${signed ? UNSIGNED : ''}${act}`
}

/** The operation as its author meant it: over what he had seen then. */
function askedAgain(
  engine: Engine,
  op: Operation,
  places: ReadonlyMap<OpId, OpId>,
  renamed: Renamed,
): NewOperation | undefined {
  const { type, id } = op
  if (op.kind === 'patch') {
    const seen = Object.entries(op.base).map(([field, ids]) => [
      field,
      ids.map((one) => places.get(one) ?? one),
    ])
    return { patch: type, id, fields: op.fields, seen: Object.fromEntries(seen) }
  }
  const shape = engine.shapes.get(type)
  const there = shape && engine.store.row(shape, id)
  if (!there) return { create: type, id, fields: renamed(type, id, op.fields) }
  // Made in both histories: what differs stands beside what is there.
  const fields = Object.fromEntries(
    Object.entries(op.fields).filter(
      ([name, value]) => JSON.stringify(there.fields[name]) !== JSON.stringify(value),
    ),
  )
  return Object.keys(fields).length === 0 ? undefined : { patch: type, id, fields, seen: {} }
}

function note(
  places: Map<OpId, OpId>,
  commit: Commit,
  asked: readonly (NewOperation | undefined)[],
  made: string,
): void {
  const slash = made.indexOf('/')
  const [stream, seq] = [made.slice(0, slash), Number(made.slice(slash + 1))]
  let index = 0
  for (const [old, op] of asked.entries())
    if (op !== undefined)
      places.set(opId(commit.stream, commit.seq, old), opId(stream, seq, index++))
}
