import type { Json } from '../../contract/record-type.ts'
import { canonical } from './canonical.ts'
import { placeOf } from './identity.ts'
import { fitting, type FieldShape, type KeyShape, type TypeShape } from './shape.ts'
import {
  DELETED,
  LEVEL,
  type CreateOp,
  type Hlc,
  type OpId,
  type PatchOp,
  type RecordRow,
} from './types.ts'

/** An operation with where and when it was written. */
export interface KnownOp<T = CreateOp | PatchOp> {
  readonly id: OpId
  readonly hlc: Hlc
  readonly actor: string
  readonly op: T
}

/** What the merge asks: operations that were applied before, and the causal past of the one at hand. */
export interface MergeContext {
  op(id: OpId): KnownOp
  /** Whether the author of the operation at hand had seen the one named. */
  inPast(id: OpId): boolean
}

/** Under `_heads`: the create operations, when two devices made a record of the same id. */
export const CREATES = '$create'
/** After a decided field's name: operations whose authors already knew the decision. */
export const ADDENDA = '+'
const DEFAULT_LEVEL = 1

/**
 * The state of a record while an operation is applied. The result is a function of the set of
 * operations alone: heads are what no operation names as its base, and clocks only choose which
 * head is displayed.
 */
interface Draft {
  readonly id: string
  readonly type: string
  fields: Record<string, Json>
  level: number
  created: Hlc
  createdBy: string
  createOp: OpId
  updated: Hlc
  updatedBy: string
  deleted: boolean
  heads: Record<string, readonly OpId[]>
  conflicts: readonly string[]
}

/** Clock order: stamp, then stream, number and index, so that no two operations are equal. */
export function byClock(a: KnownOp, b: KnownOp): number {
  if (a.hlc !== b.hlc) return a.hlc - b.hlc
  const [p, q] = [placeOf(a.id), placeOf(b.id)]
  if (p.stream !== q.stream) return p.stream < q.stream ? -1 : 1
  return p.seq - q.seq || p.index - q.index
}

export const headsOf = (row: RecordRow, key: string): readonly OpId[] =>
  row.heads[key] ?? [row.createOp]

const isDecided = (key: KeyShape, value: (field: FieldShape) => Json | undefined): boolean =>
  key.fields.some((field) => field.policy === 'decided' && (value(field) ?? null) !== null)

/** The state after the first operation of a record. */
export function created(shape: TypeShape, known: KnownOp<CreateOp>): RecordRow {
  const fields: Record<string, Json> = { ...shape.blank }
  for (const name in known.op.fields) {
    const field = shape.fields.get(name)
    if (field) fields[name] = fitting(field, known.op.fields[name])
  }
  return {
    id: known.op.id,
    type: known.op.type,
    fields,
    level: levelOf(known.op),
    created: known.hlc,
    createdBy: known.actor,
    createOp: known.id,
    updated: known.hlc,
    updatedBy: known.actor,
    deleted: known.op.fields[DELETED] === true,
    heads: {},
    conflicts: [],
  }
}

function levelOf(op: CreateOp | PatchOp): number {
  const level = op.fields[LEVEL]
  return level === 0 || level === 1 || level === 2 || level === 3 ? level : DEFAULT_LEVEL
}

/** The state after one more operation. Operations arrive in causal order. */
export function merged(
  shape: TypeShape,
  before: RecordRow,
  known: KnownOp,
  context: MergeContext,
): RecordRow {
  const draft: Draft = {
    id: before.id,
    type: before.type,
    fields: { ...before.fields },
    level: before.level,
    created: before.created,
    createdBy: before.createdBy,
    createOp: before.createOp,
    updated: before.updated,
    updatedBy: before.updatedBy,
    deleted: before.deleted,
    heads: { ...before.heads },
    conflicts: before.conflicts,
  }
  if (known.hlc > draft.updated || (known.hlc === draft.updated && known.actor > draft.updatedBy)) {
    draft.updated = known.hlc
    draft.updatedBy = known.actor
  }
  const merge = new Merge(shape, draft, context)
  if (known.op.kind === 'create') merge.createAgain(known as KnownOp<CreateOp>)
  else merge.patch(known as KnownOp<PatchOp>)
  return draft
}

class Merge {
  readonly shape: TypeShape
  readonly draft: Draft
  readonly context: MergeContext

  constructor(shape: TypeShape, draft: Draft, context: MergeContext) {
    this.shape = shape
    this.draft = draft
    this.context = context
  }

