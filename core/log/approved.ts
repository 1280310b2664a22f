import type { Json } from '../../contract/record-type.ts'
import { canonical } from './canonical.ts'
import type { Engine } from './engine.ts'
import { placeOf } from './identity.ts'
import { byClock, CREATES, headsOf, type KnownOp } from './merge.ts'
import {
  fitting,
  type ApprovalShape,
  type FieldShape,
  type KeyShape,
  type TypeShape,
} from './shape.ts'
import { LEVEL, type OpId, type RecordRow } from './types.ts'

/*
 * What was approved. An approval is signed over the heads of all chains, so the log itself tells what its approver had
 * before him: the operations in its past. What others wrote without knowing of it is kept, but does not come under it.
 * All of it is a function of the operations alone, in whatever order they came.
 */

type State = NonNullable<ApprovalShape['state']>

/** Rows never change: what follows from one is found once. */
const found = new WeakMap<RecordRow, RecordRow>()

/** The record with everything that its approval covers as it was approved; the same row where that changes nothing. */
export function asApproved(engine: Engine, shape: TypeShape, row: RecordRow): RecordRow {
  const { approval } = shape
  if (!approval || (row.fields[approval.by] ?? null) === null) return row
  if (shape.mayDisagree && coveredIn(shape, row).length === 0) return row
  const before = found.get(row)
  if (before) return before
  const after = new Approved(engine, shape, row, approval).row()
  found.set(row, after)
  return after
}

/** Values of covered fields that would show without the approval, where they are others. */
export function besideApproved(
  engine: Engine,
  shape: TypeShape,
  row: RecordRow,
): Record<string, Json> {
  const { fields } = asApproved(engine, shape, row)
  const differs = (name: string) =>
    canonical(fields[name] ?? null) !== canonical(row.fields[name] ?? null)
  const names = coveredIn(shape, asApproved(engine, shape, row)).filter(differs)
  return Object.fromEntries(names.map((name) => [name, row.fields[name] ?? null]))
}

const coveredIn = ({ approval }: TypeShape, { fields }: RecordRow): readonly string[] =>
  approval?.covers(approval.state && fields[approval.state.field]) ?? []

class Approved {
  readonly #engine: Engine
  readonly #shape: TypeShape
  readonly #row: RecordRow
  readonly #approval: ApprovalShape
  /** The operation that approved it. */
  readonly #at: OpId

  constructor(engine: Engine, shape: TypeShape, row: RecordRow, approval: ApprovalShape) {
    this.#engine = engine
    this.#shape = shape
    this.#row = row
    this.#approval = approval
    const key = this.#keyOf(approval.by)
    const heads = this.#sorted(headsOf(row, key.name))
    this.#at = this.#approving(key, key.policy === 'decided' ? heads[0] : heads.at(-1))
  }

