import type { Condition, ListQuery } from '../../contract/common.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { SEALED_KINDS, tableOf } from '../log/shape.ts'
import { SEALED } from '../log/tables.ts'
import { FIELD_BREAK, ftsQuery, matches } from '../search/text.ts'
import { searchable, searchFields } from '../search/search-index.ts'
import { idsBySound } from './lookup.ts'
import { opened } from './seal.ts'
import { SECRET_FIELDS } from './view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>
type Value = string | number | null

/** A condition as SQL over the type's table, with its values. */
export interface Sql {
  readonly sql: string
  readonly values: readonly Value[]
}

const META: Readonly<Record<string, FieldType['kind']>> = {
  _created: 'instant',
  _updated: 'instant',
  _created_by: 'ref',
  _updated_by: 'ref',
  _level: 'integer',
  _conflicts: 'text',
  id: 'text',
}

/** Kind of a field. Throws CoreError fieldInvalid for one that is not there for anybody. */
export const kindOf = (type: RecordType, field: string): FieldType['kind'] => {
  const kind = META[field] ?? type.fields[field]?.kind
  if (kind === undefined || SECRET_FIELDS.has(`${type.name}.${field}`))
    throw new CoreError('fieldInvalid', { field, name: field, reason: 'unknown' })
  return kind
}

/** Column or expression of a field; long texts stand in a table of their own. */
export function columnOf(type: RecordType, field: string): string {
  if (kindOf(type, field) !== 'longText') return `"${field}"`
  return `(SELECT value FROM longtexts WHERE record = id AND type = '${type.name}' AND field = '${field}')`
}

/** Stored form of times of the clock: hybrid stamps of milliseconds x 1000. */
export const scaled = (field: string, value: Json): Value => {
  if (typeof value === 'boolean') return value ? 1 : 0
  if ((field === '_created' || field === '_updated') && typeof value === 'number')
    return value * 1000
  return typeof value === 'string' || typeof value === 'number'
    ? value
    : value === null
      ? null
      : JSON.stringify(value)
}

const like = (value: Json): string => `%${String(value).replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`

