import type { Bytes } from './bytes.ts'
import {
  fold,
  foldWithOrigins,
  HAN_KIND,
  isHanPair,
  isHighHalf,
  isWordPair,
  kindOf,
  Letters,
  WORD_KIND,
} from './fold.ts'

/**
 * The one text path of index and query. NFKC; small letters without accents; traditional characters as
 * simplified ones; runs of Han characters become interleaved single characters and bigrams (ABC: A AB B BC C),
 * so that words of any length are found; other words stay as they are and are cut by the index's own tokenizer.
 */
export const TOKENIZER_VERSION = 3

/** Between the fields of a record: no word and no Chinese text reads on over it. */
export const FIELD_BREAK = '\u001f'

const HAN = /^[\p{Script=Han}\u3005\u3007]/u
const UNIT =
  /[\p{Script=Han}\u3005\u3007]+|[[\p{L}\p{N}\p{M}\p{Co}]--[\p{Script=Han}\u3005\u3007]]+/gv
const SPACE = 32

const folded = new Letters()

const PLAIN = /^[\u0000-\u007f]*$/u

export function normalise(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  fold(text, folded)
  return folded.toString()
}

/** A text to be searched, with the way back from a place in its normal form to the text as it is shown. */
export interface Searchable {
  readonly shown: string
  readonly plain: string
  origin(place: number): number
}

export function searchableText(text: string): Searchable {
  const plain = normalise(text)
  if (plain.length === text.length) return { shown: text, plain, origin: (place) => place }
  const origins = foldWithOrigins(text, folded)
  if (origins) return { shown: text, plain, origin: (place) => origins[place] ?? text.length }
  // Letters of several parts: shown as they are compared.
  return { shown: plain, plain, origin: (place) => place }
}

/**
 * Writes a text as it is indexed into `out`, for a tokenizer that parts words at ASCII signs only: UTF-8, and a space for
 * whatever else is neither letter nor number. Capitals of a text of nothing but ASCII are left to the tokenizer.
 */
export function indexBytes(text: string, out: Bytes): void {
  out.length = 0
  if (PLAIN.test(text)) return out.ascii(text)
  fold(text, folded)
  const { codes, length } = folded
  // At most a space, the letter, and with the one before it once more, of three bytes each.
  out.reserve(length * 11 + 1)
  /** Where the Han letter before was written, and its bytes; -1 outside of a run. */
  let before = -1
  let wide = 3
  for (let at = 0; at < length; at++) {
    const code = codes[at] ?? 0
    if (code < 128) {
      if (before >= 0) out.byte(SPACE)
      before = -1
      out.byte(code)
      continue
    }
    const kind = kindOf(code)
    const next = isHighHalf(code) ? (codes[at + 1] ?? 0) : 0
    const low = next >= 0xdc00 && next < 0xe000 ? next : 0
    if (kind === HAN_KIND || (low > 0 && isHanPair(code, low))) {
      out.byte(SPACE)
      if (before >= 0) {
        out.again(before, wide)
        out.letter(code, low)
        out.byte(SPACE)
      }
      before = out.length
      out.letter(code, low)
      wide = out.length - before
    } else {
      if (before >= 0) out.byte(SPACE)
      before = -1
      if ((kind & WORD_KIND) !== 0 || (low > 0 && isWordPair(code, low))) out.letter(code, low)
      else out.byte(SPACE)
    }
    if (low > 0) at++
  }
}

/** A run of Han letters, or one word of others. */
interface Unit {
  readonly text: string
  readonly han: boolean
}

/** What must stand together: a run, a word, what is written without spaces, or a phrase in quotes. */
export interface Term {
  readonly units: readonly Unit[]
  /** The last word may go on: it is still being typed. */
  readonly open: boolean
}

