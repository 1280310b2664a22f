import { QUICK_COUNT } from '../../../../contract/library-search.ts'
import type { LibraryFilter, SearchSort } from '../../../../contract/library-search.ts'
import type { Session } from '../../../session/session.ts'
import type { Facts } from './facts.ts'
import type { HeldDocument, ShelfReader } from './held.ts'
import type { LibraryIndex } from './shelves.ts'
import { Rows, WEIGHED, wordsOf, type Weighed, type Words } from './rows.ts'

/** Rows that a quick count looks at. */
const QUICK_ROWS = QUICK_COUNT * 2

export interface Found {
  readonly held: HeldDocument
  readonly facts: Facts
  readonly reader: ShelfReader
  score: number
  /** Parts that hold the words, as they were found. */
  readonly rows: Weighed[]
}

/** Parts of a document that hold the words, best first; of equals the newest. */
export const partsOf = ({ rows }: Found): number[] =>
  rows.toSorted((a, b) => b[1] - a[1]).map(([part]) => part)

export interface Answer {
  readonly found: readonly Found[]
  /** There are more documents than these. */
  readonly capped: boolean
}

export interface Question {
  readonly text: string
  readonly filter: LibraryFilter
  readonly sort: SearchSort
  /** Looks at every row, however many there are. */
  readonly exact: boolean
}

type Passes = (document: string) => Facts | undefined

/**
 * What passes a filter within a session's clearance. A document whose level went up a moment ago may still
 * stand on its old shelf: its record decides, before anything is counted.
 */
export function passing(
  index: LibraryIndex,
  session: Pick<Session, 'clearance'>,
  filter: LibraryFilter,
): Passes {
  const tests = testsOf(filter)
  return (document) => {
    const facts = index.facts.get(document)
    if (facts === undefined || facts.level > session.clearance) return undefined
    return tests.every((test) => test(facts, document)) ? facts : undefined
  }
}

type Test = (facts: Facts, document: string) => boolean

function testsOf(filter: LibraryFilter): Test[] {
  const { collection, kind, owner, level, language, format, pinned, from, to, document } = filter
  const among = <T>(values: readonly T[] | undefined, of: (facts: Facts) => T): Test[] =>
    values === undefined || values.length === 0 ? [] : [(facts) => values.includes(of(facts))]
  return [
    ...among<string | null>(collection, (facts) => facts.collection),
    ...among<string>(kind, (facts) => facts.kind),
    ...among<string | null>(owner, (facts) => facts.owner),
    ...among<number>(level, (facts) => facts.level),
    ...among<string>(language, (facts) => facts.language ?? ''),
    ...among<string>(format, (facts) => facts.format),
    ...(pinned === true ? [(facts: Facts) => facts.pinned] : []),
    ...(from === undefined ? [] : [(facts: Facts) => facts.at >= from]),
    ...(to === undefined ? [] : [(facts: Facts) => facts.at < to]),
    ...(document === undefined ? [] : [(_: Facts, id: string) => id === document]),
  ]
}

const isNarrow = (filter: LibraryFilter): boolean => testsOf(filter).length > 0

/** Documents that hold the words and pass, in order; empty where there is no word in the text. */
export function ask(index: LibraryIndex, session: Session, question: Question): Answer {
  const words = wordsOf(question.text)
  if (words === undefined) return { found: [], capped: false }
  const passes = passing(index, session, question.filter)
  const answers = index.readable(session).map((reader) => onShelf(reader, words, passes, question))
  const found = answers.flatMap((answer) => answer.found)
  return {
    found: ordered(found, question.sort),
    capped: answers.some(({ capped }) => capped),
  }
}

/** Facts of all documents that hold the words and pass, in no order: what is counted need not be weighed. */
export function holding(
  index: LibraryIndex,
  session: Session,
  { text, filter }: Pick<Question, 'text' | 'filter'>,
): Facts[] {
  const words = wordsOf(text)
  if (words === undefined) return []
  const passes = passing(index, session, filter)
  return index.readable(session).flatMap((reader) => {
    const gathered = new Gathered(reader, passes)
    for (const part of rowsOf(reader, filter)?.matching(words, -1) ?? []) gathered.take([part, 0])
    return gathered.all.map(({ facts }) => facts)
  })
}

/** Rows of a shelf, those of one document where only that is asked of; undefined where it is not there. */
function rowsOf(reader: ShelfReader, { document }: LibraryFilter): Rows | undefined {
  if (document === undefined) return new Rows(reader.db)
  const held = reader.documents.get(document)
  return held && new Rows(reader.db, held)
}

function onShelf(reader: ShelfReader, words: Words, passes: Passes, question: Question): Answer {
  const rows = rowsOf(reader, question.filter)
  if (rows === undefined) return { found: [], capped: false }
  const most = question.exact || isNarrow(question.filter) ? -1 : QUICK_ROWS
  const all = rows.matching(words, most)
  const gathered = new Gathered(reader, passes)
  for (const row of weighedRows(rows, words, all.length)) gathered.take(row)
  for (const part of all) gathered.take([part, 0])
  return { found: gathered.all, capped: most > 0 && all.length === most }
}

/**
 * The rows that come first. Of few all are weighed word by word; of many those where the words as they were
 * typed stand, or those that have them in title or heading.
 */
function weighedRows(rows: Rows, words: Words, count: number): Weighed[] {
  if (count <= WEIGHED && words.beginning === undefined) return rows.weighed(words.open)
  const whole = rows.of(words.whole, WEIGHED + 1)
  const first = whole.length <= WEIGHED ? rows.weighed(words.whole) : rows.named(words.whole)
  if (whole.length === count) return first
  const named = words.beginning === undefined ? rows.named(words.open) : rows.begun(words)
  return [...first, ...named.map(([part, score]): Weighed => [part, score / 100])]
}

/** Rows grouped by their document, as far as it passes. */
class Gathered {
  readonly #reader: ShelfReader
  readonly #passes: Passes
  readonly #found = new Map<string, Found | undefined>()
  readonly #seen = new Set<number>()

  constructor(reader: ShelfReader, passes: Passes) {
    this.#reader = reader
    this.#passes = passes
  }

  get all(): Found[] {
    return [...this.#found.values()].filter((found) => found !== undefined)
  }

  take(row: Weighed): void {
    const [part, score] = row
    const held = this.#reader.documentOf(part)
    if (held === undefined || this.#seen.has(part)) return
    this.#seen.add(part)
    let found = this.#found.get(held.document)
    if (found === undefined && !this.#found.has(held.document)) {
      const facts = this.#passes(held.document)
      found =
        facts && facts.version === held.version
          ? { held, facts, reader: this.#reader, score, rows: [] }
          : undefined
      this.#found.set(held.document, found)
    }
    if (found === undefined) return
    found.score = Math.max(found.score, score)
    found.rows.push(row)
  }
}

function ordered(found: Found[], sort: SearchSort): Found[] {
  if (sort === 'newest') return found.toSorted((a, b) => b.facts.at - a.facts.at)
  if (sort === 'title')
    return found.toSorted((a, b) => collator.compare(a.held.title, b.held.title))
  return found.toSorted((a, b) => b.score - a.score || b.held.first - a.held.first)
}

const collator = new Intl.Collator('zh-CN', { numeric: true })