  row(): RecordRow {
    const { state } = this.#approval
    const fields = { ...this.#row.fields }
    const settled = new Set<string>()
    if (state) {
      const key = this.#keyOf(state.field)
      // Between states of an open register people decide.
      if (!this.#shape.mayDisagree && headsOf(this.#row, key.name).length > 1)
        this.#take(fields, key, this.#furthest(key, state))
    }
    const covered = coveredIn(this.#shape, { ...this.#row, fields })
    for (const key of new Set(covered.map((name) => this.#keyOf(name)))) {
      this.#take(fields, key, this.#heads(key, (id) => this.#isSame(key, id)).at(-1))
      for (const name of key.names) settled.add(name)
    }
    const conflicts = this.#row.conflicts.filter((name) => !settled.has(name))
    return { ...this.#row, fields, conflicts }
  }

  /** The signed operation that brought the value: who chose it again or took back that it was left did not approve it anew. */
  #approving(key: KeyShape, shown: KnownOp | undefined): OpId {
    if (!shown || this.#isSigned(shown.id)) return shown?.id ?? this.#row.createOp
    const field = this.#shape.fields.get(this.#approval.by)
    const valueOf = (known: KnownOp) => field && canonical(this.#valueAt(key, field, known))
    const brought = this.#sorted(this.#withPast(key, [shown.id])).filter(
      (known) => this.#isSigned(known.id) && valueOf(known) === valueOf(shown),
    )
    return (brought.at(-1) ?? shown).id
  }

  #isSigned(id: OpId): boolean {
    const { stream, seq } = placeOf(id)
    return this.#engine.commit(stream, seq)?.signed !== undefined
  }

  #isPast = (id: OpId): boolean => id === this.#at || this.#knew(this.#at, id)
  #isAware = (id: OpId): boolean => id === this.#at || this.#knew(id, this.#at)

  /** What the approver had, or the same under the key of another level, written by somebody who had not changed it. */
  #isSame(key: KeyShape, id: OpId): boolean {
    if (this.#isPast(id)) return true
    const { op } = this.#engine.op(id)
    return (
      LEVEL in op.fields &&
      this.#isAware(id) &&
      this.#bases(key, id).every((base) => !this.#isAware(base) || this.#isSame(key, base))
    )
  }

  #keyOf(name: string): KeyShape {
    const key = this.#shape.keys.get(this.#shape.fields.get(name)?.key ?? '')
    if (!key) throw new Error(`${this.#shape.name}: no field ${name}`)
    return key
  }

  #sorted(ids: Iterable<OpId>): KnownOp[] {
    return [...ids].map((id) => this.#engine.op(id)).sort(byClock)
  }

  /** Of the operations that count those that no other one supersedes, in order of the clock. */
  #heads(key: KeyShape, counts: (id: OpId) => boolean): KnownOp[] {
    const heads = headsOf(this.#row, key.name)
    if (heads.every(counts)) return this.#sorted(heads)
    const all = this.#withPast(key, heads)
    const counted = [...all].filter(counts)
    const superseded = this.#withPast(
      key,
      counted.flatMap((id) => this.#bases(key, id)),
    )
    return this.#sorted(counted.filter((id) => !superseded.has(id)))
  }

  /** Operations of a key and all that they came after. */
  #withPast(key: KeyShape, ids: Iterable<OpId>): ReadonlySet<OpId> {
    const all = new Set(ids)
    for (const id of all) for (const base of this.#bases(key, id)) all.add(base)
    return all
  }

  /** Operations that one superseded; without a name the record's beginning that its author knew. */
  #bases(key: KeyShape, id: OpId): readonly OpId[] {
    const { op } = this.#engine.op(id)
    if (op.kind === 'create') return []
    const named = key.names.flatMap((name) => op.base[name] ?? [])
    if (named.length > 0) return [...new Set(named)]
    const creates = this.#row.heads[CREATES] ?? [this.#row.createOp]
    const first = creates.length > 1 ? creates.find((create) => this.#knew(id, create)) : undefined
    return [first ?? this.#row.createOp]
  }

  /** Of several states the one that a record reaches last. */
  #furthest(key: KeyShape, { field: name, holds }: State): KnownOp | undefined {
    const field = this.#shape.fields.get(name)
    const place = (head: KnownOp) =>
      field ? holds.indexOf(String(this.#valueAt(key, field, head))) : -1
    return this.#heads(key, this.#isAware)
      .toSorted((a, b) => place(a) - place(b))
      .at(-1)
  }

  #take(fields: Record<string, Json>, key: KeyShape, shown: KnownOp | undefined): void {
    if (!shown) return
    for (const field of key.fields) fields[field.name] = this.#valueAt(key, field, shown)
  }

  /** The value that a field had with an operation: its own, or that of what it superseded. */
  #valueAt(key: KeyShape, field: FieldShape, shown: KnownOp): Json {
    let at: KnownOp | undefined = shown
    while (at && at.op.kind === 'patch' && !(field.name in at.op.fields))
      at = this.#sorted(this.#bases(key, at.id)).at(-1)
    return at ? fitting(field, at.op.fields[field.name]) : null
  }

  /** Whether the author of one operation had seen another. */
  #knew(id: OpId, other: OpId): boolean {
    const [at, of] = [placeOf(id), placeOf(other)]
    if (at.stream === of.stream)
      return of.seq < at.seq || (of.seq === at.seq && of.index < at.index)
    const signed = this.#engine.commit(at.stream, at.seq)?.signed
    if (signed) return of.seq <= (signed.heads[of.stream]?.[0] ?? 0)
    // Each commit names what is new to it: what was seen last of the other chain stands in the nearest that names it.
    for (let { seq } = at; seq > 0; seq -= 1) {
      const seen = this.#engine.commit(at.stream, seq)?.deps[of.stream]
      if (seen) return of.seq <= seen[0]
    }
    return false
  }
}
