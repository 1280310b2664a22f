import type { z } from 'zod'
import type { RecordRow } from '../log/types.ts'

/**
 * Reads rows by a schema. Rows never change, a changed record has another one: what was read of one is read
 * once. Undefined where another program wrote what the schema does not take.
 */
export function readOnce<T extends z.ZodType>(
  schema: T,
  from: (row: RecordRow) => unknown = ({ fields }) => fields,
): (row: RecordRow) => z.output<T> | undefined {
  const known = new WeakMap<RecordRow, z.ZodSafeParseResult<z.output<T>>>()
  return (row) => {
    const read = known.get(row) ?? schema.safeParse(from(row))
    known.set(row, read)
    return read.data
  }
}