  patch(known: KnownOp<PatchOp>): void {
    const { fields } = known.op
    for (const name in fields) {
      const field = this.shape.fields.get(name)
      const key = field && field.policy !== 'append' ? this.shape.keys.get(field.key) : undefined
      if (!key || (key.fields.length > 1 && firstOf(key, fields) !== name)) continue
      if (key.policy === 'decided') this.decide(key, known)
      else this.supersede(key, known)
    }
    if (LEVEL in fields) this.setLevel(this.next(LEVEL, [LEVEL], known))
    const deletes = DELETED in fields && !this.shape.appendOnly
    if (deletes) this.setHeads(DELETED, this.next(DELETED, [DELETED], known))
    if (deletes || this.draft.heads[DELETED]) this.settleDeleted()
  }

  /** A second create operation of the same id: a head of every field beside the first. */
  createAgain(known: KnownOp<CreateOp>): void {
    const { draft } = this
    const before = Object.fromEntries(
      [...this.shape.keys.keys(), LEVEL, DELETED].map((key) => [key, this.heads(key)]),
    )
    const creates = [...this.creates().map((id) => this.context.op(id)), known].sort(byClock)
    const first = creates[0] as KnownOp<CreateOp>
    draft.heads[CREATES] = creates.map((create) => create.id)
    draft.createOp = first.id
    draft.created = first.hlc
    draft.createdBy = first.actor
    for (const field of this.shape.fields.values()) {
      if (field.policy === 'append')
        draft.fields[field.name] = fitting(field, first.op.fields[field.name])
    }
    for (const key of this.shape.keys.values()) {
      const heads = before[key.name] ?? []
      if (key.policy === 'decided' && this.keepsDecision(key, heads, known))
        this.setHeads(key.name, heads)
      else this.setHeads(key.name, ordered([...this.undecidedGone(key, heads, known), known.id]))
      this.settle(key)
    }
    this.setLevel(ordered([...(before[LEVEL] ?? []), known.id]))
    this.setHeads(DELETED, ordered([...(before[DELETED] ?? []), known.id]))
    this.settleDeleted()
  }

  private heads(key: string): readonly OpId[] {
    return this.draft.heads[key] ?? [this.draft.createOp]
  }

  private creates(): readonly OpId[] {
    return this.draft.heads[CREATES] ?? [this.draft.createOp]
  }

  private setHeads(key: string, heads: readonly OpId[]): void {
    if (heads.length === 1 && heads[0] === this.draft.createOp) delete this.draft.heads[key]
    else this.draft.heads[key] = heads
  }

  /** The heads that an operation at hand names for a field; without a name, the create operation that its author knew. */
  private baseNow(op: PatchOp, names: readonly string[]): readonly OpId[] {
    const named = namedBase(op, names)
    if (named.length > 0) return named
    const create = this.creates().find((id) => this.context.inPast(id))
    return create === undefined ? [] : [create]
  }

  private next(key: string, names: readonly string[], known: KnownOp<PatchOp>): readonly OpId[] {
    const base = this.baseNow(known.op, names)
    return ordered([...this.heads(key).filter((head) => !base.includes(head)), known.id])
  }

  private supersede(key: KeyShape, known: KnownOp<PatchOp>): void {
    const heads = this.heads(key.name)
    const base = this.baseNow(known.op, key.names)
    if (heads.length === 1 && base.length === 1 && heads[0] === base[0]) {
      // The usual case: what was displayed is superseded, and fields not named keep what they show.
      this.draft.heads[key.name] = [known.id]
      for (const field of key.fields) {
        if (field.name in known.op.fields)
          this.draft.fields[field.name] = fitting(field, known.op.fields[field.name])
      }
      return
    }
    this.setHeads(key.name, ordered([...heads.filter((head) => !base.includes(head)), known.id]))
    this.settle(key)
  }

  /** The first decision stands: an author who knew one only adds to it, whatever his clock says. */
  private decide(key: KeyShape, known: KnownOp<PatchOp>): void {
    const standing = isDecided(key, (field) => this.draft.fields[field.name])
    const decides = isDecided(key, (field) => fitting(field, known.op.fields[field.name]))
    if (!standing && !decides) return this.supersede(key, known)
    if (!decides) return
    const heads = this.heads(key.name)
    const addenda = this.draft.heads[key.name + ADDENDA] ?? []
    if (!standing) this.setHeads(key.name, [known.id])
    else if ([...heads, ...addenda].some((id) => this.context.inPast(id)))
      this.draft.heads[key.name + ADDENDA] = ordered([...addenda, known.id])
    else this.setHeads(key.name, ordered([...heads, known.id]))
    this.settle(key)
  }

  private keepsDecision(key: KeyShape, heads: readonly OpId[], known: KnownOp<CreateOp>): boolean {
    return (
      heads.some((id) => this.decidesIn(key, this.context.op(id))) && !this.decidesIn(key, known)
    )
  }

