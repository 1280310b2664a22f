import type { Json } from '../../contract/record-type.ts'
import type { Engine } from './engine.ts'
import { ADDENDA, byClock, headsOf, valueAt, type KnownOp } from './merge.ts'
import type { Hlc, OpId, StreamId } from './types.ts'
import { placeOf } from './identity.ts'

/** One of the values that stand for a field beside each other. */
export interface HeadValue {
  readonly op: OpId
  readonly value: Json
  readonly hlc: Hlc
  readonly actor: string
  /** Device in the epoch in which it was written. */
  readonly stream: StreamId
  /** Written by somebody who already knew the decision that stands. */
  readonly addendum: boolean
}

/** The values of all heads of a field, the displayed one first; empty when the record or field is unknown. */
export function headValues(
  engine: Engine,
  type: string,
  id: string,
  name: string,
): readonly HeadValue[] {
  const shape = engine.shapes.get(type)
  const row = shape && engine.store.row(shape, id)
  const field = shape?.fields.get(name)
  const key = field && shape?.keys.get(field.key)
  if (!shape || !row || !field || !key) return []
  const values = (ids: readonly OpId[], addendum: boolean) =>
    ids
      .map((op) => engine.op(op))
      .sort(byClock)
      .map((known) => ({
        op: known.id,
        value: valueAt(known, key, field, row.createOp, engine),
        hlc: known.hlc,
        actor: known.actor,
        stream: placeOf(known.id).stream,
        addendum,
      }))
  const heads = values(headsOf(row, key.name), false)
  if (key.policy !== 'decided') heads.reverse()
  return [...heads, ...values(row.heads[key.name + ADDENDA] ?? [], true)]
}

/** How far the past of a field is looked through for what its values have in common. */
const MOST_LOOKED_AT = 200

/** The latest value that everybody had seen before a field's values parted: what a merge of three ways starts from. */
export function commonBase(engine: Engine, type: string, id: string, name: string): Json {
  const shape = engine.shapes.get(type)
  const row = shape && engine.store.row(shape, id)
  const field = shape?.fields.get(name)
  const key = field && shape?.keys.get(field.key)
  if (!shape || !row || !field || !key) return null
  const names = key.fields.map((one) => one.name)
  const basesOf = ({ op }: KnownOp): readonly OpId[] => {
    if (op.kind === 'create') return []
    const named = names.flatMap((one) => op.base[one] ?? [])
    return named.length > 0 ? named : [row.createOp]
  }
  const pastOf = (head: OpId): ReadonlySet<OpId> => {
    const past = new Set<OpId>([head])
    for (const one of past) {
      if (past.size > MOST_LOOKED_AT) break
      for (const base of basesOf(engine.op(one))) past.add(base)
    }
    return past
  }
  const [first, ...others] = headsOf(row, key.name).map(pastOf)
  const common = [...(first ?? [])].filter((one) => others.every((past) => past.has(one)))
  const latest = common
    .map((one) => engine.op(one))
    .sort(byClock)
    .at(-1)
  return latest ? valueAt(latest, key, field, row.createOp, engine) : null
}
