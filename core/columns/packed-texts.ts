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

/** Longer parts are looked for in the table: what is made of one beforehand takes half a kilobyte a byte. */
const LONGEST_PART = 1024

/**
 * Tells of each packed text by its number whether a part stands in it, capitals A to Z like small letters. False where
 * the part is too long to be looked for here.
 */
export function eachWith(
  packed: Uint8Array,
  part: string,
  found: (index: number) => void,
): boolean {
  const wanted = Buffer.from(part.replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase()))
  if (wanted.length > LONGEST_PART) return false
  const steps = stepsOf(wanted)
  const whole = wanted.length
  /** How much of the part stands at the end of each beginning of the text before; all of it once it was met. */
  let met = new Uint16Array(1 << 12)
  let at = 0
  for (let index = 0; at < packed.length; index++) {
    const short = packed[at++] as number
    let common = short >> 4
    if (common === MOST_SHORT) {
      const more = numberAt(packed, at)
      at += bytesOf(more)
      common += more
    }
    let others = short & 15
    if (others === MOST_SHORT) {
      const more = numberAt(packed, at)
      at += bytesOf(more)
      others += more
    }
    const length = common + others
    if (length >= met.length) met = grown(met, length * 2)
    let own = met[common] as number
    for (let into = common; into < length; into++) {
      own = steps[(own << 8) | (packed[at++] as number)] as number
      met[into + 1] = own
    }
    if (own === whole) found(index)
  }
  return true
}

function numberAt(packed: Uint8Array, from: number): number {
  let value = 0
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = packed[at] as number
    value |= (byte & 127) << shift
    if (byte < 128) return value
  }
}

const bytesOf = (number: number): number => {
  let bytes = 1
  for (let left = number; left > 127; left >>= 7) bytes += 1
  return bytes
}

/**
 * How much of a part stands at the end of a text that goes on by one byte, by how much stood there before and the byte:
 * the automaton of Knuth, Morris and Pratt, which never leaves its end.
 */
function stepsOf(wanted: Uint8Array): Uint16Array {
  const whole = wanted.length
  const steps = new Uint16Array((whole + 1) << 8)
  /** What stands at the end when the first byte is left out. */
  let shorter = 0
  for (let own = 0; own < whole; own++) {
    const next = wanted[own] as number
    if (own > 0) steps.copyWithin(own << 8, shorter << 8, (shorter + 1) << 8)
    const then = steps[(shorter << 8) | next] as number
    for (const byte of bothOf(next)) steps[(own << 8) | byte] = own + 1
    if (own > 0) shorter = then
  }
  return steps.fill(whole, whole << 8)
}

/** A small letter a to z and its capital. */
const bothOf = (byte: number): readonly number[] =>
  byte >= 97 && byte <= 122 ? [byte, byte - 32] : [byte]
