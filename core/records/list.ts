import type { ListQuery, RecordView } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { mayActOn } from '../dispatch.ts'
import type { Context } from '../feature.ts'
import { mayDisagree, tableOf } from '../log/shape.ts'
import { CONFLICTING } from '../log/tables.ts'
import { facetsByColumns, pageByColumns, type PageAsked } from '../columns/answer.ts'
import { columnsHeld, columnsOf, isDeclared, isLarge, readAhead } from '../columns/columns.ts'
import { counted } from '../columns/counted.ts'
import { countByColumns, questionOf } from '../columns/mask.ts'
import { following, orderOf, writeCursor } from './list-order.ts'
import { columnOf, whereOf, type Sql } from './where.ts'
import { viewOf } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Beyond this a count over the table stops: counting a million takes a second. */
export const COUNT_CAP = 10_000

export interface Page {
  readonly rows: RecordView[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}

/**
 * One page of a list. Of a large register what no declared index answers comes from its columns in memory, which are
 * read on the way when they are not here yet.
 */
export async function pageOf(context: Tools, type: RecordType, query: PageAsked): Promise<Page> {
  const { workspace } = context
  if (!isLarge(workspace, type)) return page(context, type, query)
  if (isDeclared(type, query)) {
    readAhead(workspace, type)
    return page(context, type, query)
  }
  const held = await columnsOf(workspace, type)
  const answer = held && pageByColumns(context, type, held, query)
  if (!answer) return page(context, type, query)
  return {
    ...shownOf(context, type, answer.found, query.limit),
    total: answer.total,
    capped: false,
  }
}

/** Counts per value of a field under the query's conditions; those of a large register from its columns. */
export async function facetsOf(
  context: Tools,
  type: RecordType,
  query: ListQuery,
  field: string,
): Promise<{ value: Json; count: number }[]> {
  if (!isLarge(context.workspace, type)) return facets(context, type, query, field)
  const held = await columnsOf(context.workspace, type)
  return (
    (held && facetsByColumns(context, type, held, query, field)) ??
    facets(context, type, query, field)
  )
}

type Found = { readonly id: string; readonly key: string | number | null }

/** The records of a page, and where the next one begins. */
function shownOf(
  context: Tools,
  type: RecordType,
  found: readonly Found[],
  limit: number,
): Pick<Page, 'rows' | 'next'> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.flatMap(({ id }) => {
      const row = context.workspace.log.row(type.name, id)
      return row ? [viewOf(context, type, row)] : []
    }),
    next: found.length > shown.length && last ? writeCursor([last.key, last.id]) : null,
  }
}

/** One page of a list, by key set: as fast at the end of a million as at its beginning. */
export function page(context: Tools, type: RecordType, query: PageAsked): Page {
  const { db } = context.workspace
  const order = orderOf(type, query)
  const where = whereOf(context, type, query)
  const direction = order.descending ? 'DESC' : 'ASC'
  const sorting =
    order.column === 'id' ? `id ${direction}` : `${order.column} ${direction}, id ${direction}`
  const found: Found[] = []
  for (const rest of following(order, query.after)) {
    const left = query.limit + 1 - found.length
    if (left === 0) break
    const select = db.prepare<unknown[], Found>(
      `SELECT id, ${order.column} AS key FROM ${tableOf(type.name)} WHERE ${where.sql} AND ${rest.sql} ORDER BY ${sorting} LIMIT ?`,
    )
    found.push(...select.all(...where.values, ...rest.values, left))
  }
  return { ...shownOf(context, type, found, query.limit), ...countOf(context, type, query, where) }
}

/** Exact where the columns are here: over a million records they take milliseconds, the table a second. */
function countOf(
  context: Tools,
  type: RecordType,
  query: ListQuery,
  where: Sql,
): Pick<Page, 'total' | 'capped'> {
  const held = columnsHeld(context.workspace, type)
  const exact = held && countByColumns(context, type, held, query)
  if (exact !== undefined) return { total: exact, capped: false }
  const { workspace } = context
  const count = (): number =>
    Number(
      workspace.db
        .prepare(
          `SELECT count(*) FROM (SELECT 1 FROM ${tableOf(type.name)} WHERE ${where.sql} LIMIT ${COUNT_CAP + 1})`,
        )
        .pluck()
        .get(...where.values),
    )
  const found = counted(workspace, type, questionOf(context, query), count)
  return { total: Math.min(found, COUNT_CAP), capped: found > COUNT_CAP }
}

/** Records that wait for a decision between what was changed apart, newest records first. */
export function conflicting(context: Tools, limit: number): RecordView[] {
  const { db, log, types } = context.workspace
  const { session } = context
  const decided = types
    .all()
    .filter((type) => mayDisagree(type) && mayActOn(types, session, type.name, 'read'))
  if (decided.length === 0) return []
  // One question over the indexes of what disagrees; an order in it would lead through the tables.
  const found = db
    .prepare<number[], { type: string; id: string }>(
      decided
        .map(
          ({ name }) =>
            `SELECT '${name}' AS type, id FROM ${tableOf(name)} WHERE ${CONFLICTING} AND _deleted = 0 AND _level <= ?`,
        )
        .join(' UNION ALL '),
    )
    .all(...decided.map(() => session.clearance))
  return found
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .flatMap(({ type: name, id }) => {
      const type = types.get(name)
      const row = log.row(name, id)
      return type && row ? [viewOf(context, type, row)] : []
    })
}

/** Ids of everything that a query finds, in its order; for exports and bulk work. */
export function allIds(context: Tools, type: RecordType, query: ListQuery): string[] {
  const order = orderOf(type, query)
  const where = whereOf(context, type, query)
  const direction = order.descending ? 'DESC' : 'ASC'
  return context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${where.sql} ORDER BY ${order.column} ${direction}, id ${direction}`,
    )
    .all(...where.values)
    .map(({ id }) => id)
}

/** Each item of a list counts. */
export function facets(
  context: Tools,
  type: RecordType,
  query: ListQuery,
  field: string,
): { value: Json; count: number }[] {
  const kind = type.fields[field]?.kind
  const column = columnOf(type, field)
  const where = whereOf(context, type, query)
  const isList = kind === 'tags' || kind === 'refs'
  const chosen = `SELECT ${column} AS value FROM ${tableOf(type.name)} WHERE ${where.sql}`
  const values = isList
    ? `SELECT item.value FROM (${chosen}) AS held, json_each(CASE WHEN json_valid(held.value) THEN held.value ELSE '[]' END) AS item`
    : chosen
  const rows = context.workspace.db
    .prepare<unknown[], { value: string | number | null; count: number }>(
      `SELECT value, count(*) AS count FROM (${values}) GROUP BY 1 ORDER BY count DESC LIMIT 200`,
    )
    .all(...where.values)
  return rows
    .filter(({ value }) => !(typeof value === 'string' && value.startsWith('\u0001')))
    .map(({ value, count }) => ({
      value: kind === 'boolean' && value !== null ? value === 1 : value,
      count,
    }))
}
