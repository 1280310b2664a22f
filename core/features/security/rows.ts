import type { Json } from '../../../contract/record-type.ts'
import type { Context } from '../../feature.ts'
import { tableOf } from '../../log/shape.ts'

/** Fields of a record as they stand in its table. */
export type Stored = Readonly<Record<string, Json>> & { readonly id: string }

/** Columns of records that are there and may be seen; `condition` on indexed columns. */
export function stored(
  context: Pick<Context, 'workspace' | 'session'>,
  type: string,
  columns: readonly string[],
  condition = '1',
  values: readonly (string | number)[] = [],
): readonly Stored[] {
  const named = columns.map((name) => `"${name}"`).join(', ')
  return context.workspace.db
    .prepare<unknown[], Stored>(
      `SELECT id${named === '' ? '' : `, ${named}`} FROM ${tableOf(type)}
       WHERE (${condition}) AND _deleted = 0 AND _level <= ? ORDER BY id`,
    )
    .all(...values, context.session.clearance)
}

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
export const timeOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
