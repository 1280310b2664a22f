import type { Database } from 'better-sqlite3'
import { ftsTerm, terms } from '../../../search/text.ts'
import { SHORT } from './beginnings.ts'

/** Rows that are weighed word by word. */
export const WEIGHED = 2000
/** Weights of title, heading, tags and text. */
const WEIGHTS = '10, 4, 6, 1'

/** A question as the index takes it. */
export interface Words {
  /** The last word may go on. */
  readonly open: string
  /** Every word as it was typed. */
  readonly whole: string
  /** The last word, where it is so short that its beginnings have an index of their own; with the others, if there are. */
  readonly beginning?: { readonly letters: string; readonly others: string | undefined }
}

/** Undefined where there is no word in the text. One letter alone does not go on. */
export function wordsOf(text: string): Words | undefined {
  const all = terms(text)
  const last = all.at(-1)
  if (last === undefined) return undefined
  const joined = (list: readonly (typeof last)[]) => list.map(ftsTerm).join(' AND ')
  const others = all.slice(0, -1)
  const whole = joined([...others, { ...last, open: false }])
  const [unit, ...more] = last.units
  const alone = last.open && more.length === 0 && unit?.han === false
  if (!alone) return { open: joined(all), whole }
  if (/^[a-z0-9]$/u.test(unit.text)) return { open: whole, whole }
  if (!SHORT.test(unit.text)) return { open: joined(all), whole }
  const beginning = {
    letters: `"${unit.text}"`,
    others: others.length > 0 ? joined(others) : undefined,
  }
  return { open: joined(all), whole, beginning }
}

export type Weighed = readonly [part: number, score: number]

const ALL = { first: 0, parts: Number.MAX_SAFE_INTEGER }

/** Parts on one shelf that hold the words, the newest first; of one document or of all. */
export class Rows {
  readonly #db: Database
  readonly #from: bigint
  readonly #to: bigint

  constructor(db: Database, within: { readonly first: number; readonly parts: number } = ALL) {
    this.#db = db
    this.#from = BigInt(within.first)
    this.#to = BigInt(within.first + within.parts)
  }

  matching(words: Words, most: number): number[] {
    const { beginning } = words
    if (beginning === undefined) return this.of(words.open, most)
    const { letters, others } = beginning
    if (others === undefined)
      return this.#select('beginnings', 'beginnings MATCH ?', [letters], most)
    return this.#select(
      'words',
      'words MATCH ? AND +rowid IN (SELECT rowid FROM beginnings WHERE beginnings MATCH ?)',
      [others, letters],
      most,
    )
  }

  of(fts: string, most: number): number[] {
    return this.#select('words', 'words MATCH ?', [fts], most)
  }

  /** Those with the words in the title before those with them in a heading or tag. */
  named(fts: string): Weighed[] {
    return [
      ...this.of(`{title} : (${fts})`, WEIGHED).map((part): Weighed => [part, 2]),
      ...this.of(`{heading tags} : (${fts})`, WEIGHED).map((part): Weighed => [part, 1]),
    ]
  }

  /** Those where title, heading or a tag has the beginning. */
  begun({ beginning }: Words): Weighed[] {
    if (beginning === undefined || beginning.others !== undefined) return []
    return this.#select(
      'beginnings',
      'beginnings MATCH ?',
      [`names : ${beginning.letters}`],
      WEIGHED,
    ).map((part): Weighed => [part, 1])
  }

  weighed(fts: string): Weighed[] {
    return this.#db
      .prepare<unknown[], Weighed>(
        `SELECT rowid, -bm25(words, ${WEIGHTS}) FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?`,
      )
      .raw()
      .all(fts, this.#from, this.#to)
  }

  #select(table: string, where: string, values: readonly string[], most: number): number[] {
    return this.#db
      .prepare<unknown[], number>(
        `SELECT rowid FROM ${table} WHERE ${where} AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
      )
      .pluck()
      .all(...values, this.#from, this.#to, most)
  }
}
