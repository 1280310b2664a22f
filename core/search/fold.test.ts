import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bytes } from './bytes.ts'
import { indexBytes, normalise } from './text.ts'
import { simplified } from './traditional.ts'

/** The same said slowly. */
const slowly = (text: string): string =>
  simplified(text.normalize('NFKC'))
    .replaceAll(/(?<=\p{Script=Han})\s*\n\s*(?=\p{Script=Han})/gu, '')
    .toLowerCase()

const spread = (text: string): string =>
  text.replaceAll(/\p{Script=Han}+/gu, (run) => {
    const letters = [...run]
    const tokens = letters.flatMap((letter, at) =>
      at + 1 < letters.length ? [letter, letter + String(letters[at + 1])] : [letter],
    )
    return ` ${tokens.join(' ')} `
  })

const LETTERS = [
  ...'机房電池温度，。…①ＵＰＳ㎡ﬁaZ9 \n\u3000\t-',
  '\u{20000}',
  '\u{1f600}',
  'e\u0301',
  '\u2028',
  '\u{10400}',
  'Ж',
]
const texts = fc.array(fc.constantFrom(...LETTERS), { maxLength: 40 }).map((all) => all.join(''))

describe('folding by tables', () => {
  it('gives what the rules give, for texts of all kinds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const plain = slowly(text).replaceAll('\u00e9', 'e')
        expect(normalise(text)).toBe(plain)
      }),
      { numRuns: 3000 },
    )
  })

  it('writes the words as bytes, and spaces for what is no word', () => {
    const out = new Bytes()
    fc.assert(
      fc.property(texts, (text) => {
        indexBytes(text, out)
        const words = (all: string) =>
          all.toLowerCase().match(/[\p{L}\p{N}\p{M}\p{Co}\u3005\u3007]+/gu) ?? []
        const written = Buffer.from(out.written).toString()
        expect(words(written)).toEqual(words(spread(slowly(text).replaceAll('\u00e9', 'e'))))
        expect(/[^\u0000-\u007f\p{L}\p{N}\p{M}\p{Co}]/u.test(written)).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives what the rules give for every letter of the basic plane', () => {
    const odd: string[] = []
    for (let code = 0; code < 0x1_0000; code++) {
      const text = `a${String.fromCharCode(code)}机`
      const plain = slowly(text)
      // Accents go, and the one letter whose small form depends on its place has one form.
      const apart = /^a.?[\u00e0-\u024f\u1e00-\u1eff]|^[\u00e0-\u024f\u1e00-\u1eff]|\u03c2/u.test(
        plain,
      )
      if (!apart && normalise(text) !== plain) odd.push(code.toString(16))
    }
    expect(odd).toEqual([])
  })

  it('takes accents off Latin letters and leaves other letters alone', () => {
    expect(normalise('Café Zürich Ørsted naïve ﬁle Ắ')).toBe('cafe zurich ørsted naive file a')
    expect(normalise('Ёлка パパ')).toBe('ёлка パパ')
  })
})
