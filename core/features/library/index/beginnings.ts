/** Beginnings of two and three letters stand in an index of their own: in that of the words they are thousands of lists. */
export const SHORT = /^[a-z0-9]{2,3}$/u

const LETTERS = 36
const SECOND = LETTERS * LETTERS
const THIRD = SECOND * LETTERS

/** 0–35 for a–z and 0–9; others are -1. */
const ORDINAL = new Int8Array(128).fill(-1)
for (let at = 0; at < LETTERS; at++)
  ORDINAL['abcdefghijklmnopqrstuvwxyz0123456789'.charCodeAt(at)] = at

const seen = new Uint8Array(SECOND + THIRD)

const ordinal = (text: string, at: number): number => ORDINAL[text.charCodeAt(at)] ?? -1

/** Each beginning of two and of three letters that a word of the text has, once. `text` is what `indexText` gives. */
export function beginningsOf(text: string): string {
  seen.fill(0)
  const found: string[] = []
  const add = (code: number, at: number, length: number) => {
    if (seen[code] === 1) return
    seen[code] = 1
    found.push(text.slice(at, at + length))
  }
  for (let at = 0; at < text.length; at++) {
    const first = ordinal(text, at)
    if (first < 0) {
      // A letter without a number of its own goes on with its word.
      if (text.charCodeAt(at) > 127) at = wordEnd(text, at)
      continue
    }
    const second = ordinal(text, at + 1)
    if (second >= 0) {
      add(first * LETTERS + second, at, 2)
      const third = ordinal(text, at + 2)
      if (third >= 0) add(SECOND + (first * LETTERS + second) * LETTERS + third, at, 3)
    }
    at = wordEnd(text, at)
  }
  return found.join(' ')
}

/** The next letter that ends a word of ASCII letters, as spaces and signs do. */
function wordEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && (text.charCodeAt(at) > 127 || ordinal(text, at) >= 0)) at++
  return at
}
