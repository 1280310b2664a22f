import type { Database } from 'better-sqlite3'
import { searchableText, type Searchable } from '../../../search/text.ts'
import { piecesOf, type KeptPiece } from './chunks.ts'
import { chunkOf, partOf } from './shelf.ts'

/** Letters that stay in memory: what was shown last is shown again with the next key press. */
const MOST_KEPT = 1 << 21
/** Of a piece that was cut, so much of its end is looked at again with what follows. */
const OVERLAP = 64

/** A page or section of a document where places are looked for; what was cut begins with the end of what was before. */
export class Passage {
  /** What it is a part of: the piece where it begins. */
  readonly of: KeptPiece
  readonly text: string
  /** It goes on from what was before: words of its heading were found there. */
  readonly continued: boolean
  #searched: Searchable | undefined

  constructor(of: KeptPiece, text: string, continued: boolean) {
    this.of = of
    this.text = text
    this.continued = continued
  }

  /** False only where none of what is glanced for stands; a text that was searched before is searched again at once. */
  mayHold(glance: (text: string) => boolean): boolean {
    return this.#searched !== undefined || glance(this.text)
  }

  get searched(): Searchable {
    return (this.#searched ??= searchableText(this.text))
  }
}

interface Kept {
  readonly path: string
  readonly title: string
  readonly chunks: Passage[][]
  letters: number
  /** All chunks of the part are here. */
  whole: boolean
}

/** Texts of one shelf as they are searched for places, those used last in memory. */
export class Passages {
  readonly #db: Database
  readonly #kept = new Map<number, Kept>()
  #letters = 0

  constructor(db: Database) {
    this.#db = db
  }

  /** A part with its texts, one chunk after the other: whoever has found enough reads no further. */
  of(part: number): Pick<Kept, 'path' | 'title'> & { chunks(): Iterable<readonly Passage[]> } {
    const kept = this.#kept.get(part) ?? {
      ...partOf(this.#db, part),
      chunks: [],
      letters: 0,
      whole: false,
    }
    this.#kept.delete(part)
    this.#kept.set(part, kept)
    return { path: kept.path, title: kept.title, chunks: () => this.#chunks(part, kept) }
  }

  /** The part was written or taken out. */
  forget(part: number): void {
    this.#letters -= this.#kept.get(part)?.letters ?? 0
    this.#kept.delete(part)
  }

  *#chunks(part: number, kept: Kept): Iterable<readonly Passage[]> {
    for (let at = 0; ; at++) {
      const chunk = kept.chunks[at] ?? this.#read(part, kept)
      if (chunk === undefined) return
      yield chunk
    }
  }

  /** The next chunk; undefined after the last. */
  #read(part: number, kept: Kept): Passage[] | undefined {
    const packed = kept.whole ? undefined : chunkOf(this.#db, part, kept.chunks.length)
    if (packed === undefined) {
      kept.whole = true
      return undefined
    }
    const chunk = passagesOf(packed, kept.chunks.at(-1)?.at(-1))
    const letters = chunk.reduce((sum, { text }) => sum + text.length, 0)
    kept.chunks.push(chunk)
    if (this.#kept.get(part) === kept) {
      kept.letters += letters
      this.#letters += letters
      this.#letGo(part)
    }
    return chunk
  }

  /** Of what was used longest ago, never what is being read. */
  #letGo(reading: number): void {
    for (const part of this.#kept.keys()) {
      if (this.#letters <= MOST_KEPT) return
      if (part !== reading) this.forget(part)
    }
  }
}

function passagesOf(packed: Uint8Array, before: Passage | undefined): Passage[] {
  let last = before
  return piecesOf(packed).map((piece) => {
    last =
      piece.continued && last
        ? new Passage(last.of, last.text.slice(-OVERLAP) + piece.text, true)
        : new Passage(piece, piece.text, false)
    return last
  })
}
