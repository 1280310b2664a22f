import type { ListQuery } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import type { Context } from '../feature.ts'
import { tableOf } from '../log/shape.ts'
import { following, orderOf, readCursor, type Cursor, type Order } from '../records/list-order.ts'
import type { HeldColumns } from './held-columns.ts'
import { maskOf } from './mask.ts'

type Tools = Pick<Context, 'workspace' | 'session'>
export type PageAsked = ListQuery & { limit: number; after?: string | undefined }

/** Ids of a page with one more than asked where the list goes on, their keys, and how many there are in all. */
export interface PageOfIds {
  readonly found: readonly { readonly id: string; readonly key: string | number | null }[]
  readonly total: number
}

/** Facets are told up to so many values. */
const MOST_FACETS = 200
const MOST_COUNTS = 100
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
  const column = order.column === 'id' ? undefined : held.column(name)
  const byIndex = (type.indexes ?? []).some(([first]) => first === name)
  if (order.column !== 'id' && (column?.isList ?? !byIndex)) return undefined
  const mask = maskOf(context, type, held, query)
  if (!mask) return undefined
  let total = 0
  for (let at = 0; at < held.count; at++) total += mask[at] as number
  const after = query.after === undefined ? undefined : readCursor(query.after)
  const most = query.limit + 1
  if (order.column !== 'id' && !column)
    return { found: byWalk(context, type, held, mask, order, query, total), total }
  const key = (at: number): number => (column ? Number(column.key(at)) : at)
  const places = nearest(held, mask, key, order.descending, most, placeAfter(held, column, after))
  return {
    found: places.map((at) => {
      const id = held.idAt(at)
      return { id, key: column ? column.valueAt(at) : id }
    }),
    total,
  }
}

/** How many records a query finds; undefined where the columns do not answer it. */
export function countByColumns(
  context: Tools,
  type: RecordType,
  held: HeldColumns,
  { where, text, includeDeleted }: ListQuery,
): number | undefined {
  const { person, clearance } = context.session
  const question = JSON.stringify([person, clearance, where, text, includeDeleted])
  const known = held.counts.get(question)
  if (known !== undefined) return known
  const mask = maskOf(context, type, held, { where, text, includeDeleted })
  if (!mask) return undefined
  let total = 0
  for (let at = 0; at < held.count; at++) total += mask[at] as number
  if (held.counts.size >= MOST_COUNTS) held.counts.clear()
  held.counts.set(question, total)
  return total
}

type From = { readonly key: number; readonly at: number } | undefined

/** Where a page begins; a record that is gone stands between its neighbours. */
function placeAfter(
  held: HeldColumns,
  column: ReturnType<HeldColumns['column']>,
  after: Cursor | undefined,
): From {
  if (!after) return undefined
  const at = held.near(after[1])
  return { key: column ? column.keyOf(after[0]) : at, at }
}

/** The first places in order after one, by key and then by place; sorted. */
function nearest(
  held: HeldColumns,
  mask: Uint8Array,
  key: (at: number) => number,
  descending: boolean,
  most: number,
  from: From,
): number[] {
  const sign = descending ? -1 : 1
  const compare = (a: number, b: number): number => sign * (key(a) - key(b) || a - b)
  // Infinities of what has no value are equal, not far apart.
  const order = (a: number, b: number): number => {
    const [x, y] = [key(a), key(b)]
    return x === y ? sign * (a - b) : compare(a, b)
  }
  let chosen: number[] = []
  let worst: number | undefined
  for (let at = 0; at < held.count; at++) {
    if (mask[at] === 0) continue
    if (from) {
      const own = key(at)
      const beyond = own === from.key ? sign * (at - from.at) > 0 : sign * (own - from.key) > 0
      if (!beyond) continue
    }
    if (worst !== undefined && order(at, worst) >= 0) continue
    chosen.push(at)
    if (chosen.length < most * 4) continue
    chosen = chosen.sort(order).slice(0, most)
    worst = chosen.at(-1)
  }
  return chosen.sort(order).slice(0, most)
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
  const mask = column && maskOf(context, type, held, query)
  if (!mask) return undefined
  const isBoolean = type.fields[field]?.kind === 'boolean'
  return [...column.facets(mask, held.count)]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_FACETS)
    .map(([value, count]) => ({
      value: isBoolean && value !== null ? value === 1 : value,
      count,
    }))
}
