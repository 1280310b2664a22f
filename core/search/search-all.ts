import type { SearchHit } from '../../contract/oversight.ts'
import type { Condition } from '../../contract/common.ts'
import type { Json, RecordType } from '../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL } from '../../contract/roles.ts'
import type { Context } from '../feature.ts'
import { hlcToMs } from '../log/clock.ts'
import { opened } from '../records/seal.ts'
import { labelOf, mayRead } from '../records/view.ts'
import { sealedIds, whereOf } from '../records/where.ts'
import { searchable, searchFields } from './search-index.ts'
import { snippet } from './snippet.ts'
import { FIELD_BREAK, ftsQuery, matches } from './text.ts'

interface Query {
  readonly text: string
  readonly types?: readonly string[] | undefined
  readonly where?: readonly Condition[] | undefined
  readonly limit: number
}

const COUNT_CAP = 1000
/** A title counts for as much as this many words of text. */
const TITLE_WEIGHT = 8
const DAY_MS = 86_400_000

/** Records of every type that this person may read and that hold every word of the text, best first. */
export function searchAll(
  context: Context,
  query: Query,
): { hits: SearchHit[]; total: number; capped: boolean } {
  const fts = ftsQuery(query.text)
  const types = context.workspace.types
    .all()
    .filter((type) => mayRead(context, type) && isSearched(type, query.types))
  if (fts === undefined || types.length === 0) return { hits: [], total: 0, capped: false }
  const found = [...indexed(context, fts, types), ...sealed(context, query.text, types)].filter(
    ({ type, id }) =>
      query.where === undefined ||
      query.where.length === 0 ||
      passes(context, type, id, query.where),
  )
  const hits = together([
    ...found.flatMap((candidate) => hitOf(context, query.text, candidate)),
    ...contributed(context, query, types).map((hit) => ({ ...hit, whole: () => hit })),
  ]).toSorted((a, b) => b.score - a.score)
  return {
    hits: hits.slice(0, query.limit).map(({ whole, score }) => ({ ...whole(), score })),
    total: Math.min(hits.length, COUNT_CAP),
    capped: found.length > COUNT_CAP,
  }
}

/** What was found, and how to come by all that is shown of it: only the best are shown. */
interface Hit {
  readonly id: string
  readonly score: number
  whole(): SearchHit
}

/** What features find in texts of their own; conditions on fields are for records alone. */
function contributed(
  context: Context,
  query: Query,
  types: readonly RecordType[],
): readonly SearchHit[] {
  if (query.where !== undefined && query.where.length > 0) return []
  const names = new Set(types.map(({ name }) => name))
  return context.shared
    .search(context, query.text, query.limit)
    .filter(({ type }) => names.has(type))
}

/** Each record once, with what tells more of where it was found: that comes last. */
function together(hits: readonly Hit[]): Hit[] {
  const byId = new Map<string, Hit>()
  for (const { id, score, whole } of hits)
    byId.set(id, { id, whole, score: Math.max(score, byId.get(id)?.score ?? 0) })
  return [...byId.values()]
}

const isSearched = (type: RecordType, names: readonly string[] | undefined): boolean =>
  names === undefined
    ? type.managed !== true || type.search !== undefined
    : names.includes(type.name)

interface Candidate {
  readonly type: RecordType
  readonly id: string
  readonly rank: number
}

function indexed({ workspace }: Context, fts: string, types: readonly RecordType[]): Candidate[] {
  const byName = new Map(types.map((type) => [type.name, type]))
  const rows = workspace.db
    .prepare<[string, string, number], { record: string; type: string; rank: number }>(
      `SELECT record, type, rank FROM (SELECT rowid AS doc, bm25(search_fts, ${TITLE_WEIGHT}, 1) AS rank FROM search_fts WHERE search_fts MATCH ?)
     JOIN search_docs USING (doc) WHERE type IN (SELECT value FROM json_each(?)) ORDER BY rank LIMIT ?`,
    )
    .all(fts, JSON.stringify([...byName.keys()]), COUNT_CAP + 1)
  return rows.flatMap(({ record, type, rank }) => {
    const known = byName.get(type)
    return known ? [{ type: known, id: record, rank: -rank }] : []
  })
}

function sealed(context: Context, text: string, types: readonly RecordType[]): Candidate[] {
  return types.flatMap((type) =>
    sealedIds(context, type, (fields) =>
      matches(
        text,
        searchFields(type)
          .map((name) => searchable(fields[name]))
          .join(FIELD_BREAK),
      ),
    ).map((id) => ({ type, id, rank: 1 })),
  )
}

function passes(
  context: Context,
  type: RecordType,
  id: string,
  where: readonly Condition[],
): boolean {
  const known = where.filter(
    (condition) => condition.field in type.fields || condition.field.startsWith('_'),
  )
  if (known.length < where.length) return false
  const sql = whereOf(context, type, { where: [...known] })
  return (
    context.workspace.db
      .prepare(`SELECT 1 FROM r_${type.name.replaceAll('-', '_')} WHERE id = ? AND ${sql.sql}`)
      .get(id, ...sql.values) !== undefined
  )
}

/** Where a record that is a part of another is found; undefined for whoever may not see that one. */
function placeOf(
  context: Context,
  within: NonNullable<RecordType['within']>,
  fields: Readonly<Record<string, Json>>,
): string | undefined {
  const [name, id] = [String(fields[within.type]), String(fields[within.id])]
  const type = context.workspace.types.get(name)
  const row = type && context.workspace.log.row(name, id)
  const isSeen =
    row && !row.deleted && row.level <= context.session.clearance && mayRead(context, type)
  return isSeen ? `/register/${name}/${id}?tab=${within.tab}` : undefined
}

function hitOf(context: Context, text: string, { type, id, rank }: Candidate): Hit[] {
  const row = context.workspace.log.row(type.name, id)
  if (row === undefined || row.deleted || row.level > context.session.clearance) return []
  const fields =
    row.level >= FIRST_SEALED_LEVEL ? opened(context, type, id, row.fields) : row.fields
  const address = type.within && placeOf(context, type.within, fields)
  if (type.within && address === undefined) return []
  const age = Math.max(0, context.now() - hlcToMs(row.updated)) / DAY_MS
  // What was touched lately is likelier to be meant; after a year it no longer matters.
  const score = rank * (1 + 0.5 / (1 + age / 30))
  const whole = (): SearchHit => {
    const shown = pieceOf(text, type, fields)
    return {
      ...labelOf(context, type, row),
      snippet: shown?.snippet ?? searchable(fields[type.title]).slice(0, 90),
      field: shown?.field ?? type.title,
      ...(address === undefined ? {} : { address }),
      at: hlcToMs(row.updated),
      score,
    }
  }
  return [{ id, score, whole }]
}

/** The first field of a record that holds a word of the text. */
function pieceOf(
  text: string,
  type: RecordType,
  fields: Readonly<Record<string, Json>>,
): { readonly field: string; readonly snippet: string } | undefined {
  for (const field of searchFields(type)) {
    const piece = snippet(text, searchable(fields[field]))
    if (piece !== undefined) return { field, snippet: piece }
  }
  return undefined
}
