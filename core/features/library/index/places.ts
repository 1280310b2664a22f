import type { FoundPlace } from '../../../../contract/library-search.ts'
import { glanceAt } from '../../../search/glance.ts'
import { excerpt, MARK_END, MARK_START } from '../../../search/snippet.ts'
import {
  placeOf,
  searchableText,
  type Searchable,
  type Span,
  type Term,
} from '../../../search/text.ts'
import { partsOf, type Found } from './ask.ts'

/** Words nearer than this are one place. */
const NEAR = 80
/** Letters around the words. */
const AFTER = 84
/** Occurrences of one word that are looked at in one piece. */
const MOST_IN_PIECE = 200

interface Cluster {
  readonly terms: number
  readonly at: number
  readonly hits: readonly Span[]
}

export interface Places {
  readonly places: FoundPlace[]
  readonly more: number
  readonly moreAtLeast: boolean
}

/** How much text may still be read to show places; shared by the hits of one answer. */
export interface Budget {
  chunks: number
}

/** Where the terms stand in a document: the places that hold most of them, in order of the text. */
export function placesOf(
  found: Found,
  terms: readonly Term[],
  most: number,
  budget: Budget,
): Places {
  let best: FoundPlace[] = []
  let fullest = 0
  let count = 0
  let moreAtLeast = false
  for (const place of allPlaces(found, terms)) {
    if (place === 'chunk') {
      moreAtLeast = budget.chunks-- <= 0 && count >= most
      if (moreAtLeast) break
      continue
    }
    if (place.terms > fullest) {
      fullest = place.terms
      best = []
      count = 0
    }
    if (place.terms < fullest) continue
    count++
    if (best.length < most) best.push(place.show())
  }
  return { places: best, more: count - best.length, moreAtLeast }
}

interface Candidate {
  /** How many of the terms stand there. */
  readonly terms: number
  show(): FoundPlace
}

/** All places in order; `chunk` before more text is read. */
function* allPlaces(found: Found, terms: readonly Term[]): Iterable<Candidate | 'chunk'> {
  const glance = glanceAt(terms)
  for (const part of partsOf(found)) {
    const { path, title, chunks } = found.reader.passages.of(part)
    for (const chunk of chunks()) {
      yield 'chunk'
      for (const passage of chunk) {
        const { page, anchor, heading } = passage.of
        const own = passage.continued ? '' : heading
        if (!passage.mayHold(glance) && !glance(own)) continue
        const { searched } = passage
        for (const { terms: held, hits, at } of clustersOf(searched, terms, own))
          yield {
            terms: held,
            show() {
              const snippet = excerpt(searched, hits, at, AFTER)
              return { path, title, page, anchor, heading, snippet }
            },
          }
      }
    }
  }
}

/** Occurrences that stand near each other, with how many of the terms they are; a heading's words count for its text. */
function clustersOf(searched: Searchable, terms: readonly Term[], heading: string): Cluster[] {
  const hits = terms.flatMap((term, index) => occurrences(term, searched.plain, index))
  if (hits.length === 0) {
    const inHeading = heading === '' ? 0 : termsIn(terms, heading)
    return inHeading === 0 ? [] : [{ terms: inHeading, at: 0, hits: [] }]
  }
  const clusters: Cluster[] = []
  let open: (Span & { readonly index: number })[] = []
  const close = () => {
    const [first] = open
    if (first === undefined) return
    clusters.push({
      terms: new Set(open.map(({ index }) => index)).size,
      at: first.from,
      hits: open,
    })
  }
  for (const hit of hits.toSorted((a, b) => a.from - b.from)) {
    const first = open[0]
    if (first && hit.from - first.from > NEAR) {
      close()
      open = []
    }
    open.push(hit)
  }
  close()
  return clusters
}

function occurrences(
  term: Term,
  plain: string,
  index: number,
): (Span & { readonly index: number })[] {
  const all: (Span & { readonly index: number })[] = []
  for (let hit = placeOf(term, plain); hit; hit = placeOf(term, plain, hit.to)) {
    all.push({ ...hit, index })
    if (all.length === MOST_IN_PIECE) break
  }
  return all
}

const termsIn = (terms: readonly Term[], text: string): number => {
  const { plain } = searchableText(text)
  return terms.filter((term) => placeOf(term, plain)).length
}

/** A title with the terms marked, whole. */
export function markedTitle(title: string, terms: readonly Term[]): string {
  const { shown, plain, origin } = searchableText(title)
  const hits = terms
    .flatMap((term) => occurrences(term, plain, 0))
    .map(({ from, to }) => ({ from: origin(from), to: origin(to) }))
    .toSorted((a, b) => a.from - b.from)
  let text = ''
  let at = 0
  for (const { from, to } of hits) {
    if (from < at) continue
    text += shown.slice(at, from) + MARK_START + shown.slice(from, to) + MARK_END
    at = to
  }
  return text + shown.slice(at)
}
