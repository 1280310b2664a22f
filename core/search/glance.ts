import type { Term } from './text.ts'
import { writingsOf } from './traditional.ts'

/** Letters that folding turns into others than small ones: accents, widths, letters of several parts, old forms. */
const CHANGES =
  /[\u00aa\u00b2-\u00ba\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\u2070-\u209f\u2100-\u218f\u2460-\u24ff\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb4f\ufe30-\ufe6f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]/u

/**
 * A quick look at a text as it is written: false only where none of the terms can stand in it, so that most of a
 * long document need not be folded to find places.
 */
export function glanceAt(terms: readonly Term[]): (text: string) => boolean {
  // Words hold letters and figures only: nothing in them means anything to an expression.
  const patterns = terms.flatMap(({ units: [first] }) =>
    first === undefined ? [] : [first.han ? hanPattern(first.text) : first.text],
  )
  const written = new RegExp(patterns.join('|'), 'iu')
  return (text) => written.test(text) || CHANGES.test(text)
}

/** Each letter in any of its writings; a run may go on over the end of a line. */
const hanPattern = (run: string): string =>
  Array.from(run, (letter) => `[${writingsOf(letter)}]`).join('\\s*')
