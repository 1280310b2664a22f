import {
  PLACES_OF_HIT,
  QUICK_COUNT,
  type FoundPlace,
  type LibraryFilter,
  type LibraryHit,
} from '../../../../contract/library-search.ts'
import type { DocumentSummary } from '../../../../contract/library.ts'
import type { SearchHit } from '../../../../contract/oversight.ts'
import type { OutputOf, ParsedInputOf } from '../../../../contract/procedures.ts'
import type { Context } from '../../../feature.ts'
import { labelOf } from '../../../records/view.ts'
import { normalise, terms, type Term } from '../../../search/text.ts'
import { documentType } from '../types/document.types.ts'
import { ask, passing, type Found } from './ask.ts'
import { keeperOf } from './library-index.ts'
import type { LibraryIndex } from './shelves.ts'
import { markedTitle, placesOf, type Budget } from './places.ts'
import { isSound, soundsLike } from './sound.ts'
import { summaryOf } from './summary.ts'

/** Chunks of text that one answer may read beyond the first of each hit: about as long as a key press may take. */
const CHUNKS = 24
const MOST_SOUNDING = 5
const MOST_IN_PALETTE = 10

/** Documents that hold the words, with where they stand. */
export async function search(
  context: Context,
  input: ParsedInputOf<'library.search'>,
): Promise<OutputOf<'library.search'>> {
  const start = performance.now()
  const { index } = keeperOf(context)
  await index.open(context.session)
  const { text, filter = {}, sort = 'relevance', offset = 0, exact = false } = input
  const { found, capped } = ask(index, context.session, { text, filter, sort, exact })
  const words = terms(text)
  const budget = { chunks: CHUNKS }
  const hits = found
    .slice(offset, offset + input.limit)
    .flatMap((one) => hitOf(context, one, words, budget) ?? [])
  return {
    hits,
    total: capped && !exact ? Math.min(found.length, QUICK_COUNT) : found.length,
    capped,
    sounding: offset === 0 ? sounding(context, index, text, filter, hits) : [],
    took: performance.now() - start,
  }
}

/** Documents for the search over everything, each with its best place. */
export function libraryHits(context: Context, text: string, limit: number): SearchHit[] {
  const { index } = keeperOf(context)
  const question = { text, filter: {}, sort: 'relevance', exact: false } as const
  const words = terms(text)
  const budget = { chunks: CHUNKS / 4 }
  return ask(index, context.session, question)
    .found.slice(0, Math.min(limit, MOST_IN_PALETTE))
    .flatMap((found): SearchHit[] => {
      const row = context.workspace.log.row(documentType.name, found.held.document)
      if (row === undefined || row.deleted || row.level > context.session.clearance) return []
      const [place] = placesOf(found, words, 1, budget).places
      const label = labelOf(context, documentType, row)
      return [
        {
          ...label,
          snippet: place?.snippet ?? markedTitle(label.title, words),
          field: place === undefined ? documentType.title : 'text',
          at: found.facts.at,
          score: found.score,
          address: addressOf(label.id, text, place),
        },
      ]
    })
}

function addressOf(document: string, text: string, place: FoundPlace | undefined): string {
  const query = new URLSearchParams({
    ...(place && place.path !== '' ? { path: place.path } : {}),
    ...(place && place.page > 0 ? { page: String(place.page) } : {}),
    ...(place && place.anchor !== '' ? { anchor: place.anchor } : {}),
    q: text,
  })
  return `/library/${document}?${query.toString().replaceAll('+', '%20')}`
}

function hitOf(
  context: Context,
  found: Found,
  words: readonly Term[],
  budget: Budget,
): LibraryHit | undefined {
  const summary = summaryOf(context, found.held.document)
  return (
    summary && {
      ...summary,
      score: found.score,
      marked: markedTitle(summary.title, words),
      ...placesOf(found, words, PLACES_OF_HIT, budget),
    }
  )
}

/** Titles that sound like what was typed: 控制器 for `kzq` or `kongzhi`. */
function sounding(
  context: Context,
  index: LibraryIndex,
  text: string,
  filter: LibraryFilter,
  hits: readonly { readonly id: string }[],
): DocumentSummary[] {
  const wanted = normalise(text.trim())
  if (!isSound(wanted)) return []
  const passes = passing(index, context.session, filter)
  const known = new Set(hits.map(({ id }) => id))
  const found: string[] = []
  for (const { documents } of index.readable(context.session))
    for (const { document, sound, version } of documents.values()) {
      if (found.length === MOST_SOUNDING) break
      if (sound === '' || known.has(document) || !soundsLike(sound, wanted)) continue
      if (passes(document)?.version === version) found.push(document)
    }
  return found.flatMap((document) => summaryOf(context, document) ?? [])
}
