import { z } from 'zod'
import type { ListQuery, RecordView } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import { mayActOn } from '../dispatch.ts'
import type { Context } from '../feature.ts'
import { mayDisagree, tableOf } from '../log/shape.ts'
import { CONFLICTING } from '../log/tables.ts'
import { columnOf, whereOf, type Sql } from './where.ts'
import { parsedJson, viewOf } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Beyond this a count stops: nobody reads the difference, and counting a million takes a second. */
export const COUNT_CAP = 10_000

interface Order {
  readonly column: string
  readonly descending: boolean
}

/** Creation order is the order of ids, which the table is stored in. */
function orderOf(type: RecordType, query: Pick<ListQuery, 'sort'>): Order {
  const sort = query.sort ?? type.list?.sort ?? { field: '_created', descending: true }
  return {
    column: sort.field === '_created' ? 'id' : columnOf(type, sort.field),
    descending: sort.descending === true,
  }
}

const cursor = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()])
type Cursor = z.infer<typeof cursor>

function readCursor(text: string): Cursor {
  const parsed = cursor.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!parsed.success) throw new CoreError('invalidInput', { issues: 'after' })
  return parsed.data
}

const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

const EVERYTHING: Sql = { sql: '1', values: [] }

/**
 * Rows after the cursor, as conditions to be asked one after the other: each is one range of the index.
 * Nulls come first ascending and last descending, as SQLite sorts them.
 */
function following({ column, descending }: Order, after: string | undefined): readonly Sql[] {
  if (after === undefined) return [EVERYTHING]
  const [value, id] = readCursor(after)
  const than = descending ? '<' : '>'
  if (column === 'id') return [{ sql: `id ${than} ?`, values: [id] }]
  if (value === null) {
    const nulls = { sql: `${column} IS NULL AND id ${than} ?`, values: [id] }
    return descending ? [nulls] : [nulls, { sql: `${column} IS NOT NULL`, values: [] }]
  }
  const others = { sql: `(${column}, id) ${than} (?, ?)`, values: [value, id] }
  return descending ? [others, { sql: `${column} IS NULL`, values: [] }] : [others]
}

/** One page of a list, by key set: as fast at the end of a million as at its beginning. */
export function page(
  context: Tools,
  type: RecordType,
  query: ListQuery & { limit: number; after?: string | undefined },
): { rows: RecordView[]; next: string | null; total: number; capped: boolean } {
  const { db, log } = context.workspace
  const order = orderOf(type, query)
  const where = whereOf(context, type, query)
  const direction = order.descending ? 'DESC' : 'ASC'
  const sorting =
    order.column === 'id' ? `id ${direction}` : `${order.column} ${direction}, id ${direction}`
  const found: { id: string; key: string | number | null }[] = []
  for (const rest of following(order, query.after)) {
    const left = query.limit + 1 - found.length
    if (left === 0) break
    const select = db.prepare<unknown[], { id: string; key: string | number | null }>(
      `SELECT id, ${order.column} AS key FROM ${tableOf(type.name)} WHERE ${where.sql} AND ${rest.sql} ORDER BY ${sorting} LIMIT ?`,
    )
    found.push(...select.all(...where.values, ...rest.values, left))
  }
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  const total = Number(
    db
      .prepare(
        `SELECT count(*) FROM (SELECT 1 FROM ${tableOf(type.name)} WHERE ${where.sql} LIMIT ${COUNT_CAP + 1})`,
      )
      .pluck()
      .get(...where.values),
  )
  return {
    rows: shown.flatMap(({ id }) => {
      const row = log.row(type.name, id)
      return row ? [viewOf(context, type, row)] : []
    }),
    next: found.length > shown.length && last ? writeCursor([last.key, last.id]) : null,
    total: Math.min(total, COUNT_CAP),
    capped: total > COUNT_CAP,
  }
}

/** Records that wait for a decision between what was changed apart, by type, at most so many of each. */
export function conflicting(context: Tools, limit: number): RecordView[] {
  const { db, log, types } = context.workspace
  const { session } = context
  const decided = types
    .all()
    .filter((type) => mayDisagree(type) && mayActOn(types, session, type.name, 'read'))
  return decided
    .flatMap((type) =>
      db
        .prepare<[number, number], { id: string }>(
          `SELECT id FROM ${tableOf(type.name)} WHERE ${CONFLICTING} AND _deleted = 0 AND _level <= ? ORDER BY id DESC LIMIT ?`,
        )
        .all(session.clearance, limit)
        .flatMap(({ id }) => {
          const row = log.row(type.name, id)
          return row ? [viewOf(context, type, row)] : []
        }),
    )
    .slice(0, limit)
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

/** Counts per value of a field under the query's conditions; each item of a list counts. */
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
  const from = isList
    ? `${tableOf(type.name)}, json_each(CASE WHEN json_valid(${column}) THEN ${column} ELSE '[]' END) AS item`
    : tableOf(type.name)
  const rows = context.workspace.db
    .prepare<unknown[], { value: string | number | null; count: number }>(
      `SELECT ${isList ? 'item.value' : column} AS value, count(*) AS count FROM ${from} WHERE ${where.sql} GROUP BY 1 ORDER BY count DESC LIMIT 200`,
    )
    .all(...where.values)
  return rows
    .filter(({ value }) => !(typeof value === 'string' && value.startsWith('\u0001')))
    .map(({ value, count }) => ({
      value: kind === 'boolean' && value !== null ? value === 1 : value,
      count,
    }))
}
