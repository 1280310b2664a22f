import { grown } from './shape.ts'

/** Sorted texts that take more than this packed are not held: parts of them are looked for in the table. */
const MOST_BYTES = 32 << 20

/** Of a number up to here four bits are enough; the rest of a larger one follows. */
const MOST_SHORT = 15

/**
 * Packs sorted texts, of which neighbours begin alike: for each the number of bytes that it has in common with the one
 * before and the number of its others, four bits each, what is left of these numbers, seven bits a byte, the lowest
 * first, and the other bytes.
 */
export class Packing {
  readonly #packed = Buffer.allocUnsafeSlow(MOST_BYTES)
  #end = 0

  /** False: too much. */
  add(common: number, bytes: Uint8Array, from: number, to: number): boolean {
    const needed = this.#end + 11 + to - from
    if (needed > MOST_BYTES) return false
    const others = to - from
    const [short, shortOthers] = [Math.min(common, MOST_SHORT), Math.min(others, MOST_SHORT)]
    this.#packed[this.#end++] = (short << 4) | shortOthers
    if (short === MOST_SHORT) this.#number(common - MOST_SHORT)
    if (shortOthers === MOST_SHORT) this.#number(others - MOST_SHORT)
    for (let at = from; at < to; at++) this.#packed[this.#end++] = bytes[at] as number
    return true
  }

  #number(value: number): void {
    let left = value
    for (; left > 127; left >>= 7) this.#packed[this.#end++] = (left & 127) | 128
    this.#packed[this.#end++] = left
  }

  end(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#packed.subarray(0, this.#end))
  }
}

/**
 * Tells of each packed text by its number whether a part stands in it, capitals A to Z like small letters. What a text
 * has in common with the one before is not looked through again.
 */
export function eachWith(packed: Uint8Array, part: string, found: (index: number) => void): void {
  const wanted = Buffer.from(part.replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase()))
  const last = wanted.length - 1
  let text = new Uint8Array(1 << 12)
  /** Where the first such part of the text ends; -1: nowhere. */
  let end = -1
  let at = 0
  const number = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = packed[at++] as number
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  for (let index = 0; at < packed.length; index++) {
    const short = packed[at++] as number
    const common = short >> 4 < MOST_SHORT ? short >> 4 : number() + MOST_SHORT
    const others = (short & 15) < MOST_SHORT ? short & 15 : number() + MOST_SHORT
    const length = common + others
    if (length > text.length) text = grown(text, length * 2)
    for (let into = common; into < length; into++) {
      const byte = packed[at++] as number
      text[into] = byte >= 65 && byte <= 90 ? byte + 32 : byte
    }
    if (end > common) end = -1
    if (last < 0) end = 0
    for (let to = Math.max(common, last); end < 0 && to < length; to++) {
      let same = last
      while (same >= 0 && text[to - last + same] === wanted[same]) same -= 1
      if (same < 0) end = to + 1
    }
    if (end >= 0) found(index)
  }
}
