import type { Database } from 'better-sqlite3'
import { transaction } from '../../../db/open.ts'
import { indexText, TOKENIZER_VERSION } from '../../../search/text.ts'
import type { ExtractedPart } from '../extracted.ts'
import { chunksOf, piecesOf, type KeptPiece } from './chunks.ts'

/** Raised when the tables change; a file of another format is made anew. */
const FORMAT = 1
/** Chunks of one part. */
const MOST_CHUNKS = 1 << 14
/** Between pages: no word and no phrase reads on over it. A letter of nobody's, which the tokenizer keeps. */
const PAGE_BREAK = ' \ue000 '

/** A document as it stands on a shelf: its published version. */
export interface ShelfEntry {
  readonly document: string
  readonly version: string
  readonly title: string
  readonly tags: readonly string[]
  readonly parts: readonly ExtractedPart[]
}

export interface HeldDocument {
  readonly document: string
  readonly version: string
  readonly title: string
  readonly tags: string
}

/** Index and texts of the documents of one level, in a file of its own. */
export class Shelf {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** True when the file was made by this program for this workspace; else it is made anew. */
  static isCurrent(db: Database, workspace: string): boolean {
    const made = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'made'`).pluck().get()
    return made === 1 && db.prepare('SELECT value FROM made').pluck().get() === stamp(workspace)
  }

  static make(db: Database, workspace: string): void {
    db.exec(`
      CREATE TABLE documents (
        doc INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, version TEXT NOT NULL, title TEXT NOT NULL,
        tags TEXT NOT NULL, first INTEGER NOT NULL, parts INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE parts (part INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL) STRICT;
      CREATE TABLE chunks (chunk INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
      CREATE VIRTUAL TABLE words USING fts5(
        title, heading, tags, body, content='', contentless_delete=1, detail=full,
        tokenize='unicode61 remove_diacritics 2'
      );
      CREATE TABLE made (value TEXT NOT NULL) STRICT;
    `)
    db.prepare('INSERT INTO made (value) VALUES (?)').run(stamp(workspace))
  }

  /** Writes all in one transaction; what stood there of the same documents goes. */
  put(entries: readonly ShelfEntry[]): void {
    transaction(this.#db, () => {
      for (const entry of entries) {
        this.#remove(entry.document)
        this.#add(entry)
      }
    })
  }

  remove(documents: readonly string[]): void {
    transaction(this.#db, () => documents.forEach((document) => this.#remove(document)))
  }

  /** Of these versions those that stand here. */
  dropVersions(versions: readonly string[]): void {
    const documents = this.#db
      .prepare('SELECT document FROM documents WHERE version IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(versions))
    this.remove(documents.map(String))
  }

  held(): HeldDocument[] {
    return this.#db
      .prepare<[], HeldDocument>('SELECT document, version, title, tags FROM documents')
      .all()
  }

  #add({ document, version, title, tags, parts }: ShelfEntry): void {
    const first = this.#nextPart()
    this.#db
      .prepare(
        'INSERT INTO documents (document, version, title, tags, first, parts) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(document, version, title, tags.join('\n'), first, parts.length)
    const addPart = this.#db.prepare('INSERT INTO parts (part, path, title) VALUES (?, ?, ?)')
    const addChunk = this.#db.prepare('INSERT INTO chunks (chunk, text) VALUES (?, ?)')
    parts.forEach((part, at) => {
      addPart.run(first + at, part.path, part.title)
      let chunk = (first + at) * MOST_CHUNKS
      for (const text of chunksOf(part.pieces)) addChunk.run(chunk++, text)
      this.#index(first + at, { title, tags, part })
    })
  }

  #index(
    part: number,
    of: {
      readonly title: string
      readonly tags: readonly string[]
      readonly part: {
        readonly title: string
        readonly pieces: readonly Pick<KeptPiece, 'heading' | 'text'>[]
      }
    },
  ): void {
    const { title, pieces } = of.part
    this.#db
      .prepare('INSERT INTO words (rowid, title, heading, tags, body) VALUES (?, ?, ?, ?, ?)')
      .run(
        BigInt(part),
        indexText(title === '' || title === of.title ? of.title : `${of.title}\n${title}`),
        indexText(joined(pieces.map(({ heading }) => heading))),
        indexText(of.tags.join(PAGE_BREAK)),
        indexText(joined(pieces.map(({ text }) => text))),
      )
  }

  #remove(document: string): void {
    const held = this.#db
      .prepare<[string], { doc: number; first: number; parts: number }>(
        'SELECT doc, first, parts FROM documents WHERE document = ?',
      )
      .get(document)
    if (held === undefined) return
    const end = held.first + held.parts
    const erase = this.#db.prepare('DELETE FROM words WHERE rowid = ?')
    for (let part = held.first; part < end; part++) erase.run(BigInt(part))
    this.#db.prepare('DELETE FROM parts WHERE part >= ? AND part < ?').run(held.first, end)
    this.#db
      .prepare('DELETE FROM chunks WHERE chunk >= ? AND chunk < ?')
      .run(held.first * MOST_CHUNKS, end * MOST_CHUNKS)
    this.#db.prepare('DELETE FROM documents WHERE doc = ?').run(held.doc)
  }

  #nextPart(): number {
    return Number(
      this.#db.prepare('SELECT ifnull(max(first + parts), 1) FROM documents').pluck().get(),
    )
  }

  /** Texts of a part, in order. */
  texts(part: number): KeptPiece[] {
    return this.#db
      .prepare('SELECT text FROM chunks WHERE chunk >= ? AND chunk < ? ORDER BY chunk')
      .pluck()
      .all(part * MOST_CHUNKS, (part + 1) * MOST_CHUNKS)
      .flatMap((chunk) => piecesOf(chunk as Uint8Array))
  }
}

const stamp = (workspace: string): string => `${FORMAT} ${TOKENIZER_VERSION} ${workspace}`

const joined = (texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join(PAGE_BREAK)