const QUOTES = /["“”„«»「」『』]/u

/** What a person typed, cut into terms: a phrase between quotes, runs of Han letters, and words between spaces. */
export function terms(query: string): Term[] {
  const found: (readonly Unit[])[] = []
  const parts = normalise(query).split(QUOTES)
  parts.forEach((part, at) => {
    if (at % 2 === 1) found.push(unitsOf(part))
    else for (const word of part.split(/\s+/u)) found.push(...apart(unitsOf(word)))
  })
  const all = found.filter((units) => units.length > 0)
  // What is between closed quotes is whole.
  const closed = parts.length % 2 === 1 && parts.length > 1 && parts.at(-1)?.trim() === ''
  return all.map((units, at) => ({ units, open: at === all.length - 1 && !closed }))
}

function unitsOf(part: string): Unit[] {
  return [...part.matchAll(UNIT)].map(([text]) => ({ text, han: HAN.test(text) }))
}

/** Han runs are terms of their own; words that only signs part stay together, like 10.20.3.4. */
function apart(units: readonly Unit[]): Unit[][] {
  const found: Unit[][] = []
  for (const unit of units) {
    const last = found.at(-1)
    if (last === undefined || unit.han || last[0]?.han === true) found.push([unit])
    else last.push(unit)
  }
  return found
}

/** The query as FTS5 takes it; every term must be there. Undefined when there is no term. */
export function ftsQuery(query: string): string | undefined {
  const all = terms(query)
  return all.length === 0 ? undefined : all.map(ftsTerm).join(' AND ')
}

/** One term as FTS5 takes it. */
export function ftsTerm({ units, open }: Term): string {
  const last = units.length - 1
  const tokens = units.flatMap(({ text, han }, at) =>
    han ? hanTokens([...text], at === 0, at === last) : [text],
  )
  const goesOn = open && units[last]?.han === false
  return `"${tokens.join(' ')}"${goesOn ? ' *' : ''}`
}

/** Tokens of a run inside a term. At an end of the term bigrams are enough, and the run may go on. */
function hanTokens(letters: readonly string[], first: boolean, last: boolean): string[] {
  if (letters.length === 1) return [...letters]
  return letters.flatMap((letter, at) => {
    const single = (at === 0 && first) || (at === letters.length - 1 && last) ? [] : [letter]
    return at + 1 < letters.length ? [...single, letter + String(letters[at + 1])] : single
  })
}

/** The same question put to a text directly, without an index. */
export function matches(query: string, text: string): boolean {
  const all = terms(query)
  const plain = normalise(text)
  return all.length > 0 && all.every((term) => placeOf(term, plain) !== undefined)
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** Where a term first stands in a normalised text, from a place on; undefined when it does not. */
export function placeOf({ units, open }: Term, plain: string, start = 0): Span | undefined {
  const [first] = units
  if (first === undefined) return undefined
  for (let from = plain.indexOf(first.text, start); from >= 0;) {
    if (first.han || !isWord(plain, from - 1)) {
      const to = endOf(units, open, plain, from)
      if (to > 0) return { from, to }
    }
    from = plain.indexOf(first.text, from + 1)
  }
  return undefined
}

/** End of the units that begin at a place; 0 where they do not stand there. */
function endOf(units: readonly Unit[], open: boolean, plain: string, from: number): number {
  let at = from
  for (const [index, unit] of units.entries()) {
    if (index > 0) {
      const next = unitStart(plain, at)
      // Two runs of Han that touch are one run.
      if (next === at && unit.han && units[index - 1]?.han === true) return 0
      at = next
    }
    if (!plain.startsWith(unit.text, at)) return 0
    at += unit.text.length
    const goesOn = open && index === units.length - 1
    if (!unit.han && !goesOn && isWord(plain, at)) return 0
    if (unit.han && index < units.length - 1 && isHan(plain, at)) return 0
  }
  return at
}

function unitStart(plain: string, from: number): number {
  let at = from
  while (at < plain.length && !isWord(plain, at) && !isHan(plain, at)) at++
  return at
}

const isWord = (plain: string, at: number): boolean =>
  at >= 0 && at < plain.length && (kindOf(plain.charCodeAt(at)) & WORD_KIND) !== 0

const isHan = (plain: string, at: number): boolean => {
  const code = plain.charCodeAt(at)
  return isHighHalf(code) ? isHanPair(code, plain.charCodeAt(at + 1)) : kindOf(code) === HAN_KIND
}
