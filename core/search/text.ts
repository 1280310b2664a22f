import { simplified } from './traditional.ts'

/**
 * The one text path of index and query. NFKC; traditional characters as simplified ones; runs of Han characters become interleaved single
 * characters and bigrams (ABC: A AB B BC C), so that words of any length are found; other words stay
 * as they are and are cut by the index's own tokenizer.
 */
export const TOKENIZER_VERSION = 2

/** Between the fields of a record: no word and no Chinese text reads on over it. */
export const FIELD_BREAK = '\u001f'

const HAN = /[\p{Script=Han}\u3005\u3007]+/gu

export function normalise(text: string): string {
  // Chinese text that was wrapped reads on without a space.
  return simplified(text.normalize('NFKC'))
    .replaceAll(/(?<=\p{Script=Han})\s*\n\s*(?=\p{Script=Han})/gu, '')
    .toLowerCase()
}

/** Text as it is indexed. */
export function indexText(text: string): string {
  return normalise(text).replaceAll(HAN, (run) => ` ${interleaved(run)} `)
}

function interleaved(run: string): string {
  const letters = [...run]
  return letters
    .flatMap((letter, at) =>
      at + 1 < letters.length ? [letter, letter + String(letters[at + 1])] : [letter],
    )
    .join(' ')
}

/** What a person typed, cut into terms: runs of Han, and words between spaces. */
export interface Term {
  readonly text: string
  readonly han: boolean
}

export function terms(query: string): Term[] {
  const found: Term[] = []
  for (const part of normalise(query).split(/\s+/u)) {
    let at = 0
    for (const match of part.matchAll(HAN)) {
      addWord(found, part.slice(at, match.index))
      found.push({ text: match[0], han: true })
      at = match.index + match[0].length
    }
    addWord(found, part.slice(at))
  }
  return found
}

function addWord(found: Term[], word: string): void {
  if (/[\p{L}\p{N}]/u.test(word)) found.push({ text: word, han: false })
}

/** The query as FTS5 takes it; every term must be there, the last word may go on. Undefined when there is no term. */
export function ftsQuery(query: string): string | undefined {
  const all = terms(query)
  if (all.length === 0) return undefined
  return all
    .map((term, at) =>
      term.han ? hanQuery(term.text) : `${quoted(term.text)}${at === all.length - 1 ? ' *' : ''}`,
    )
    .join(' AND ')
}

function hanQuery(run: string): string {
  const letters = [...run]
  if (letters.length <= 2) return quoted(run)
  // The ends are bigrams, so nothing shorter than the whole run can match.
  return quoted(
    letters
      .slice(0, -1)
      .flatMap((letter, at) => (at === 0 ? [] : [letter]).concat(letter + String(letters[at + 1])))
      .join(' '),
  )
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The same question put to a text directly, without an index. */
export function matches(query: string, text: string): boolean {
  const all = terms(query)
  const plain = normalise(text)
  return all.length > 0 && all.every((term, at) => placeOf(term, plain, at === all.length - 1) >= 0)
}

/** Where a term stands in a normalised text; -1 when it does not. */
export function placeOf(term: Term, plain: string, mayGoOn: boolean): number {
  if (term.han) return plain.indexOf(term.text)
  const words = term.text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(escaped)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]+')}${mayGoOn ? '' : '(?![\\p{L}\\p{N}])'}`,
    'u',
  )
  return pattern.exec(separated(plain))?.index ?? -1
}

// A Han character ends a word; a mark of the same length keeps the places.
const separated = (plain: string): string =>
  plain.replaceAll(HAN, (run) => '\u0020'.repeat(run.length))
const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
