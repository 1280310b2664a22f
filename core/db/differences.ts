import type { Database } from 'better-sqlite3'

/** What a table should hold, as two queries of the same columns. The first names the row, the second what it is about. */
export interface Comparison {
  readonly table: string
  readonly expected: string
  readonly held: string
}

const MOST_NAMED = 100

/** Rows that a table lacks or has too many, by their first two columns; never what else stands in them. */
export function differences(db: Database, { table, expected, held }: Comparison): string[] {
  const rows = (these: string, those: string) =>
    db
      .prepare<[], [unknown, unknown]>(
        `SELECT * FROM (${these}) EXCEPT SELECT * FROM (${those}) LIMIT ${MOST_NAMED}`,
      )
      .raw()
      .all() as unknown as [unknown, unknown][]
  const named = ([one, other]: readonly [unknown, unknown]) => `${String(one)} ${String(other)}`
  return [
    ...rows(expected, held).map((row) => `${table} lacks ${named(row)}`),
    ...rows(held, expected).map((row) => `${table} has ${named(row)}, which no record gives`),
  ]
}
