import type { Database } from 'better-sqlite3'
import type { LogQuery } from '../../../contract/duty-log.ts'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../../contract/roles.ts'
import { AMENDED_KEY, LATE_KEY, levelKey, tagKey } from './log-index.ts'

/** A place in the log: newest first, ids part what happened in the same millisecond. */
export interface Place {
  readonly at: number
  readonly id: string
}

/** Conditions that tables can answer; full text and sealed tags are answered elsewhere. */
export type TableQuery = Omit<LogQuery, 'text'>

export const COUNT_CAP = 10_000
/** Beyond this many index ranges one range with a filter is cheaper. */
const MOST_RANGES = 64

type Params = (string | number)[]
interface Sql {
  readonly sql: string
  readonly params: Params
}

export const comparePlaces = (a: Place, b: Place): number =>
  b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

export function encodePlace(place: Place): string {
  return `${place.at}_${place.id}`
}

export function decodePlace(text: string): Place | undefined {
  const match = /^(-?\d{1,16})_([0-9a-f-]{36})$/u.exec(text)
  return match?.[1] && match[2] ? { at: Number(match[1]), id: match[2] } : undefined
}

const ALIVE = 'e._deleted = 0'
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** Conditions on the row itself (alias e), without those that the range already meets. */
function conditions(query: TableQuery, met: ReadonlySet<string>): Sql {
  const parts: string[] = [ALIVE]
  const params: Params = []
  const list = (name: string, column: string, values: readonly string[] | undefined): void => {
    if (!values?.length || met.has(name)) return
    parts.push(`${column} IN (${marks(values)})`)
    params.push(...values)
  }
  list('categories', 'e.category', query.categories)
  list('people', 'e._created_by', query.people)
  const indexed = (name: string, keys: readonly string[]): void => {
    if (keys.length === 0 || met.has(name)) return
    parts.push(
      `EXISTS (SELECT 1 FROM log_index x WHERE x.key IN (${marks(keys)}) AND x.at = e.at AND x.id = e.id)`,
    )
    params.push(...keys)
  }
  indexed('tags', (query.tags ?? []).map(tagKey))
  if (query.lateOnly) indexed('late', [LATE_KEY])
  if (query.amendedOnly) indexed('amended', [AMENDED_KEY])
  return { sql: parts.join(' AND '), params }
}

/** The period and the place to go on from, on the columns of an index in order of time. */
function span(query: TableQuery, after: Place | undefined, alias: string): Sql {
  const parts: string[] = []
  const params: Params = []
  if (query.from !== undefined) {
    parts.push(`${alias}.at >= ?`)
    params.push(query.from)
  }
  if (query.to !== undefined) {
    parts.push(`${alias}.at < ?`)
    params.push(query.to)
  }
  if (after) {
    parts.push(`(${alias}.at, ${alias}.id) < (?, ?)`)
    params.push(after.at, after.id)
  }
  return { sql: parts.map((part) => ` AND ${part}`).join(''), params }
}

/** Ranges of indexes that together hold every match, each in order of time. */
function ranges(
  db: Database,
  query: TableQuery,
  after: Place | undefined,
  visible: Sql,
): readonly Sql[] {
  const make = (
    from: string,
    where: string,
    params: Params,
    met: readonly string[],
    alias = 'e',
  ): Sql => {
    const rest = conditions(query, new Set(met))
    const time = span(query, after, alias)
    return {
      sql: `SELECT ${alias}.at AS at, ${alias}.id AS id FROM ${from} WHERE ${where}${time.sql} AND ${rest.sql}${visible.sql}`,
      params: [...params, ...time.params, ...rest.params, ...visible.params],
    }
  }
  const keyed = (keys: readonly string[], met: string): readonly Sql[] =>
    keys.map((key) => {
      const rest = conditions(query, new Set([met]))
      // Entries are never deleted: with no other condition the index alone knows.
      if (rest.sql === ALIVE && visible.sql === '') {
        const time = span(query, after, 'x')
        return {
          sql: `SELECT x.at AS at, x.id AS id FROM log_index x WHERE x.key = ?${time.sql}`,
          params: [key, ...time.params],
        }
      }
      return make(
        'log_index x CROSS JOIN r_log_entry e ON e.id = x.id',
        'x.key = ?',
        [key],
        [met],
        'x',
      )
    })
  const { categories = [], people = [], tags = [] } = query
  if (tags.length > 0) return keyed(tags.map(tagKey), 'tags')
  if (query.amendedOnly) return keyed([AMENDED_KEY], 'amended')
  const table = (index: string): string => `r_log_entry e INDEXED BY "i_log_entry__${index}"`
  const kinds = people.length > 0 && categories.length === 0 ? categoriesInUse(db) : categories
  if (people.length > 0 && people.length * kinds.length <= MOST_RANGES)
    return people.flatMap((person) =>
      kinds.map((category) =>
        make(
          table('_created_by__category__at'),
          'e._created_by = ? AND e.category = ?',
          [person, category],
          ['people', 'categories'],
        ),
      ),
    )
  if (categories.length > 0)
    return categories.map((category) =>
      make(table('category__at'), 'e.category = ?', [category], ['categories']),
    )
  if (query.lateOnly) return keyed([LATE_KEY], 'late')
  return [make(table('at'), '1', [], [])]
}

