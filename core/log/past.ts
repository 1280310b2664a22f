import type { Json } from '../../contract/record-type.ts'
import { RECOVERED, UNSIGNED } from './adopt.ts'
import { isBefore } from './causal.ts'
import { InvalidCommit, type Engine, type Stream } from './engine.ts'
import { opId, placeOf } from './identity.ts'
import { byClock, CREATES, valueAt, type KnownOp } from './merge.ts'
import type { TypeShape } from './shape.ts'
import type { Commit, OpId, PatchOp } from './types.ts'

/** What a commit that is not applied yet builds on: its operations' bases, as far as its author had seen them. */
export class Past {
  readonly commit: Commit
  /** The operation at hand. */
  index = 0
  readonly #engine: Engine
  readonly #stream: Stream

  constructor(engine: Engine, stream: Stream, commit: Commit) {
    this.#engine = engine
    this.#stream = stream
    this.commit = commit
  }

  /** An operation of the past, or an earlier one of the commit itself. Throws InvalidCommit. */
  op(id: OpId): KnownOp {
    const { stream, seq, index } = placeOf(id)
    const { commit } = this
    if (stream !== commit.stream || seq !== commit.seq) return this.#engine.op(id)
    const op = index < this.index ? commit.ops[index] : undefined
    if (!op) throw new InvalidCommit('past', `no operation ${id}`)
    return { id, hlc: commit.hlc, actor: commit.actor, op }
  }

  /** How the operation's record began, to whoever wrote the commit. */
  create({ type, id }: PatchOp): KnownOp | undefined {
    const { commit } = this
    const own = commit.ops.findIndex(
      (op, index) => index < this.index && op.kind === 'create' && op.type === type && op.id === id,
    )
    if (own >= 0) return this.op(opId(commit.stream, commit.seq, own))
    const shape = this.#engine.shapes.get(type)
    const row = shape && this.#engine.store.row(shape, id)
    return (row?.heads[CREATES] ?? (row ? [row.createOp] : []))
      .filter((one) => isBefore(this.#stream, commit, placeOf(one)))
      .map((one) => this.#engine.op(one))
      .sort(byClock)[0]
  }

  /** The operations that a change of a field replaces; the one that made the record where it names none. */
  replaced(shape: TypeShape, op: PatchOp, field: string): readonly KnownOp[] {
    const names = this.#key(shape, field)?.names ?? [field]
    const named = [...new Set(names.flatMap((name) => op.base[name] ?? []))]
    if (named.length > 0) return named.map((id) => this.op(id))
    const create = this.create(op)
    return create ? [create] : []
  }

  /** What the operations show in a field: several values where it was changed apart. */
  values(shape: TypeShape, op: PatchOp, field: string, shown: readonly KnownOp[]): readonly Json[] {
    const key = this.#key(shape, field)
    const declared = shape.fields.get(field)
    const create = this.create(op)
    if (!key || !declared || !create) return []
    return shown.map((one) => valueAt(one, key, declared, create.id, this))
  }

  #key(shape: TypeShape, field: string) {
    return shape.keys.get(shape.fields.get(field)?.key ?? '')
  }
}

/** What the person did, also where it was written again after the disk went back. */
export function actOf({ act }: Commit): string {
  const rest = act.startsWith(RECOVERED) ? act.slice(RECOVERED.length) : act
  return rest.startsWith(UNSIGNED) ? rest.slice(UNSIGNED.length) : rest
}
