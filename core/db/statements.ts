import type { Database, Statement } from 'better-sqlite3'

/** Texts that are put together from what people choose are many; those used last stay. */
const MOST_KEPT = 500
/** What changes a statement for all who hold it, or keeps it busy. */
const CHANGING = ['pluck', 'raw', 'expand', 'safeIntegers', 'bind', 'iterate'] as const
type Changing = (typeof CHANGING)[number]
type Method = (...values: unknown[]) => Statement

/**
 * Lets the database compile each statement once: `prepare` of a text that was asked for before answers the
 * same statement. What would change it for others (`pluck`, `raw`) or keep it busy (`iterate`) is done by
 * a statement of its own.
 */
export function keepStatements(db: Database): void {
  const compile = db.prepare.bind(db) as (text: string) => Statement
  const kept = new Map<string, Statement>()
  const take = (key: string, make: () => Statement): Statement => {
    const statement = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, statement)
    if (kept.size > MOST_KEPT) kept.delete(String(kept.keys().next().value))
    return statement
  }
  /** `fresh` makes a statement like this one that nobody else has. */
  const sharing = (fresh: () => Statement, kind: string): Statement => {
    const statement = fresh()
    const text = statement.source
    for (const name of CHANGING) {
      const changed = (...values: unknown[]) => change(fresh(), name, values)
      define(statement, name, (...values: unknown[]) =>
        (name === 'pluck' || name === 'raw') && values.length === 0
          ? take(`${kind}${name} ${text}`, () => sharing(changed, `${kind}${name} `))
          : changed(...values),
      )
    }
    return statement
  }
  define(db, 'prepare', (text: string) => take(` ${text}`, () => sharing(() => compile(text), '')))
}

const change = (statement: Statement, name: Changing, values: readonly unknown[]): Statement =>
  (statement[name] as Method)(...values)

function define<T extends object>(object: T, name: keyof T, value: unknown): void {
  Object.defineProperty(object, name, { value, configurable: true })
}