/** Categories that occur, by jumps over the index. */
function categoriesInUse(db: Database): readonly string[] {
  return db
    .prepare(
      `WITH RECURSIVE used(value) AS (
        SELECT min(category) FROM r_log_entry WHERE _deleted = 0
        UNION ALL SELECT (SELECT min(category) FROM r_log_entry WHERE _deleted = 0 AND category > used.value) FROM used WHERE used.value IS NOT NULL
      ) SELECT value FROM used WHERE value IS NOT NULL`,
    )
    .pluck()
    .all() as string[]
}

/** Only what the reader may know of. */
const within = (clearance: Level): Sql => ({ sql: ' AND e._level <= ?', params: [clearance] })

/** The next places that match, newest first. Sealed tags are not found here. */
export function placesOf(
  db: Database,
  query: TableQuery,
  clearance: Level,
  limit: number,
  after?: Place,
): Place[] {
  const parts = ranges(db, query, after, within(clearance))
  const sql = parts
    .map((part) => `SELECT * FROM (${part.sql} ORDER BY at DESC, id DESC LIMIT ?)`)
    .join(' UNION ')
  return db
    .prepare(`SELECT at, id FROM (${sql}) ORDER BY at DESC, id DESC LIMIT ?`)
    .all(...parts.flatMap((part) => [...part.params, limit]), limit) as Place[]
}

/** How many match, at most one more than the cap. Levels above the clearance do not count. */
export function countOf(db: Database, query: TableQuery, clearance: Level): number {
  // Levels below the sealed ones are common: counted on the index, the few above are taken off again.
  const few = clearance >= FIRST_SEALED_LEVEL - 1
  const visible = few ? { sql: '', params: [] } : within(clearance)
  const parts = ranges(db, query, undefined, visible)
  const sql = parts
    .map((part) => `SELECT id FROM (${part.sql} LIMIT ${COUNT_CAP + 1})`)
    .join(' UNION ')
  const found = db
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM (${sql}) LIMIT ${COUNT_CAP + 1})`)
    .pluck()
    .get(...parts.flatMap((part) => part.params)) as number
  const above = few ? LEVELS.filter((level) => level > clearance).map(levelKey) : []
  if (above.length === 0 || found > COUNT_CAP) return found
  return found - countAbove(db, query, above)
}

/** Entries under keys of the index that meet the other conditions; for the few that tables cannot answer. */
export function placesUnder(db: Database, keys: readonly string[], query: TableQuery): Place[] {
  const rest = conditions(query, new Set(['tags']))
  const time = span(query, undefined, 'x')
  return db
    .prepare(
      `SELECT x.at AS at, x.id AS id FROM log_index x CROSS JOIN r_log_entry e ON e.id = x.id WHERE x.key IN (${marks(keys)})${time.sql} AND ${rest.sql}`,
    )
    .all(...keys, ...time.params, ...rest.params) as Place[]
}

/** Those of the entries given that meet the conditions and may be seen; the period is not looked at. */
export function passing(
  db: Database,
  ids: readonly string[],
  query: TableQuery,
  clearance: Level,
): ReadonlySet<string> {
  const rest = conditions(query, new Set())
  return new Set(
    db
      .prepare(
        `SELECT e.id FROM json_each(?) given CROSS JOIN r_log_entry e ON e.id = given.value WHERE ${rest.sql} AND e._level <= ?`,
      )
      .pluck()
      .all(JSON.stringify(ids), ...rest.params, clearance) as string[],
  )
}

function countAbove(db: Database, query: TableQuery, keys: readonly string[]): number {
  const rest = conditions(query, new Set())
  const time = span(query, undefined, 'x')
  return db
    .prepare(
      `SELECT count(*) FROM log_index x CROSS JOIN r_log_entry e ON e.id = x.id WHERE x.key IN (${marks(keys)})${time.sql} AND ${rest.sql}`,
    )
    .pluck()
    .get(...keys, ...time.params, ...rest.params) as number
}
