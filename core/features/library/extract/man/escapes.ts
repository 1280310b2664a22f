import type { Font, Span } from './page.ts'

/** Characters by their two-letter or longer names (groff_char(7)), as far as manuals use them. */
const NAMED: Readonly<Record<string, string>> = {
  '-': '-',
  hy: '-',
  em: '—',
  en: '–',
  mi: '−',
  pl: '+',
  mu: '×',
  di: '÷',
  '+-': '±',
  '==': '≡',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  '->': '→',
  '<-': '←',
  '<>': '↔',
  ua: '↑',
  da: '↓',
  rA: '⇒',
  lA: '⇐',
  bu: '•',
  ci: '○',
  sq: '□',
  lh: '☜',
  rh: '☞',
  co: '©',
  rg: '®',
  tm: '™',
  de: '°',
  sc: '§',
  ps: '¶',
  dg: '†',
  dd: '‡',
  aq: "'",
  cq: '’',
  oq: '‘',
  lq: '“',
  rq: '”',
  dq: '"',
  Bq: '„',
  Fo: '«',
  Fc: '»',
  fo: '‹',
  fc: '›',
  ha: '^',
  ti: '~',
  ga: '`',
  aa: '´',
  rs: '\\',
  sl: '/',
  ul: '_',
  ru: '_',
  br: '│',
  ba: '|',
  bv: '|',
  lB: '[',
  rB: ']',
  lC: '{',
  rC: '}',
  la: '⟨',
  ra: '⟩',
  at: '@',
  sh: '#',
  Do: '$',
  '*a': 'α',
  '*b': 'β',
  '*g': 'γ',
  '*d': 'δ',
  '*e': 'ε',
  '*l': 'λ',
  '*m': 'μ',
  '*p': 'π',
  '*s': 'σ',
  mc: 'µ',
  if: '∞',
  no: '¬',
  ap: '~',
  '12': '½',
  '14': '¼',
  '34': '¾',
  S1: '¹',
  S2: '²',
  S3: '³',
  ss: 'ß',
  ':a': 'ä',
  ':o': 'ö',
  ':u': 'ü',
  ':A': 'Ä',
  ':O': 'Ö',
  ':U': 'Ü',
  "'e": 'é',
  '`e': 'è',
  '^e': 'ê',
  "'a": 'á',
  '`a': 'à',
  "'o": 'ó',
  "'i": 'í',
  "'u": 'ú',
  '~n': 'ñ',
  ',c': 'ç',
  oA: 'Å',
  oa: 'å',
  '/o': 'ø',
  '/O': 'Ø',
  eu: '€',
  Po: '£',
  ct: '¢',
  AE: 'Æ',
  ae: 'æ',
  OE: 'Œ',
  oe: 'œ',
  OK: '✓',
}
const STRINGS: Readonly<Record<string, string>> = {
  R: '®',
  Tm: '™',
  lq: '“',
  rq: '”',
  S: '',
  HF: '',
}

/** Escapes with an argument of one character, `(xx` or `[…]` that print nothing. */
const SILENT_NAMED = new Set(['s', 'k', 'm', 'M', 'F', 'n', 'g', 'V', 'Y', '$'])
/** Escapes with an argument between two equal marks that print nothing. */
const SILENT_QUOTED = new Set([
  'h',
  'v',
  'w',
  'H',
  'S',
  'b',
  'x',
  'D',
  'L',
  'l',
  'R',
  'A',
  'B',
  'X',
  'Z',
  'C',
])
const PLAIN: Readonly<Record<string, string>> = {
  '-': '-',
  e: '\\',
  '\\': '\\',
  '~': '\u00a0',
  ' ': ' ',
  '0': ' ',
  "'": '´',
  '`': '`',
  '.': '.',
  E: '\\',
  t: '\t',
  _: '_',
}

/** Reads escapes into spans; the font lasts from one line to the next. */
export class Inline {
  readonly #strings: ReadonlyMap<string, string>
  font: Font = 'R'
  #before: Font = 'R'

  constructor(strings: ReadonlyMap<string, string>) {
    this.#strings = strings
  }

  spans(line: string): Span[] {
    const spans: Span[] = []
    let text = ''
    const close = () => {
      if (text !== '') spans.push({ text, font: this.font })
      text = ''
    }
    for (let at = 0; at < line.length; at += 1) {
      const char = line[at] ?? ''
      if (char !== '\\') {
        text += char
        continue
      }
      const code = line[(at += 1)] ?? ''
      if (code === '"' || code === '#') break
      if (code === 'f') {
        const { name, end } = named(line, at + 1)
        close()
        this.#turn(name)
        at = end
      } else if (code === '(' || code === '[') {
        const { name, end } = named(line, at)
        text += character(name)
        at = end
      } else if (code === '*') {
        const { name, end } = named(line, at + 1)
        text += this.#strings.get(name) ?? STRINGS[name] ?? ''
        at = end
      } else if (code === 'N') {
        const end = quoted(line, at + 1)
        text += codePoint(Number(line.slice(at + 2, end)))
        at = end
      } else if (code === 's') at = size(line, at + 1)
      else if (code === 'z') at += 1
      else if (SILENT_QUOTED.has(code)) at = quoted(line, at + 1)
      else if (SILENT_NAMED.has(code)) at = named(line, at + 1).end
      else text += PLAIN[code] ?? ''
    }
    close()
    return spans
  }

  plain(line: string): string {
    const text = this.spans(line)
      .map((span) => span.text)
      .join('')
    this.#turn('R')
    return text
  }

  #turn(name: string): void {
    const next: Font =
      name === 'P' || name === ''
        ? this.#before
        : /^(?:B|3|CB|BI|4)$/u.test(name)
          ? 'B'
          : /^(?:I|2|CI)$/u.test(name)
            ? 'I'
            : 'R'
    this.#before = this.font
    this.font = next
  }
}

/** The name after an escape: one character, `(xx`, or `[…]`. `end`: its last character. */
function named(line: string, at: number): { name: string; end: number } {
  if (line[at] === '(') return { name: line.slice(at + 1, at + 3), end: at + 2 }
  if (line[at] !== '[') return { name: line[at] ?? '', end: at }
  const end = line.indexOf(']', at)
  return end < 0 ? { name: '', end: line.length } : { name: line.slice(at + 1, end), end }
}

function quoted(line: string, at: number): number {
  const end = line.indexOf(line[at] ?? '', at + 1)
  return end < 0 ? line.length : end
}

/** `\s+2`, `\s-1`, `\s(12`, `\s[…]`, `\s0`, `\s'…'`. */
function size(line: string, at: number): number {
  if (line[at] === "'") return quoted(line, at)
  const match = /^(?:[+-]?\[[^\]]*\]|[+-]?\(..|\([+-]?..|[+-]?(?:[1-3]\d|\d))/u.exec(
    line.slice(at, at + 16),
  )
  return at + (match?.[0].length ?? 0) - 1
}

function character(name: string): string {
  const unicode = /^u([0-9A-F]{4,6})(?:_.*)?$/u.exec(name)
  return unicode ? codePoint(Number.parseInt(unicode[1] ?? '', 16)) : (NAMED[name] ?? '')
}

const codePoint = (code: number): string =>
  Number.isInteger(code) && code >= 32 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : ''
