import type { Context } from '../../feature.ts'
import type { RecordRow } from '../../log/types.ts'
import { opened } from '../../records/seal.ts'
import { typeOf } from '../../records/view.ts'

/** Rows of a managed type by an indexed text field, oldest first. */
export function rowsOf(
  { workspace, session }: Context,
  type: 'comment' | 'saved-view',
  field: 'target' | 'of',
  value: string,
): RecordRow[] {
  const table = type === 'comment' ? 'r_comment' : 'r_saved_view'
  // A sealed target cannot be compared in the table: comments above internal are few and opened one by one.
  const ids = workspace.db
    .prepare<[number, string], { id: string }>(
      `SELECT id FROM ${table} WHERE _deleted = 0 AND _level <= ? AND ("${field}" = ? OR _level >= 2) ORDER BY id`,
    )
    .all(session.clearance, value)
  const declared = typeOf({ workspace }, type)
  return ids.flatMap(({ id }) => {
    const row = workspace.log.row(type, id)
    return row && (row.level < 2 || opened({ session }, declared, id, row.fields)[field] === value)
      ? [row]
      : []
  })
}
