import { SEALED_MARK } from '../log/shape.ts'
import { Packing } from './packed-texts.ts'
import { grown, type TextOrder } from './shape.ts'

/** A column whose texts take more bytes is not held: sorting them would need as much memory. */
const MOST_BYTES = 256 << 20
/** So large a piece comes from the system and goes back to it as a whole; what is given back in small ones is kept. */
export const OF_THE_SYSTEM = 48 << 20
/** So few are sorted by comparing them. */
const FEW = 24
const ENDED = 0
/** Stands before each text, so that the empty one comes after none. */
const MARK = 1

/** The texts of a column while it is read, as the database holds and compares them: in UTF-8, by their bytes. */
export class Texts {
  #bytes = Buffer.allocUnsafeSlow(OF_THE_SYSTEM)
  #end = 0
  #count = 0
  #starts: Uint32Array<ArrayBuffer>

  constructor(room: number) {
    this.#starts = new Uint32Array(room + 1)
  }

  /** Takes the text of the next place; false when they are too large. Sealed ones are all alike. */
  add(text: string | null): boolean {
    if (text !== null) {
      const needed = this.#end + 1 + text.length * 3
      if (needed > this.#bytes.length) {
        if (needed > MOST_BYTES) return false
        const larger = Buffer.allocUnsafeSlow(Math.min(needed * 2, MOST_BYTES))
        this.#bytes.copy(larger, 0, 0, this.#end)
        this.#bytes = larger
      }
      this.#bytes[this.#end++] = MARK
      this.#end += this.#bytes.write(text.startsWith(SEALED_MARK) ? SEALED_MARK : text, this.#end)
    }
    this.#count += 1
    this.#starts[this.#count] = this.#end
    return true
  }

  grow(room: number): void {
    this.#starts = grown(this.#starts, room + 1)
  }

  /**
   * Sorts them; nothing can be added afterwards. `scratch`: two arrays with room for all places, which serve one column
   * after the other, as what is given back in many pieces stays with the program.
   */
  order(scratch: readonly [Int32Array, Int32Array]): TextOrder {
    const starts = this.#starts
    const [places, aside] = scratch.map((one) => one.subarray(0, this.#count)) as [
      Int32Array,
      Int32Array,
    ]
    let without = 0
    for (let place = 0; place < this.#count; place++) {
      places[place] = place
      if (starts[place] === starts[place + 1]) without += 1
    }
    this.#sort(places, aside)
    const packed = this.#packed(places, without)
    const sorted = new Int32Array(starts.buffer, 0, this.#count)
    sorted.set(places)
    return { places: sorted, without, ...(packed ? { packed } : {}) }
  }

  /** The sorted texts, each as what it has in common with the one before and the rest; undefined: too much for memory. */
  #packed(places: Int32Array, without: number): Uint8Array<ArrayBuffer> | undefined {
    const [bytes, starts] = [this.#bytes, this.#starts]
    const packing = new Packing()
    let before = 0
    let lengthBefore = 0
    for (let at = without; at < places.length; at++) {
      const place = places[at] as number
      const start = (starts[place] as number) + 1
      const length = (starts[place + 1] as number) - start
      const most = Math.min(length, lengthBefore)
      let common = 0
      while (common < most && bytes[before + common] === bytes[start + common]) common += 1
      if (!packing.add(common, bytes, start + common, start + length)) return undefined
      before = start
      lengthBefore = length
    }
    return packing.end()
  }

  /** Byte after byte from the first on; what is equal keeps the order of places. */
  #sort(places: Int32Array, aside: Int32Array): void {
    const [bytes, starts] = [this.#bytes, this.#starts]
    const ends = new Uint32Array(257)
    const left: [from: number, to: number, depth: number][] = [[0, places.length, 0]]
    /** 0 where the text has ended, else its byte and one. */
    const letter = (place: number, depth: number): number => {
      const at = (starts[place] as number) + depth
      return at < (starts[place + 1] as number) ? (bytes[at] as number) + 1 : ENDED
    }
    for (let part = left.pop(); part; part = left.pop()) {
      const [from, to, depth] = part
      if (to - from <= FEW) {
        this.#insert(places, from, to, depth)
        continue
      }
      ends.fill(0)
      for (let at = from; at < to; at++) {
        const own = letter(places[at] as number, depth)
        ends[own] = (ends[own] as number) + 1
      }
      const first = letter(places[from] as number, depth)
      if (ends[first] === to - from) {
        if (first !== ENDED) left.push([from, to, depth + 1])
        continue
      }
      let start = from
      for (let own = 0; own <= 256; own++) {
        const many = ends[own] as number
        ends[own] = start
        start += many
        if (many > 1 && own !== ENDED) left.push([start - many, start, depth + 1])
      }
      for (let at = from; at < to; at++) {
        const place = places[at] as number
        const own = letter(place, depth)
        const into = ends[own] as number
        aside[into] = place
        ends[own] = into + 1
      }
      places.set(aside.subarray(from, to), from)
    }
  }

  #insert(places: Int32Array, from: number, to: number, depth: number): void {
    for (let next = from + 1; next < to; next++) {
      const place = places[next] as number
      let at = next
      while (at > from && this.#compare(places[at - 1] as number, place, depth) > 0) {
        places[at] = places[at - 1] as number
        at -= 1
      }
      places[at] = place
    }
  }

  /** Two texts that are equal up to a depth. */
  #compare(a: number, b: number, depth: number): number {
    const [bytes, starts] = [this.#bytes, this.#starts]
    let x = (starts[a] as number) + depth
    let y = (starts[b] as number) + depth
    const [endX, endY] = [starts[a + 1] as number, starts[b + 1] as number]
    for (; x < endX && y < endY; x++, y++) {
      const difference = (bytes[x] as number) - (bytes[y] as number)
      if (difference !== 0) return difference
    }
    return endX - x - (endY - y)
  }
}
