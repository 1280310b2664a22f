import type { Database } from 'better-sqlite3'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import { differences } from '../db/differences.ts'
import { tableOf } from '../log/shape.ts'
import type { Projection, RecordRow } from '../log/types.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'

export interface Link {
  readonly type: string
  readonly id: string
  readonly field: string
}

const NONE: Link[] = []
const pointing = new WeakMap<RecordType, readonly (readonly [string, FieldType])[]>()

/** Fields whose values are records; looked for once, for each record of an import asks. */
function pointingFields(type: RecordType): readonly (readonly [string, FieldType])[] {
  const known =
    pointing.get(type) ??
    Object.entries(type.fields).filter(([, { kind }]) => ['ref', 'refs', 'links'].includes(kind))
  pointing.set(type, known)
  return known
}

/** Records that a row points at. */
export function linksOf(type: RecordType, fields: Readonly<Record<string, Json>>): Link[] {
  return pointingFields(type).flatMap(([field, { kind, ref }]) => {
    const value = fields[field]
    if (value === undefined || value === null) return NONE
    if (kind === 'ref' && typeof value === 'string' && ref) return [{ type: ref, id: value, field }]
    if (!Array.isArray(value)) return []
    if (kind === 'refs' && ref)
      return value.flatMap((id) => (typeof id === 'string' ? [{ type: ref, id, field }] : []))
    if (kind !== 'links') return []
    return (value as readonly { type?: unknown; id?: unknown }[]).flatMap((item) =>
      typeof item?.type === 'string' && typeof item.id === 'string'
        ? [{ type: item.type, id: item.id, field }]
        : [],
    )
  })
}

/** Who points at whom, in both directions, kept in the transaction of each commit. */
export function linkIndex(db: Database, types: TypeRegistry): Projection {
  const prepare = () =>
    db.exec(`
    CREATE TABLE IF NOT EXISTS links (
      to_id TEXT NOT NULL, from_id TEXT NOT NULL, field TEXT NOT NULL, from_type TEXT NOT NULL,
      PRIMARY KEY (to_id, from_id, field)
    ) STRICT, WITHOUT ROWID;
  `)
  prepare()
  const add = db.prepare(
    'INSERT OR IGNORE INTO links (to_id, from_id, field, from_type) VALUES (?, ?, ?, ?)',
  )
  const drop = db.prepare('DELETE FROM links WHERE to_id = ? AND from_id = ? AND field = ?')
  const of = (row: RecordRow | undefined): Link[] => {
    const type = row && !row.deleted ? types.get(row.type) : undefined
    return row && type ? linksOf(type, row.fields) : []
  }
  const key = (link: Link) => `${link.field} ${link.id}`
  return {
    name: 'links',
    prepare,
    apply({ before, after }) {
      const [old, now] = [of(before), of(after)]
      if (old.length === 0 && now.length === 0) return
      const was = new Map(old.map((link) => [key(link), link]))
      const is = new Map(now.map((link) => [key(link), link]))
      for (const [name, link] of was) if (!is.has(name)) drop.run(link.id, after.id, link.field)
      for (const [name, link] of is)
        if (!was.has(name)) add.run(link.id, after.id, link.field, after.type)
    },
    reset: () => {
      db.exec('DELETE FROM links')
    },
    check: () =>
      differences(db, {
        table: 'links',
        expected: expectedLinks(types),
        held: 'SELECT from_id, to_id, field, from_type FROM links',
      }),
  }
}

/** The links of all rows that are not deleted, as `linksOf` tells them. */
function expectedLinks(types: TypeRegistry): string {
  const parts = types.all().flatMap((type) =>
    Object.entries(type.fields).flatMap(([field, { kind, ref }]) => {
      const row = `'${field}', '${type.name}' FROM ${tableOf(type.name)}`
      const items = `${row}, json_each(CASE WHEN json_type("${field}") = 'array' THEN "${field}" ELSE '[]' END) item WHERE _deleted = 0`
      if (kind === 'ref' && ref)
        return [`SELECT id, "${field}", ${row} WHERE _deleted = 0 AND "${field}" IS NOT NULL`]
      if (kind === 'refs' && ref)
        return [`SELECT ${tableOf(type.name)}.id, item.value, ${items} AND item.type = 'text'`]
      if (kind !== 'links') return []
      const text = (key: string) => `json_type(item.value, '$.${key}') = 'text'`
      return [
        `SELECT ${tableOf(type.name)}.id, json_extract(item.value, '$.id'), ${items} AND CASE WHEN item.type = 'object' THEN ${text('type')} AND ${text('id')} ELSE 0 END`,
      ]
    }),
  )
  return parts.length > 0 ? parts.join(' UNION ALL ') : 'SELECT 0, 0, 0, 0 WHERE 0'
}

/** Records that point at this one. */
export function incoming(db: Database, id: string): Link[] {
  return db
    .prepare<[string], Link>(
      'SELECT from_type AS type, from_id AS id, field FROM links WHERE to_id = ? ORDER BY from_id DESC LIMIT 200',
    )
    .all(id)
}
