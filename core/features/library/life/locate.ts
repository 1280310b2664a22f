import type { Place } from '../../../../contract/library.ts'
import type { BINDING_STATES } from '../../../../contract/library-life.ts'
import type { Extracted, ExtractedPart, ExtractedPiece } from '../extracted.ts'

/** Where a bound text stands in a version, and how sure that is. */
export interface Located {
  readonly state: (typeof BINDING_STATES)[number]
  readonly place: Place
  /** Heading under which it stands; empty where there is none. */
  readonly heading: string
  /** What stands there in place of the bound text, where it changed. */
  readonly now?: string
}

interface Spot {
  readonly part: ExtractedPart
  readonly piece: ExtractedPiece
  /** Heading that holds for the piece: its own, else the nearest before it. */
  readonly heading: ExtractedPiece | undefined
  /** Text without spaces, in one form, for comparing. */
  readonly plain: string
}

const QUOTE = 200
const AROUND = 60
/** Share of the quote's pairs of characters that a changed text must still have. */
const SIMILAR = 0.6

/** Spaces, widths and letter case do not make another text. */
const plainOf = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

const spotsOf = (extracted: Extracted): Spot[] =>
  extracted.parts.flatMap((part) => {
    let heading: ExtractedPiece | undefined
    return part.pieces.map((piece) => {
      if (piece.heading !== '') heading = piece
      return { part, piece, heading, plain: plainOf(`${piece.heading}${piece.text}`) }
    })
  })

const isAt = (spot: Spot, { path, page, anchor }: Place): boolean =>
  (path ?? '') === spot.part.path &&
  (page === undefined || page === spot.piece.page) &&
  (anchor === undefined || anchor === spot.piece.anchor || anchor === spot.heading?.anchor)

const placeAt = (spot: Spot, quote: Pick<Place, 'quote' | 'before' | 'after'>): Place => ({
  ...(spot.part.path === '' ? {} : { path: spot.part.path }),
  ...(spot.piece.page === 0 ? {} : { page: spot.piece.page }),
  ...(anchorOf(spot) === '' ? {} : { anchor: anchorOf(spot) }),
  ...quote,
})
const anchorOf = ({ piece, heading }: Spot): string =>
  piece.anchor === '' && piece.page === 0 ? (heading?.anchor ?? '') : piece.anchor

const quoteOf = ({ quote, before, after }: Place): Pick<Place, 'quote' | 'before' | 'after'> => ({
  ...(quote === undefined ? {} : { quote }),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
})

/**
 * The place with the text that stands there, so that it can be found again in another version.
 * Undefined when the version has no such place.
 */
export function anchored(extracted: Extracted, place: Place): Located | undefined {
  const spots = spotsOf(extracted)
  const spot = spots.find(
    (candidate) =>
      isAt(candidate, place) &&
      (place.quote === undefined || candidate.plain.includes(plainOf(place.quote))),
  )
  if (spot === undefined) return undefined
  const text = (spot.piece.text.trim() === '' ? spot.piece.heading : spot.piece.text).trim()
  const quote =
    place.quote === undefined ? { quote: text.slice(0, QUOTE) } : contextOf(spot.piece.text, place)
  return {
    state: 'ok',
    place: placeAt(spot, quote),
    heading: spot.heading?.heading ?? spot.part.title,
  }
}

function contextOf(text: string, place: Place): Pick<Place, 'quote' | 'before' | 'after'> {
  const { quote = '' } = place
  const at = text.indexOf(quote)
  if (at < 0) return quoteOf(place)
  return {
    quote,
    before: text.slice(Math.max(0, at - AROUND), at),
    after: text.slice(at + quote.length, at + quote.length + AROUND),
  }
}

/**
 * Looks for a bound place in another version by its text: first where it was, then anywhere, then for a
 * text that is much alike, which a person has to look at.
 */
