import { ok } from '../../../contract/result.ts'
import type { LogQuery } from '../../../contract/duty-log.ts'
import { FIRST_SEALED_LEVEL } from '../../../contract/roles.ts'
import type { OutputOf } from '../../../contract/procedures.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handler } from '../../feature.ts'
import { opened } from '../../records/seal.ts'
import { nameOf, visibleRow } from '../../records/view.ts'
import { entryOf, type Tools } from './entry.ts'
import { findEntries } from './find.ts'
import { countOf, decodePlace, encodePlace } from './page.ts'
import { logEntryType } from './types.ts'

/** log.list: a page of entries, newest first. */
export const listEntries: Handler<'log.list'> = (context, { limit, after, ...query }) => {
  const place = after === undefined ? undefined : decodePlace(after)
  if (after !== undefined && !place)
    throw new CoreError('fieldInvalid', { field: 'after', reason: 'kind' })
  const found = findEntries(context, query, limit, place)
  const shown = found.places.slice(0, limit)
  const last = shown.at(-1)
  return ok({
    entries: shown.flatMap(({ id }) => {
      const row = context.workspace.log.row('log-entry', id)
      return row ? [entryOf(context, row)] : []
    }),
    next: found.places.length > limit && last ? encodePlace(last) : null,
    total: found.total,
    capped: found.capped,
  })
}

export const getEntry: Handler<'log.get'> = (context, { id }) =>
  ok({ entry: entryOf(context, visibleRow(context, 'log-entry', id)) })

/** log.days: counts between neighbouring bounds; exact, since nobody logs ten thousand lines a day. */
export const countDays: Handler<'log.days'> = ({ workspace, session }, { bounds }) =>
  ok({
    counts: bounds.slice(1).map((to, index) => {
      const from = bounds[index] ?? to
      return to > from ? countOf(workspace.db, { from, to }, session.clearance) : 0
    }),
  })

/** Facets look at this many of the newest matches; beyond, the interface shows names without counts. */
const SPAN = 5_000

interface Facts {
  readonly category: string
  readonly person: string
  readonly tags: readonly string[]
}

/** log.facets: each under the conditions of the others, so that a second choice can be added to a first. */
export const facetEntries: Handler<'log.facets'> = (context, query) => {
  const { categories, people, tags, ...rest } = query
  const { places } = findEntries(context, rest as LogQuery, SPAN)
  const facts = places.slice(0, SPAN).flatMap(({ id }) => factsOf(context, id))
  const has = (list: readonly string[] | undefined, values: readonly string[]): boolean =>
    !list?.length || values.some((value) => list.includes(value))
  const inCategories = (fact: Facts): boolean => has(categories, [fact.category])
  const inPeople = (fact: Facts): boolean => has(people, [fact.person])
  const inTags = (fact: Facts): boolean => has(tags, fact.tags)
  const answer: OutputOf<'log.facets'> = {
    categories: counted(
      facts.filter((fact) => inPeople(fact) && inTags(fact)).map((fact) => fact.category),
    ),
    people: counted(
      facts.filter((fact) => inCategories(fact) && inTags(fact)).map((fact) => fact.person),
    ).map(({ value, count }) => ({ id: value, name: nameOf(context, value), count })),
    tags: counted(
      facts.filter((fact) => inCategories(fact) && inPeople(fact)).flatMap((fact) => fact.tags),
    ),
    capped: places.length > SPAN,
  }
  return ok(answer)
}

function factsOf(context: Tools, id: string): Facts[] {
  const row = context.workspace.log.row('log-entry', id)
  if (!row) return []
  const { tags } =
    row.level >= FIRST_SEALED_LEVEL
      ? opened(context, logEntryType, id, { tags: row.fields['tags'] ?? null })
      : row.fields
  return [
    {
      category: String(row.fields['category']),
      person: row.createdBy,
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    },
  ]
}

function counted(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

const MOST_TAGS = 20

/** log.tags: for completing what is typed after @. Sealed tags are suggested to nobody. */
export const listTags: Handler<'log.tags'> = ({ workspace }: Context, { prefix }) => {
  const wanted = prefix.trim().toLowerCase()
  const rows = workspace.db
    .prepare(
      "SELECT substr(key, 5) AS tag, count(*) AS count FROM log_index WHERE key >= 'tag:' AND key < 'tag;' GROUP BY key",
    )
    .all() as { tag: string; count: number }[]
  const rank = (tag: string): number => (tag.toLowerCase().startsWith(wanted) ? 0 : 1)
  return ok({
    tags: rows
      .filter(({ tag }) => tag.toLowerCase().includes(wanted))
      .toSorted(
        (a, b) => rank(a.tag) - rank(b.tag) || b.count - a.count || (a.tag < b.tag ? -1 : 1),
      )
      .slice(0, MOST_TAGS),
  })
}
