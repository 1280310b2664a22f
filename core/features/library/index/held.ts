import type { Database } from 'better-sqlite3'
import type { Level } from '../../../../contract/roles.ts'
import type { ExtractedPart } from '../extracted.ts'
import { wholePieces } from './chunks.ts'
import { Passages } from './passages.ts'
import { chunkCount, textsOf } from './shelf.ts'

/** A document as a shelf holds it. Its parts have neighbouring numbers. */
export interface HeldDocument {
  readonly document: string
  readonly version: string
  readonly title: string
  readonly tags: string
  readonly sound: string
  readonly first: number
  readonly parts: number
}

/** Chunks of 8,000 letters. */
const SMALL = 500

const SELECT = 'SELECT document, version, title, tags, sound, first, parts FROM documents'

/** One shelf as it is read: its connection, and its documents in memory by their parts. */
export class ShelfReader {
  readonly level: Level
  readonly db: Database
  readonly passages: Passages
  readonly #documents = new Map<string, HeldDocument>()
  /** By number of the part. */
  #byPart: (HeldDocument | undefined)[] = []

  constructor(level: Level, db: Database) {
    this.level = level
    this.db = db
    this.passages = new Passages(db)
    for (const held of db.prepare<[], HeldDocument>(SELECT).all()) this.#take(held)
  }

  get documents(): ReadonlyMap<string, HeldDocument> {
    return this.#documents
  }

  /** Whose part it is; undefined for what was just taken out or is not known yet. */
  documentOf(part: number): HeldDocument | undefined {
    return this.#byPart[part]
  }

  /** These documents were written or taken out. */
  refresh(documents: readonly string[]): void {
    for (const document of documents) this.#drop(document)
    const rows = this.db
      .prepare<[string], HeldDocument>(
        `${SELECT} WHERE document IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(documents))
    for (const held of rows) this.#take(held)
  }

  /** Its text is read in a few hundredths of a second. */
  isSmall({ first, parts }: HeldDocument): boolean {
    return chunkCount(this.db, first, parts, SMALL) < SMALL
  }

  /** What was extracted of a document, as it is kept here. */
  partsOf({ first, parts }: HeldDocument): ExtractedPart[] {
    return this.db
      .prepare<[number, number], { part: number; path: string; title: string }>(
        'SELECT part, path, title FROM parts WHERE part >= ? AND part < ? ORDER BY part',
      )
      .all(first, first + parts)
      .map(({ part, path, title }) => ({
        path,
        title,
        pieces: wholePieces(textsOf(this.db, part)).map(({ page, anchor, heading, text }) => ({
          page,
          anchor,
          heading,
          depth: 0,
          text,
        })),
      }))
  }

  #take(held: HeldDocument): void {
    this.#documents.set(held.document, held)
    for (let part = held.first; part < held.first + held.parts; part++) this.#byPart[part] = held
  }

  #drop(document: string): void {
    const held = this.#documents.get(document)
    if (held === undefined) return
    this.#documents.delete(document)
    for (let part = held.first; part < held.first + held.parts; part++)
      if (this.#byPart[part] === held) {
        this.#byPart[part] = undefined
        this.passages.forget(part)
      }
  }
}
