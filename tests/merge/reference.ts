import type { Json } from '../../contract/record-type.ts'
import { fitting, type FieldShape, type TypeShape } from '../../core/log/shape.ts'
import type { Commit, Operation } from '../../core/log/types.ts'

/**
 * What a record must look like, said once more in the plainest way: as a function of the whole set of
 * operations, without order, increments or stored heads. Written apart from the merge on purpose.
 */
interface Op {
  readonly id: string
  readonly stream: string
  readonly seq: number
  readonly index: number
  readonly hlc: number
  readonly actor: string
  readonly op: Operation
  readonly past: ReadonlyMap<string, number>
}

export interface Expected {
  readonly fields: Record<string, Json>
  readonly conflicts: readonly string[]
  readonly level: number
  readonly deleted: boolean
  readonly updated: number
  readonly created: number
  /** All values that stand for a field beside each other. */
  readonly standing: Record<string, readonly Json[]>
}

const before = (a: Op, b: Op): number =>
  a.hlc - b.hlc ||
  (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0) ||
  a.seq - b.seq ||
  a.index - b.index
const sees = (later: Op, earlier: Op): boolean =>
  earlier.stream === later.stream
    ? earlier.seq < later.seq || (earlier.seq === later.seq && earlier.index < later.index)
    : earlier.seq <= (later.past.get(earlier.stream) ?? 0)
const text = (value: unknown): string => JSON.stringify(value)

/** All operations of a set of commits, each with what its author had seen. */
export function operations(commits: readonly Commit[]): readonly Op[] {
  const sorted = [...commits].sort((a, b) => a.seq - b.seq)
  const pasts = new Map<string, Map<string, number>>()
  return sorted.flatMap((commit) => {
    const past = new Map(pasts.get(commit.stream) ?? [])
    for (const [stream, [seq]] of Object.entries(commit.deps)) past.set(stream, seq)
    pasts.set(commit.stream, past)
    return commit.ops.map((op, index) => ({
      id: `${commit.stream}/${commit.seq}.${index}`,
      stream: commit.stream,
      seq: commit.seq,
      index,
      hlc: commit.hlc,
      actor: commit.actor,
      op,
      past,
    }))
  })
}

export function expected(shape: TypeShape, all: readonly Op[], id: string): Expected {
  const ops = all.filter(({ op }) => op.type === shape.name && op.id === id)
  const byId = new Map(ops.map((op) => [op.id, op]))
  const creates = ops.filter(({ op }) => op.kind === 'create').sort(before)
  const first = creates[0]
  if (!first) throw new Error(`never created: ${id}`)

  const named = ({ op }: Op, names: readonly string[]) =>
    op.kind === 'patch' ? names.flatMap((name) => op.base[name] ?? []) : []
  const basesOf = (op: Op, names: readonly string[]) => {
    const ids = named(op, names)
    return ids.length > 0 ? ids : [creates.find((create) => sees(op, create))?.id ?? '']
  }
  const touching = (names: readonly string[]) =>
    ops.filter(({ op }) => op.kind === 'create' || names.some((name) => name in op.fields))
  const headsOf = (names: readonly string[]) => {
    const patches = touching(names).filter(({ op }) => op.kind === 'patch')
    const gone = new Set(patches.flatMap((op) => basesOf(op, names)))
    return touching(names)
      .filter((op) => !gone.has(op.id))
      .sort(before)
  }
  const valueIn = (op: Op, names: readonly string[], field: FieldShape): Json => {
    if (op.op.kind === 'create' || field.name in op.op.fields)
      return fitting(field, op.op.fields[field.name])
    const ids = named(op, names)
    const bases = (ids.length > 0 ? ids.map((one) => byId.get(one)) : [first])
      .filter((one) => one !== undefined)
      .sort(before)
    return valueIn((field.policy === 'decided' ? bases[0] : bases.at(-1)) ?? first, names, field)
  }

  const fields: Record<string, Json> = {}
  const standing: Record<string, readonly Json[]> = {}
  const conflicts = new Set<string>()
  const heads = new Map<string, readonly Op[]>()
  for (const field of shape.fields.values()) {
    const names = [...shape.fields.values()]
      .filter((other) => other.key === field.key)
      .map((other) => other.name)
    if (field.policy === 'append') {
      fields[field.name] = fitting(field, first.op.fields[field.name])
      continue
    }
    const decisions = touching(names)
      .filter(
        ({ op }) => field.policy === 'decided' && fitting(field, op.fields[field.name]) !== null,
      )
      .sort(before)
    const decided = decisions.length > 0
    const candidates = decided
      ? decisions.filter((op) => !decisions.some((other) => sees(op, other)))
      : headsOf(names)
    const others = decided ? decisions : candidates
    const shown = field.policy === 'decided' ? candidates[0] : candidates.at(-1)
    if (!shown) throw new Error(`no head of ${field.name}`)
    fields[field.name] = valueIn(shown, names, field)
    standing[field.name] = others.map((op) => valueIn(op, names, field))
    heads.set(field.key, others)
    if (field.policy !== 'free' && new Set(standing[field.name]?.map(text)).size > 1)
      conflicts.add(field.name)
  }

  const levels = headsOf(['$level']).map(
    ({ op }) => (op.fields['$level'] as number | undefined) ?? 1,
  )
  if (new Set(levels).size > 1) conflicts.add('$level')
  heads.set('$level', headsOf(['$level']))
  const deletions = headsOf(['$deleted'])
  const deleting = deletions.filter(({ op }) => op.fields['$deleted'] === true)
  const covers = (key: string) => {
    const names = shape.fields.has(key)
      ? [...shape.fields.values()].filter((other) => other.key === key).map((other) => other.name)
      : [key]
    return new Set(
      deleting.flatMap((op) => (named(op, names).length > 0 ? named(op, names) : [first.id])),
    )
  }
  const unseen = [...heads].some(([key, ids]) => ids.some((op) => !covers(key).has(op.id)))
  const deleted =
    deleting.length > 0 && deleting.length === deletions.length && !unseen && !shape.appendOnly
  if (deleting.length > 0 && !deleted && !shape.appendOnly) conflicts.add('$deleted')
  return {
    fields,
    standing,
    conflicts: [...conflicts].sort(),
    level: Math.max(...levels),
    deleted,
    updated: Math.max(...ops.map((op) => op.hlc)),
    created: first.hlc,
  }
}
