import { HEAD, type Section } from './sections.ts'

/** Bytes that a file of age has beside its contents: its head, a line for each reader, 16 for each 64 KiB. */
const FIXED = 4096
const OF_A_READER = 200
const CHUNK = 64 << 10
const OF_A_CHUNK = 16
/** Signature of the end, and the number of parts. */
const END = 256

/** Bytes of sections that fit into one file of a size. */
export const roomIn = (size: number, readers: number): number =>
  Math.floor(((size - FIXED - OF_A_READER * readers) * CHUNK) / (CHUNK + OF_A_CHUNK)) - END

/** Sections, one after the other, of which the next may be looked at before it is taken. */
export class Feed {
  readonly #sections: Iterator<Section>
  #next: Section | undefined

  constructor(sections: Iterable<Section>) {
    this.#sections = sections[Symbol.iterator]()
  }

  get next(): Section | undefined {
    if (this.#next === undefined) {
      const { done, value } = this.#sections.next()
      if (done !== true) this.#next = value
    }
    return this.#next
  }

  /** As many as fit beside what is there already; at least one, however large it is. */
  *upTo(room: number): Generator<Section> {
    let used = 0
    for (let next = this.next; next; next = this.next) {
      const size = HEAD + next.payload.length
      if (used > 0 && used + size > room) return
      used += size
      this.#next = undefined
      yield next
    }
  }
}
