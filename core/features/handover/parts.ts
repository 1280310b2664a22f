import type { HandSides } from '../../../contract/handover.ts'
import type { RecordRef } from '../../../contract/common.ts'
import type { SheetPoint } from '../../../contract/duty.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'

export type Tools = Pick<Context, 'workspace' | 'session'>

/** Both sides of a handover and its shift, as the sheet has them. */
export interface Sides extends Omit<HandSides, 'outgoing' | 'incoming'> {
  readonly shift: string
  readonly nextShift: string
  readonly outgoing: Text
  readonly incoming: Text
}

/** A point as it is frozen and signed. */
export interface Point extends Omit<SheetPoint, 'detail' | 'record'> {
  readonly id: string
  readonly detail: string
  readonly record: RecordRef | null
  readonly own: boolean
  readonly carried: number
  readonly closedAt: number | null
  readonly closedBy: string | null
}

/** A point of a draft: with what people changed on it and where it stands. */
export interface DraftPoint extends Point {
  readonly order: number
  readonly edited: readonly string[]
  readonly row: RecordRow
}

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const numberOf = (value: Json | undefined): number | null =>
  typeof value === 'number' ? value : null
export const listOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

export function bothOf(value: Json | undefined): Text {
  const both = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const { 'zh-CN': zh, en } = both as Readonly<Record<string, Json>>
  return { 'zh-CN': textOf(zh), en: textOf(en) }
}

export const sidesOf = ({ fields }: Pick<RecordRow, 'fields'>): Sides => ({
  shift: textOf(fields['shift']),
  nextShift: textOf(fields['nextShift']),
  from: numberOf(fields['from']) ?? 0,
  to: numberOf(fields['to']) ?? 0,
  outgoing: bothOf(fields['outgoing']),
  incoming: bothOf(fields['incoming']),
  outgoingPeople: [...listOf(fields['outgoingPeople'])],
  incomingPeople: [...listOf(fields['incomingPeople'])],
})

const refOf = (value: Json | undefined): RecordRef | null => {
  const first = Array.isArray(value) ? (value[0] as unknown as RecordRef | undefined) : undefined
  return first?.type && first.id ? { type: first.type, id: first.id } : null
}

export function draftPoint(row: RecordRow): DraftPoint {
  const { fields } = row
  return {
    id: row.id,
    key: textOf(fields['key']),
    section: textOf(fields['section']) as Point['section'],
    title: textOf(fields['title']),
    detail: textOf(fields['detail']),
    tone: textOf(fields['tone']) as Point['tone'],
    at: numberOf(fields['at']) ?? 0,
    record: refOf(fields['record']),
    open: fields['open'] === true,
    own: fields['own'] === true,
    carried: numberOf(fields['carried']) ?? 0,
    closedAt: numberOf(fields['closedAt']),
    closedBy: textOf(fields['closedBy']) || null,
    order: numberOf(fields['order']) ?? 0,
    edited: listOf(fields['edited']),
    row,
  }
}

/** A draft's point without what only the draft needs. */
export function frozenPoint({ order: _o, edited: _e, row: _r, ...point }: DraftPoint): Point {
  return point
}

/** Ids of a feature's records that belong to a sheet, in the order of a column. */
export function idsOf(
  { workspace }: Pick<Context, 'workspace'>,
  type: string,
  sheet: string,
  order: string,
): readonly string[] {
  return workspace.db
    .prepare<[string], string>(
      `SELECT id FROM r_${type.replaceAll('-', '_')} WHERE sheet = ? AND _deleted = 0 ORDER BY "${order}", id`,
    )
    .pluck()
    .all(sheet) as string[]
}

export function rowsOf(
  context: Pick<Context, 'workspace'>,
  type: string,
  sheet: string,
  order = 'at',
): readonly RecordRow[] {
  return idsOf(context, type, sheet, order).flatMap(
    (id) => context.workspace.log.row(type, id) ?? [],
  )
}

/** Points of a draft, by section and order. */
export function draftPoints(context: Pick<Context, 'workspace'>, sheet: string): DraftPoint[] {
  return rowsOf(context, 'handover-point', sheet, 'order').map(draftPoint)
}
