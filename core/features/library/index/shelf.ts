import type { Database } from 'better-sqlite3'
import { transaction } from '../../../db/open.ts'
import { Bytes } from '../../../search/bytes.ts'
import { indexBytes, TOKENIZER_VERSION } from '../../../search/text.ts'
import type { ExtractedPart } from '../extracted.ts'
import { beginningsOf } from './beginnings.ts'
import { chunksOf, piecesOf, wholePieces, type KeptPiece } from './chunks.ts'
import { soundOf } from './sound.ts'

/** Raised when the tables change; a file of another format is made anew. */
const FORMAT = 2
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

export type ShelfTitle = Pick<ShelfEntry, 'document' | 'title' | 'tags'>

/** Pages that one step of tidying moves; and by which part an index must have grown to be put into one piece. */
const TIDY_PAGES = 200
const TIDY_AFTER = 0.2
/** Bytes of new words that are gathered before they are written, and pieces that are left beside each other meanwhile. */
const HASH_SIZE = 33_554_432
const AUTOMERGE = 16

/** What goes into the index of one part, in memory that is used again for the next. */
const [names, headings, tags, body, short, shortOfBody] = Array.from(
  { length: 6 },
  () => new Bytes(),
) as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes]

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
        tags TEXT NOT NULL, sound TEXT NOT NULL, first INTEGER NOT NULL, parts INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE parts (part INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL) STRICT;
      CREATE TABLE chunks (chunk INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;
      CREATE VIRTUAL TABLE words USING fts5(
        title, heading, tags, body, content='', contentless_delete=1, detail=full,
        tokenize=ascii
      );
      CREATE VIRTUAL TABLE beginnings USING fts5(
        names, body, content='', contentless_delete=1, detail=column, tokenize=ascii
      );
      INSERT INTO words (words, rank) VALUES ('hashsize', ${HASH_SIZE}), ('automerge', ${AUTOMERGE});
      CREATE TABLE made (value TEXT NOT NULL, written INTEGER NOT NULL, tidied INTEGER NOT NULL) STRICT;
    `)
    db.prepare('INSERT INTO made (value, written, tidied) VALUES (?, 0, 0)').run(stamp(workspace))
  }

  /** Writes all in one transaction; what stood there of the same documents goes. */
  put(entries: readonly ShelfEntry[]): void {
    transaction(this.#db, () => {
      for (const entry of entries) {
        this.#remove(entry.document)
        this.#add(entry)
      }
      this.#grow(entries.length)
    })
  }

  remove(documents: readonly string[]): void {
    transaction(this.#db, () => documents.forEach((document) => this.#remove(document)))
  }

  /** Title or tags of documents changed; their texts are those that are kept. */
  retitle(titles: readonly ShelfTitle[]): void {
    const find = this.#db.prepare<[string], { doc: number; first: number; parts: number }>(
      'SELECT doc, first, parts FROM documents WHERE document = ?',
    )
    const set = this.#db.prepare(
      'UPDATE documents SET title = ?, tags = ?, sound = ? WHERE doc = ?',
    )
    transaction(this.#db, () => {
      for (const { document, title, tags } of titles) {
        const held = find.get(document)
        if (held === undefined) continue
        set.run(title, tags.join('\n'), soundOf(title), held.doc)
        for (let part = held.first; part < held.first + held.parts; part++) {
          const own = partOf(this.#db, part).title
          const pieces = wholePieces(textsOf(this.#db, part))
          this.#erase(part)
          this.#index(part, { title, tags, part: { title: own, pieces } })
        }
      }
      this.#grow(titles.length)
    })
  }

  /** One step of putting the index into one piece after it grew; true while there is more to do. */
  tidy(): boolean {
    const { written, tidied } = this.#state()
    if (tidied >= 0 && written - tidied <= tidied * TIDY_AFTER) return false
    const start = tidied >= 0 ? -1 : 1
    const done = ['words', 'beginnings'].filter((table) => !this.#merge(table, start * TIDY_PAGES))
    this.#db.prepare('UPDATE made SET tidied = ?').run(done.length === 2 ? written : -1)
    return done.length < 2
  }

  #state(): { written: number; tidied: number } {
    const state = this.#db
      .prepare<[], { written: number; tidied: number }>('SELECT written, tidied FROM made')
      .get()
    return state ?? { written: 0, tidied: 0 }
  }

  /** False when there was nothing to do. */
  #merge(table: string, pages: number): boolean {
    const changes = () => Number(this.#db.prepare('SELECT total_changes()').pluck().get())
    const before = changes()
    this.#db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ${pages})`)
    return changes() - before >= 2
  }

  #grow(count: number): void {
    this.#db.prepare('UPDATE made SET written = written + ?').run(count)
  }

  #add({ document, version, title, tags, parts }: ShelfEntry): void {
    const first = this.#nextPart()
    this.#db
      .prepare(
        'INSERT INTO documents (document, version, title, tags, sound, first, parts) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(document, version, title, tags.join('\n'), soundOf(title), first, parts.length)
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
    indexBytes(title === '' || title === of.title ? of.title : `${of.title}\n${title}`, names)
    indexBytes(joined(pieces.map((piece) => piece.heading)), headings)
    indexBytes(of.tags.join(PAGE_BREAK), tags)
    indexBytes(joined(pieces.map(({ text }) => text)), body)
    this.#db
      .prepare('INSERT INTO words (rowid, title, heading, tags, body) VALUES (?, ?, ?, ?, ?)')
      .run(BigInt(part), names.written, headings.written, tags.written, body.written)
    beginningsOf([names.written, headings.written, tags.written], short)
    beginningsOf([body.written], shortOfBody)
    this.#db
      .prepare('INSERT INTO beginnings (rowid, names, body) VALUES (?, ?, ?)')
      .run(BigInt(part), short.written, shortOfBody.written)
  }

  #erase(part: number): void {
    for (const table of ['words', 'beginnings'])
      this.#db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(BigInt(part))
  }

  #remove(document: string): void {
    const held = this.#db
      .prepare<[string], { doc: number; first: number; parts: number }>(
        'SELECT doc, first, parts FROM documents WHERE document = ?',
      )
      .get(document)
    if (held === undefined) return
    const end = held.first + held.parts
    for (let part = held.first; part < end; part++) this.#erase(part)
    this.#db.prepare('DELETE FROM parts WHERE part >= ? AND part < ?').run(held.first, end)
    this.#db
      .prepare('DELETE FROM chunks WHERE chunk >= ? AND chunk < ?')
      .run(held.first * MOST_CHUNKS, end * MOST_CHUNKS)
    this.#db.prepare('DELETE FROM documents WHERE doc = ?').run(held.doc)
  }

  #nextPart(): number {
    return Number(this.#db.prepare('SELECT ifnull(max(part), 0) + 1 FROM parts').pluck().get())
  }
}

