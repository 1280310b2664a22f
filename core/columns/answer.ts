import type { ListQuery } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Context } from '../feature.ts'
import { tableOf } from '../log/shape.ts'
import { following, orderOf, readCursor, type Order } from '../records/list-order.ts'
import type { Part } from './column.ts'
import type { HeldColumns } from './held-columns.ts'
import { chosenOf } from './mask.ts'

type Tools = Pick<Context, 'workspace' | 'session'>
export type PageAsked = ListQuery & { limit: number; after?: string | undefined }

/** Ids of a page with one more than asked where the list goes on, their keys, and how many there are in all. */
export interface PageOfIds {
  readonly found: readonly { readonly id: string; readonly key: string | number | null }[]
  readonly total: number
}

/** Facets are told up to so many values. */
const MOST_FACETS = 200
/** So few are looked up one by one rather than met on a walk along an index. */
const FEW = 3000

/** Undefined where the columns do not answer it. */
export function pageByColumns(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: PageAsked,
): PageOfIds | undefined {
  const order = orderOf(type, query)
  const name = order.column.replaceAll('"', '')
  const isById = order.column === 'id'
  const column = isById ? undefined : held.column(name)
  const byIndex = (type.indexes ?? []).some(([first]) => first === name)
  if (!isById && (column?.isList ?? !byIndex)) return undefined
  const chosen = chosenOf(context, type, held, query)
  if (!chosen) return undefined
  const { mask, total } = chosen
  if (!isById && !column)
    return { found: byWalk(context, type, held, mask, order, query, total), total }
  const after = query.after === undefined ? undefined : readCursor(query.after)
  const part: Part = {
    descending: order.descending,
    most: query.limit + 1,
    after: after && { value: after[0], at: held.near(after[1]) },
  }
  const places = column ? column.part(mask, held.count, part) : placesById(mask, held.count, part)
  return {
    found: places.map((at, index) => {
      const id = held.idAt(at)
      // Only the key of the last record that is shown is asked for: the next page begins there.
      return { id, key: column && index === query.limit - 1 ? column.valueAt(at) : id }
    }),
    total,
  }
}

/** Places of a mask are in the order of ids. */
function placesById(mask: Uint8Array, count: number, { descending, most, after }: Part): number[] {
  const found: number[] = []
  const step = descending ? -1 : 1
  const first = descending ? count - 1 : 0
  const start = after ? (descending ? Math.ceil(after.at) - 1 : Math.floor(after.at) + 1) : first
  for (let at = start; at >= 0 && at < count && found.length < most; at += step)
    if (mask[at] === 1) found.push(at)
  return found
}

/** In the order of an index over texts that are not held: along it, or, where there are few, by them. */
function byWalk(
  { workspace }: Tools,
  type: RecordType,
  held: HeldColumns,
  mask: Uint8Array,
  order: Order,
  query: PageAsked,
  total: number,
): PageOfIds['found'] {
  const found: { id: string; key: string | number | null }[] = []
  const direction = order.descending ? 'DESC' : 'ASC'
  const sorting = `ORDER BY ${order.column} ${direction}, id ${direction}`
  const few: string[] = []
  if (total <= FEW)
    for (let at = 0; at < held.count; at++) if (mask[at] === 1) few.push(held.idAt(at))
  const deleted = query.includeDeleted === true ? '1' : '_deleted = 0'
  for (const rest of following(order, query.after)) {
    const among = total <= FEW ? 'id IN (SELECT value FROM json_each(?))' : deleted
    const rows = workspace.db
      .prepare<unknown[], { id: string; key: string | number | null }>(
        `SELECT id, ${order.column} AS key FROM ${tableOf(type.name)} WHERE ${among} AND ${rest.sql} ${sorting}`,
      )
      .iterate(...(total <= FEW ? [JSON.stringify(few)] : []), ...rest.values)
    for (const row of rows) {
      const at = total <= FEW ? undefined : held.placeOf(row.id)
      if (total > FEW && (at === undefined || mask[at] === 0)) continue
      found.push(row)
      if (found.length > query.limit) return found
    }
  }
  return found
}

/** Counts per value; undefined where the columns do not answer it. */
export function facetsByColumns(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  query: ListQuery,
  field: string,
): { value: Json; count: number }[] | undefined {
  const column = held.column(field)
  const chosen = column && chosenOf(context, type, held, query)
  const counts = chosen && column.facets(chosen.mask, held.count)
  if (!counts) return undefined
  const isBoolean = type.fields[field]?.kind === 'boolean'
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_FACETS)
    .map(([value, count]) => ({
      value: isBoolean && value !== null ? value === 1 : value,
      count,
    }))
}