export function located(extracted: Extracted, place: Place): Located {
  const wanted = plainOf(place.quote ?? '')
  const spots = spotsOf(extracted)
  const same = wanted === '' ? [] : spots.filter((spot) => spot.plain.includes(wanted))
  const best = same.toSorted((a, b) => nearness(b, place) - nearness(a, place))[0]
  if (best) {
    const stays = isAt(best, place)
    return {
      state: stays ? 'ok' : 'moved',
      place: placeAt(best, quoteOf(place)),
      heading: best.heading?.heading ?? best.part.title,
    }
  }
  const alike = wanted === '' ? undefined : mostAlike(spots, wanted, place)
  if (alike)
    return {
      state: 'changed',
      place: placeAt(alike, quoteOf(place)),
      heading: alike.heading?.heading ?? alike.part.title,
      now: alikeText(`${alike.piece.heading}\n${alike.piece.text}`, wanted),
    }
  return { state: 'lost', place, heading: '' }
}

/** Of several places with the same text the one that stands as the bound one stood. */
function nearness(spot: Spot, place: Place): number {
  const { before = '', after = '', quote = '' } = place
  const around = plainOf(`${before}${quote}${after}`)
  const distance =
    place.page === undefined || spot.piece.page === 0 ? 0 : Math.abs(place.page - spot.piece.page)
  return (
    (around !== '' && spot.plain.includes(around) ? 100 : 0) +
    (isAt(spot, place) ? 50 : 0) +
    ((place.path ?? '') === spot.part.path ? 10 : 0) -
    Math.min(9, distance)
  )
}

function mostAlike(spots: readonly Spot[], wanted: string, place: Place): Spot | undefined {
  const pairs = pairsOf(wanted)
  let found: { spot: Spot; share: number } | undefined
  for (const spot of spots) {
    const share = sharedPairs(pairs, spot.plain)
    const isBetter =
      found === undefined ||
      share > found.share ||
      (share === found.share && nearness(spot, place) > nearness(found.spot, place))
    if (share >= SIMILAR && isBetter) found = { spot, share }
  }
  return found?.spot
}

const SENTENCE = /[^\n。！？；]+[。！？；]*|[。！？；]+/gu
/** Sentences that together may be one bound text, and those that are looked at. */
const TOGETHER = 4
const MOST_SENTENCES = 2000

/** The sentences of a text that are most like what is wanted. */
function alikeText(text: string, wanted: string): string {
  const sentences = [...text.matchAll(SENTENCE)]
    .filter(([sentence]) => sentence.trim() !== '')
    .slice(0, MOST_SENTENCES)
  const pairs = pairsOf(wanted)
  let best = { share: 0, text: '' }
  sentences.forEach(({ index }, from) => {
    for (const last of sentences.slice(from, from + TOGETHER)) {
      const candidate = text.slice(index, last.index + last[0].length).trim()
      const own = pairsOf(plainOf(candidate))
      const shared = [...pairs].filter((pair) => own.has(pair)).length
      const share = (2 * shared) / Math.max(1, pairs.size + own.size)
      if (share > best.share) best = { share, text: candidate }
    }
  })
  return best.text.slice(0, QUOTE * 2)
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

/** The greatest share of the pairs that stand within one window of about the quote's length. */
function sharedPairs(pairs: ReadonlySet<string>, text: string): number {
  const letters = [...text]
  const length = Math.ceil(pairs.size * 1.5) + 2
  const counts = new Map<string, number>()
  let best = 0
  for (let at = 1; at < letters.length; at++) {
    const pair = `${letters[at - 1]}${letters[at]}`
    if (pairs.has(pair)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
    const left = at - length
    if (left >= 1) {
      const gone = `${letters[left - 1]}${letters[left]}`
      const count = counts.get(gone)
      if (count !== undefined) {
        if (count === 1) counts.delete(gone)
        else counts.set(gone, count - 1)
      }
    }
    best = Math.max(best, counts.size)
  }
  return pairs.size === 0 ? 0 : best / pairs.size
}
