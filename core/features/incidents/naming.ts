import type { Context } from '../../feature.ts'
import { tableOf } from '../../log/shape.ts'
import { mayRead } from '../../records/view.ts'

const MOST = 500

/** Ids of a type's rows by a condition, as far as the type is there and the person may read it. */
export function idsOf(
  context: Context,
  name: string,
  where: string,
  ...values: readonly (string | number)[]
): string[] {
  const type = context.workspace.types.get(name)
  if (type === undefined || !mayRead(context, type)) return []
  return context.workspace.db
    .prepare<unknown[], { id: string }>(
      `SELECT id FROM ${tableOf(name)} WHERE _deleted = 0 AND _level <= ? AND ${where} LIMIT ${MOST}`,
    )
    .all(context.session.clearance, ...values)
    .map(({ id }) => id)
}

const inList = (column: string): string =>
  `EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(${column}) THEN ${column} ELSE '[]' END) one WHERE one.value IN (SELECT value FROM json_each(?)))`

/** Ids of a type's rows of which a field of references names one of the given. */
export const idsNaming = (
  context: Context,
  type: string,
  field: string,
  ids: readonly string[],
): string[] =>
  ids.length === 0 ? [] : idsOf(context, type, inList(`"${field}"`), JSON.stringify(ids))