/** Texts of a part as they are kept, in order; from either connection. */
export const textsOf = (db: Database, part: number): KeptPiece[] =>
  db
    .prepare<[number, number], Uint8Array>(
      'SELECT text FROM chunks WHERE chunk >= ? AND chunk < ? ORDER BY chunk',
    )
    .pluck()
    .all(part * MOST_CHUNKS, (part + 1) * MOST_CHUNKS)
    .flatMap((chunk) => piecesOf(chunk))

/** How many chunks some parts have together; no more than `most` are counted. */
export const chunkCount = (db: Database, first: number, parts: number, most: number): number =>
  Number(
    db
      .prepare('SELECT count(*) FROM (SELECT 1 FROM chunks WHERE chunk >= ? AND chunk < ? LIMIT ?)')
      .pluck()
      .get(first * MOST_CHUNKS, (first + parts) * MOST_CHUNKS, most),
  )

/** One chunk of a part; undefined after the last. */
export const chunkOf = (db: Database, part: number, at: number): Uint8Array | undefined =>
  at < MOST_CHUNKS
    ? db
        .prepare<[number], Uint8Array>('SELECT text FROM chunks WHERE chunk = ?')
        .pluck()
        .get(part * MOST_CHUNKS + at)
    : undefined

/** File and title of a part. */
export function partOf(db: Database, part: number): { path: string; title: string } {
  const row = db
    .prepare<[number], { path: string; title: string }>(
      'SELECT path, title FROM parts WHERE part = ?',
    )
    .get(part)
  return row ?? { path: '', title: '' }
}

const stamp = (workspace: string): string => `${FORMAT} ${TOKENIZER_VERSION} ${workspace}`

const joined = (texts: readonly string[]): string =>
  texts.filter((text) => text !== '').join(PAGE_BREAK)