function one(type: RecordType, { field, op, value = null }: Condition): Sql {
  const kind = kindOf(type, field)
  const column = columnOf(type, field)
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const isList = kind === 'tags' || kind === 'refs' || kind === 'links'
  switch (op) {
    case 'empty':
      return { sql: `(${column} IS NULL OR ${column} IN ('', '[]'))`, values: [] }
    case 'notEmpty':
      return { sql: `(${column} IS NOT NULL AND ${column} NOT IN ('', '[]'))`, values: [] }
    case 'is':
    case 'any': {
      if (isList) return memberOf(column, kind, list)
      if (list.includes(null)) {
        const known = list.filter((item) => item !== null)
        return {
          sql: `(${column} IS NULL OR ${column} IN (${marks(known.length)}))`,
          values: known.map((item) => scaled(field, item)),
        }
      }
      return {
        sql: `${column} IN (${marks(list.length)})`,
        values: list.map((item) => scaled(field, item)),
      }
    }
    case 'isNot': {
      const inner = one(type, { field, op: 'any', value: list })
      return { sql: `(${column} IS NULL OR NOT ${inner.sql})`, values: inner.values }
    }
    case 'contains':
      return isList
        ? memberOf(column, kind, list)
        : { sql: `${column} LIKE ? ESCAPE '\\'`, values: [like(value)] }
    case 'before':
      return { sql: `${column} < ?`, values: [scaled(field, value)] }
    case 'after':
      return { sql: `${column} > ?`, values: [scaled(field, value)] }
    case 'between': {
      if (list.length !== 2)
        throw new CoreError('fieldInvalid', { field, name: field, reason: 'kind' })
      return { sql: `${column} BETWEEN ? AND ?`, values: list.map((item) => scaled(field, item)) }
    }
  }
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ')

function memberOf(column: string, kind: FieldType['kind'], list: readonly Json[]): Sql {
  const item = kind === 'links' ? `json_extract(value, '$.id')` : 'value'
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(${column}) THEN ${column} ELSE '[]' END) WHERE ${item} IN (${marks(list.length)}))`,
    values: list.map((entry) =>
      typeof entry === 'string' || typeof entry === 'number' ? entry : JSON.stringify(entry),
    ),
  }
}

/** True where a condition looks into a value that is sealed for records above internal. */
export const isSealedField = (type: RecordType, field: string): boolean => {
  const kind = type.fields[field]?.kind
  return kind !== undefined && SEALED_KINDS.has(kind)
}

/** All conditions of a query, the clearance first, so that nothing above it is counted, sorted or shown. */
export function whereOf(
  context: Tools,
  type: RecordType,
  query: Pick<ListQuery, 'where' | 'text' | 'includeDeleted'>,
): Sql {
  const parts: Sql[] = [
    { sql: `_level <= ${context.session.clearance}`, values: [] },
    ...(query.includeDeleted === true ? [] : [{ sql: '_deleted = 0', values: [] }]),
    ...(query.where ?? []).map((condition) => {
      const plain = one(type, condition)
      return isSealedField(type, condition.field)
        ? either(plain, sealedHolders(context, type, condition))
        : plain
    }),
  ]
  const text = query.text?.trim() ?? ''
  if (text !== '') parts.push(textCondition(context, type, text))
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    values: parts.flatMap((part) => part.values),
  }
}

/** Records whose searchable fields hold every term of a text, or whose title sounds like it. */
function textCondition(context: Tools, type: RecordType, text: string): Sql {
  const fts = ftsQuery(text)
  if (fts === undefined) return { sql: '0', values: [] }
  const sounding = idsBySound(context.workspace, type, text)
  const found = `id IN (SELECT record FROM search_docs WHERE doc IN (${DOCS_OF_TEXT}))`
  const indexed: Sql =
    sounding.length === 0
      ? { sql: found, values: [fts] }
      : {
          sql: `(${found} OR id IN (SELECT value FROM json_each(?)))`,
          values: [fts, JSON.stringify(sounding)],
        }
  return either(indexed, sealedWithText(context, type, text))
}

const DOCS_OF_TEXT = 'SELECT rowid FROM search_fts WHERE search_fts MATCH ?'

/** The same by documents of the index, for registers whose titles are too many to be compared by sound. */
export function textFound(
  context: Tools,
  type: RecordType,
  text: string,
): { docs(): readonly number[]; readonly sealed: readonly string[] } {
  const fts = ftsQuery(text)
  if (fts === undefined) return { docs: () => [], sealed: [] }
  return {
    docs: () => context.workspace.db.prepare(DOCS_OF_TEXT).pluck().all(fts) as number[],
    sealed: sealedWithText(context, type, text),
  }
}

const sealedWithText = (context: Tools, type: RecordType, text: string): string[] =>
  sealedIds(context, type, (fields) =>
    matches(
      text,
      searchFields(type)
        .map((name) => searchable(fields[name]))
        .join(FIELD_BREAK),
    ),
  )

/** Records above internal that this person may open and that fulfil a condition. */
export const sealedHolders = (context: Tools, type: RecordType, condition: Condition): string[] =>
  sealedIds(context, type, (fields) => holds(condition, fields[condition.field]))

const either = (plain: Sql, ids: readonly string[]): Sql =>
  ids.length === 0
    ? { sql: `(_level < ${FIRST_SEALED_LEVEL} AND ${plain.sql})`, values: plain.values }
    : {
        sql: `((_level < ${FIRST_SEALED_LEVEL} AND ${plain.sql}) OR id IN (SELECT value FROM json_each(?)))`,
        values: [...plain.values, JSON.stringify(ids)],
      }

/** Records above internal that this person may open and that pass a test on their opened fields. */
export function sealedIds(
  context: Tools,
  type: RecordType,
  passes: (fields: Readonly<Record<string, Json>>) => boolean,
): string[] {
  const { session, workspace } = context
  if (session.clearance < FIRST_SEALED_LEVEL || type.levels !== true) return []
  const ids = workspace.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${SEALED} AND _level <= ?`,
    )
    .all(session.clearance)
  return ids.flatMap(({ id }) => {
    const row = workspace.log.row(type.name, id)
    return row && passes(opened(context, type, id, row.fields)) ? [id] : []
  })
}

/** A condition put to an opened value. */
function holds({ op, value = null }: Condition, actual: Json | undefined): boolean {
  const empty =
    actual === undefined ||
    actual === null ||
    actual === '' ||
    (Array.isArray(actual) && actual.length === 0)
  const wanted = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const held = Array.isArray(actual) ? (actual as readonly Json[]) : [actual ?? null]
  switch (op) {
    case 'empty':
      return empty
    case 'notEmpty':
      return !empty
    case 'is':
    case 'any':
      return held.some((item) => wanted.includes(item))
    case 'isNot':
      return !held.some((item) => wanted.includes(item))
    case 'contains':
      return Array.isArray(actual)
        ? held.some((item) => wanted.includes(item))
        : String(actual ?? '')
            .toLowerCase()
            .includes(String(value).toLowerCase())
    case 'before':
      return String(actual ?? '') < String(value)
    case 'after':
      return String(actual ?? '') > String(value)
    case 'between':
      return String(actual ?? '') >= String(wanted[0]) && String(actual ?? '') <= String(wanted[1])
  }
}
