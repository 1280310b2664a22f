import type { Json } from '../../contract/record-type.ts'
import type { Engine } from './engine.ts'
import { ADDENDA, byClock, headsOf, valueAt } from './merge.ts'
import type { Hlc, OpId } from './types.ts'

/** One of the values that stand for a field beside each other. */
export interface HeadValue {
  readonly op: OpId
  readonly value: Json
  readonly hlc: Hlc
  readonly actor: string
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
        addendum,
      }))
  const heads = values(headsOf(row, key.name), false)
  if (key.policy !== 'decided') heads.reverse()
  return [...heads, ...values(row.heads[key.name + ADDENDA] ?? [], true)]
}
