import { z } from 'zod'
import type { ListQuery } from '../../contract/common.ts'
import type { RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import { parsedJson } from './view.ts'
import { columnOf, type Sql } from './where.ts'

export interface Order {
  readonly column: string
  readonly descending: boolean
}

/** Creation order is the order of ids, which the table is stored in. */
export function orderOf(type: RecordType, query: Pick<ListQuery, 'sort'>): Order {
  const sort = query.sort ?? type.list?.sort ?? { field: '_created', descending: true }
  return {
    column: sort.field === '_created' ? 'id' : columnOf(type, sort.field),
    descending: sort.descending === true,
  }
}

const cursor = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()])
export type Cursor = z.infer<typeof cursor>

export function readCursor(text: string): Cursor {
  const parsed = cursor.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!parsed.success) throw new CoreError('invalidInput', { issues: 'after' })
  return parsed.data
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url')

const EVERYTHING: Sql = { sql: '1', values: [] }

/**
 * Rows after the cursor, as conditions to be asked one after the other: each is one range of the index.
 * Nulls come first ascending and last descending, as SQLite sorts them.
 */
export function following(
  { column, descending }: Order,
  after: string | undefined,
): readonly Sql[] {
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
