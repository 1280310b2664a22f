import type { Database } from 'better-sqlite3'
import type { LogQuery } from '../../../contract/duty-log.ts'
import type { Level } from '../../../contract/roles.ts'
import { ftsQuery } from '../../search/text.ts'
import type { Tools } from './entry.ts'
import {
  comparePlaces,
  COUNT_CAP,
  countOf,
  passing,
  placesOf,
  type Place,
  type TableQuery,
} from './page.ts'
import { sealedPlaces } from './sealed.ts'

export interface Found {
  /** At most one more than asked for, so that the caller sees whether the list goes on. */
  readonly places: readonly Place[]
  readonly total: number
  readonly capped: boolean
}

/** A word in more documents than this is looked for entry by entry, newest first. */
const COMMON = 50_000
const BATCH = 400

/** The entries that match, newest first, from a place on. Above the clearance nothing is found or counted. */
export function findEntries(context: Tools, query: LogQuery, limit: number, after?: Place): Found {
  const { text, ...table } = query
  const { workspace, session } = context
  const special = text?.trim() || table.tags?.length ? sealedPlaces(context, query) : []
  const plain = text?.trim()
    ? byText(context, ftsQuery(text), table, limit, after)
    : {
        places: placesOf(workspace.db, table, session.clearance, limit + 1, after),
        total: countOf(workspace.db, table, session.clearance),
        capped: false,
      }
  const following = after ? special.filter((place) => comparePlaces(place, after) > 0) : special
  const places = [...plain.places, ...following].toSorted(comparePlaces).slice(0, limit + 1)
  const total = plain.total + special.length
  return { places, total: Math.min(total, COUNT_CAP), capped: plain.capped || total > COUNT_CAP }
}

function byText(
  context: Tools,
  fts: string | undefined,
  table: TableQuery,
  limit: number,
  after: Place | undefined,
): Found {
  if (fts === undefined) return { places: [], total: 0, capped: false }
  const { workspace, session } = context
  const known = textPlaces(context, fts)
  if (known === undefined) return walk(workspace.db, fts, table, session.clearance, limit, after)
  const { from = -Infinity, to = Infinity } = table
  const inside = known.filter(({ at }) => at >= from && at < to)
  const filtered =
    session.clearance < 1 || Object.keys(table).some((name) => name !== 'from' && name !== 'to')
  if (!filtered) {
    const start = after ? inside.findIndex((place) => comparePlaces(place, after) > 0) : 0
    const places = start < 0 ? [] : inside.slice(start, start + limit + 1)
    return { places, total: inside.length, capped: false }
  }
  const places: Place[] = []
  let total = 0
  for (let at = 0; at < inside.length; at += BATCH) {
    const batch = inside.slice(at, at + BATCH)
    const pass = passing(
      workspace.db,
      batch.map(({ id }) => id),
      table,
      session.clearance,
    )
    total += pass.size
    for (const place of batch)
      if (
        pass.has(place.id) &&
        places.length <= limit &&
        (!after || comparePlaces(place, after) > 0)
      )
        places.push(place)
    if (total > COUNT_CAP && places.length > limit) break
  }
  return { places, total, capped: false }
}

/** Last answer of the full-text index per database: the pages of one search ask again and again. */
const answers = new WeakMap<
  Database,
  { readonly fts: string; readonly stamp: number; readonly places: readonly Place[] }
>()

/** All entries with the words, amended texts included, newest first; undefined when there are too many to hold. */
function textPlaces({ workspace }: Tools, fts: string): readonly Place[] | undefined {
  const { db, log } = workspace
  const stamp = Object.values(log.versionVector()).reduce((sum, seq) => sum + seq, 0)
  const last = answers.get(db)
  if (last && last.fts === fts && last.stamp === stamp) return last.places
  const rows = db
    .prepare(
      `SELECT d.at AS at, d.id AS id FROM (SELECT rowid AS doc FROM search_fts WHERE search_fts MATCH ?) hit
       CROSS JOIN log_docs d ON d.doc = hit.doc LIMIT ${COMMON + 1}`,
    )
    .all(fts) as Place[]
  if (rows.length > COMMON) return undefined
  const places = [...new Map(rows.map((place) => [place.id, place])).values()].toSorted(
    comparePlaces,
  )
  answers.set(db, { fts, stamp, places })
  return places
}

/** For words that stand everywhere: the newest entries, each asked whether it has them. */
function walk(
  db: Database,
  fts: string,
  table: TableQuery,
  clearance: Level,
  limit: number,
  after: Place | undefined,
): Found {
  const has = db
    .prepare(
      `SELECT 1 FROM (SELECT id FROM r_log_entry WHERE id = :id UNION ALL SELECT id FROM r_log_amendment WHERE entry = :id AND _deleted = 0) part
       CROSS JOIN search_docs s ON s.record = part.id CROSS JOIN search_fts f ON f.rowid = s.doc AND f.search_fts MATCH :fts LIMIT 1`,
    )
    .pluck()
  const places: Place[] = []
  let at = after
  for (;;) {
    const batch = placesOf(db, table, clearance, BATCH, at)
    for (const place of batch) {
      if (has.get({ id: place.id, fts }) === 1) places.push(place)
      if (places.length > limit) return { places, total: places.length, capped: true }
    }
    at = batch.at(-1)
    if (batch.length < BATCH || !at)
      return { places, total: places.length, capped: after !== undefined }
  }
}
