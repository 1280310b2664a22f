import { simplified } from './traditional.ts'

/**
 * The folding of texts, letter by letter: NFKC, small letters, no accents on Latin letters, simplified
 * characters, and Chinese text that was wrapped reads on. Tables, since everything indexed goes through it.
 */
const TO = new Uint16Array(1 << 16)
const KIND = new Uint8Array(1 << 16)
const READY = new Uint8Array(1 << 8)

export const HAN_KIND = 1
/** A letter or number of words that spaces part. */
export const WORD_KIND = 2
const SPACE_KIND = 4
/** Becomes several letters. */
const LONG_KIND = 8
/** Belongs to its neighbours: an accent of its own, a half of a pair. */
const BOUND_KIND = 16
const LONG = new Map<number, string>()

const HAN = /^[\p{Script=Han}\u3005\u3007]$/u
const WORD = /^[\p{L}\p{N}\p{M}\p{Co}]$/u
const BOUND = /^[\p{M}\p{Cs}\u1100-\u11ff]$/u
const ACCENTED = /^[a-z]\p{M}+$/u
const NEWLINE = 10

const foldedText = (text: string): string =>
  simplified(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/[\u00e0-\u024f\u1e00-\u1eff]/gu, bare)

/** A Latin letter without its accents; others as they are. */
function bare(letter: string): string {
  const apart = letter.normalize('NFD')
  return ACCENTED.test(apart) ? apart.charAt(0) : letter
}

function prepareBlock(block: number): void {
  for (let code = block << 8; code < (block + 1) << 8; code++) {
    const letter = String.fromCharCode(code)
    const folded = foldedText(letter)
    TO[code] = folded.charCodeAt(0)
    const last = folded.slice(-1)
    KIND[code] =
      (HAN.test(last) ? HAN_KIND : WORD.test(last) ? WORD_KIND : 0) |
      (/^\s$/u.test(folded) ? SPACE_KIND : 0) |
      (folded.length === 1 ? 0 : LONG_KIND) |
      (BOUND.test(letter) ? BOUND_KIND : 0)
    if (folded.length > 1) LONG.set(code, folded)
  }
  READY[block] = 1
}

/** Kind of a letter of folded text; halves of pairs are asked for by `isHanPair`. */
export function kindOf(code: number): number {
  if (READY[code >> 8] === 0) prepareBlock(code >> 8)
  return KIND[code] ?? 0
}

export const isHighHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00

export const isHanPair = (high: number, low: number): boolean =>
  HAN.test(String.fromCharCode(high, low))

export const isWordPair = (high: number, low: number): boolean =>
  WORD.test(String.fromCharCode(high, low))

/** Letters that are written one after the other. */
export class Letters {
  codes = new Uint16Array(1 << 14)
  length = 0

  /** Makes room for so many more. */
  reserve(count: number): void {
    if (this.length + count <= this.codes.length) return
    const larger = new Uint16Array(Math.max(this.length + count, this.codes.length * 2))
    larger.set(this.codes.subarray(0, this.length))
    this.codes = larger
  }

  toString(): string {
    return Buffer.from(this.codes.buffer, 0, this.length * 2).toString('utf16le')
  }
}

/** Writes the folded letters of a text; false where letters belong together and the text must be composed first. */
function foldInto(text: string, out: Letters, origins?: number[]): boolean {
  out.length = 0
  out.reserve(text.length)
  let { codes } = out
  let length = 0
  let han = false
  for (let at = 0; at < text.length; at++) {
    const from = at
    const code = text.charCodeAt(at)
    if (READY[code >> 8] === 0) prepareBlock(code >> 8)
    const kind = KIND[code] ?? 0
    if (kind < SPACE_KIND) {
      codes[length++] = TO[code] ?? code
      han = kind === HAN_KIND
    } else if ((kind & SPACE_KIND) !== 0) {
      const end = han ? wrapEnd(text, at) : 0
      if (end > 0) at = end - 1
      else {
        codes[length++] = TO[code] ?? code
        han = false
      }
    } else if ((kind & BOUND_KIND) !== 0) {
      const low = text.charCodeAt(at + 1)
      if (!isHighHalf(code) || !(low >= 0xdc00 && low < 0xe000)) return false
      const pair = String.fromCharCode(code, low)
      if (foldedText(pair) !== pair) return false
      codes[length++] = code
      codes[length++] = low
      han = HAN.test(pair)
      at++
    } else {
      const long = LONG.get(code) ?? ''
      // Room for this one and for one letter for each that is still to come.
      out.length = length
      out.reserve(long.length + text.length - at)
      ;({ codes } = out)
      for (let part = 0; part < long.length; part++) codes[length++] = long.charCodeAt(part)
      han = (kind & HAN_KIND) !== 0
    }
    if (origins) while (origins.length < length) origins.push(from)
  }
  out.length = length
  return true
}

/** End of white space from `at` that a line break between Han letters made; 0 where it is something else. */
function wrapEnd(text: string, at: number): number {
  let broken = false
  let end = at
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if ((kindOf(code) & SPACE_KIND) === 0) break
    broken ||= code === NEWLINE
  }
  if (!broken || end === text.length) return 0
  const next = text.charCodeAt(end)
  const han = isHighHalf(next)
    ? isHanPair(next, text.charCodeAt(end + 1))
    : kindOf(next) === HAN_KIND
  return han ? end : 0
}

/** Folds into `out`. */
export function fold(text: string, out: Letters): void {
  if (foldInto(text, out)) return
  out.length = 0
  const slow = foldedText(text).replaceAll(
    /(?<=[\p{Script=Han}\u3005\u3007])\s*\n\s*(?=[\p{Script=Han}\u3005\u3007])/gu,
    '',
  )
  out.reserve(slow.length)
  for (let at = 0; at < slow.length; at++) out.codes[at] = slow.charCodeAt(at)
  out.length = slow.length
}

/** Folds into `out` and answers where each letter came from; undefined where letters had to be composed first. */
export function foldWithOrigins(text: string, out: Letters): readonly number[] | undefined {
  const origins: number[] = []
  if (!foldInto(text, out, origins)) return undefined
  origins.push(text.length)
  return origins
}
