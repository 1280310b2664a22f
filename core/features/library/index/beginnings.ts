import type { Bytes } from '../../../search/bytes.ts'

/** Beginnings of two and three letters stand in an index of their own: in that of the words they are thousands of lists. */
export const SHORT = /^[a-z0-9]{2,3}$/u

const LETTERS = 36
const SECOND = LETTERS * LETTERS
const THIRD = SECOND * LETTERS
const SPACE = 32

/** 0–35 for a–z (of either size) and 0–9; other ASCII is -1, bytes of other letters -2. */
const ORDINAL = new Int8Array(256).fill(-2).fill(-1, 0, 128)
const SMALL = 'abcdefghijklmnopqrstuvwxyz0123456789'
for (let at = 0; at < LETTERS; at++)
  for (const letter of [SMALL.charAt(at), SMALL.charAt(at).toUpperCase()])
    ORDINAL[letter.charCodeAt(0)] = at
const CODES = Uint8Array.from(SMALL, (letter) => letter.charCodeAt(0))

const seen = new Uint8Array(SECOND + THIRD)

/** Each beginning of two and of three letters that a word of the texts has, once. They are what `indexBytes` gives. */
export function beginningsOf(texts: readonly Uint8Array[], out: Bytes): void {
  seen.fill(0)
  out.length = 0
  out.reserve(SECOND * 3 + THIRD * 4)
  for (const text of texts) add(text, out)
}

function add(text: Uint8Array, out: Bytes): void {
  const { length } = text
  for (let at = 0; at < length; at++) {
    const first = ordinal(text, at)
    if (first >= 0) {
      const second = at + 1 < length ? ordinal(text, at + 1) : -1
      if (second >= 0) {
        const two = first * LETTERS + second
        if (seen[two] === 0) {
          seen[two] = 1
          write(out, first, second, -1)
        }
        const third = at + 2 < length ? ordinal(text, at + 2) : -1
        const three = SECOND + two * LETTERS + third
        if (third >= 0 && seen[three] === 0) {
          seen[three] = 1
          write(out, first, second, third)
        }
      }
    }
    // A letter without a number of its own goes on with its word.
    if (first !== -1) while (at < length && ordinal(text, at) !== -1) at++
  }
}

const ordinal = (text: Uint8Array, at: number): number => ORDINAL[text[at] ?? 0] ?? -1

function write(out: Bytes, first: number, second: number, third: number): void {
  out.byte(CODES[first] ?? 0)
  out.byte(CODES[second] ?? 0)
  if (third >= 0) out.byte(CODES[third] ?? 0)
  out.byte(SPACE)
}
