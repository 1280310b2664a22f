import type { Condition } from '../../../../contract/common.ts'
import {
  FACET_FIELDS,
  type BrowseSort,
  type FacetField,
  type LibraryFilter,
} from '../../../../contract/library-search.ts'
import type { OutputOf, ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Context } from '../../../feature.ts'
import { page } from '../../../records/list.ts'
import { collectionType, documentType } from '../types/document.types.ts'
import { holding, passing } from './ask.ts'
import { keeperOf } from './library-index.ts'
import type { Facts } from './facts.ts'
import type { LibraryIndex } from './shelves.ts'
import { nameOf, summaryOf } from './summary.ts'

const SORTS: Readonly<Record<BrowseSort, { field: string; descending?: boolean }>> = {
  title: { field: 'title' },
  newest: { field: '_created', descending: true },
  number: { field: 'number' },
  review: { field: 'reviewOn' },
}

/** One page of all documents that pass, unpublished ones included. */
export function browse(
  context: Context,
  input: ParsedInputOf<'library.documents'>,
): OutputOf<'library.documents'> {
  const { rows, ...rest } = page(context, documentType, {
    type: documentType.name,
    where: conditionsOf(input.filter ?? {}),
    sort: SORTS[input.sort ?? 'title'],
    limit: input.limit,
    after: input.after,
  })
  return { documents: rows.flatMap(({ id }) => summaryOf(context, id) ?? []), ...rest }
}

function conditionsOf(filter: LibraryFilter): Condition[] {
  const { collection, kind, owner, level, language, pinned, from, to, document } = filter
  const any = (
    field: string,
    value: readonly (string | number | null)[] | undefined,
  ): Condition[] =>
    value === undefined || value.length === 0 ? [] : [{ field, op: 'any', value: [...value] }]
  return [
    ...any('collection', collection),
    ...any('kind', kind),
    ...any('owner', owner),
    ...any('_level', level),
    ...any('language', language),
    ...any('id', document === undefined ? undefined : [document]),
    ...(pinned === true ? [{ field: 'pinned', op: 'is', value: true } as const] : []),
    ...(from === undefined ? [] : [{ field: '_created', op: 'after', value: from } as const]),
    ...(to === undefined ? [] : [{ field: '_created', op: 'before', value: to } as const]),
  ]
}

/** Counts of what the chips offer. */
export async function facetsOf(
  context: Context,
  input: ParsedInputOf<'library.facets'>,
): Promise<OutputOf<'library.facets'>> {
  const { index } = keeperOf(context)
  await index.open(context.session)
  const { text = '', filter = {} } = input
  // Chips that restrict nothing count the same documents.
  const shared = factsOf(index, context.session, text, filter)
  return {
    facets: FACET_FIELDS.map((field) => {
      const { [field]: own, ...others } = filter
      const facts = own === undefined ? shared : factsOf(index, context.session, text, others)
      const counts = new Map<string, number>()
      for (const one of facts) {
        const value = String(one[field] ?? '')
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      return { field, values: named(context, field, counts) }
    }),
  }
}

/** Facts of what is found, or of everything that passes where nothing is searched for. */
function factsOf(
  index: LibraryIndex,
  session: Context['session'],
  text: string,
  filter: LibraryFilter,
): Facts[] {
  if (text.trim() !== '') return holding(index, session, { text, filter })
  const passes = passing(index, session, filter)
  return [...index.facts.all.keys()].flatMap((document) => passes(document) ?? [])
}

const MOST_VALUES = 100

function named(context: Context, field: FacetField, counts: ReadonlyMap<string, number>) {
  const type = field === 'collection' ? collectionType.name : field === 'owner' ? 'post' : undefined
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({
      value,
      name: type === undefined ? value : nameOf(context, type, value || null),
      count,
    }))
}