  private undecidedGone(
    key: KeyShape,
    heads: readonly OpId[],
    known: KnownOp<CreateOp>,
  ): readonly OpId[] {
    if (key.policy !== 'decided' || !this.decidesIn(key, known)) return heads
    return heads.filter((id) => this.decidesIn(key, this.context.op(id)))
  }

  private decidesIn(key: KeyShape, known: KnownOp): boolean {
    return isDecided(key, (field) => fitting(field, known.op.fields[field.name]))
  }

  /** Chooses what is displayed among several heads and finds what people must decide. */
  private settle(key: KeyShape): void {
    const heads = this.heads(key.name)
      .map((id) => this.context.op(id))
      .sort(byClock)
    const shown = key.policy === 'decided' ? heads[0] : heads.at(-1)
    if (!shown) throw new Error(`no head: ${key.name}`)
    const others = [
      ...heads,
      ...(this.draft.heads[key.name + ADDENDA] ?? []).map((id) => this.context.op(id)),
    ]
    for (const field of key.fields) {
      const value = valueAt(shown, key, field, this.draft.createOp, this.context)
      this.draft.fields[field.name] = value
      const text = canonical(value)
      const differs =
        field.policy !== 'free' &&
        others.some(
          (other) =>
            canonical(valueAt(other, key, field, this.draft.createOp, this.context)) !== text,
        )
      this.mark(field.name, differs)
    }
  }

  /** Of several levels the highest holds, so that a merge never opens what somebody closed. */
  private setLevel(heads: readonly OpId[]): void {
    this.setHeads(LEVEL, heads)
    const levels = heads.map((id) => levelOf(this.context.op(id).op))
    this.draft.level = Math.max(...levels)
    this.mark(LEVEL, new Set(levels).size > 1)
  }

  /** Deleted when all say so and nobody changed what a deleting person had not seen. */
  private settleDeleted(): void {
    const { draft } = this
    const heads = this.heads(DELETED).map((id) => this.context.op(id))
    const deleting = heads.filter((head) => head.op.fields[DELETED] === true)
    const unseen = deleting.length > 0 && this.hasUnseen(deleting)
    draft.deleted = deleting.length > 0 && deleting.length === heads.length && !unseen
    this.mark(DELETED, deleting.length > 0 && !draft.deleted)
  }

  private mark(name: string, conflict: boolean): void {
    const { conflicts } = this.draft
    if (conflicts.includes(name) === conflict) return
    this.draft.conflicts = conflict
      ? [...conflicts, name].sort()
      : conflicts.filter((other) => other !== name)
  }

  private hasUnseen(deleting: readonly KnownOp[]): boolean {
    for (const [key, heads] of Object.entries(this.draft.heads)) {
      if (key === DELETED || key === CREATES) continue
      const names = this.shape.keys.get(key.replace(ADDENDA, ''))?.names ?? [key]
      const covered = new Set(
        deleting.flatMap((known) => seenBy(known, names, this.draft.createOp)),
      )
      if (heads.some((head) => !covered.has(head))) return true
    }
    return false
  }
}

const NONE: readonly OpId[] = []

/** The first of a group's fields that an operation names: the group is merged once. */
const firstOf = (key: KeyShape, fields: PatchOp['fields']): string | undefined =>
  key.fields.find((field) => field.name in fields)?.name

const ordered = (ids: readonly OpId[]): readonly OpId[] => [...new Set(ids)].sort()

function namedBase(op: PatchOp, names: readonly string[]): readonly OpId[] {
  if (names.length === 1) return op.base[names[0] as string] ?? NONE
  return [...new Set(names.flatMap((name) => op.base[name] ?? []))]
}

function seenBy(known: KnownOp, names: readonly string[], createOp: OpId): readonly OpId[] {
  if (known.op.kind === 'create') return [known.id]
  const named = namedBase(known.op, names)
  return named.length > 0 ? named : [createOp]
}

/** What a field showed to everybody who knew this operation: its own value, or that of its base. */
export function valueAt(
  known: KnownOp,
  key: KeyShape,
  field: FieldShape,
  createOp: OpId,
  context: Pick<MergeContext, 'op'>,
): Json {
  let at = known
  for (;;) {
    if (at.op.kind === 'create' || field.name in at.op.fields)
      return fitting(field, at.op.fields[field.name])
    const named = namedBase(at.op, key.names)
    const base = (named.length > 0 ? named : [createOp]).map((id) => context.op(id)).sort(byClock)
    const next = key.policy === 'decided' ? base[0] : base.at(-1)
    if (!next) throw new Error(`no base: ${at.id}`)
    at = next
  }
}
