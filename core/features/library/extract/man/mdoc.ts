import type { Font, ManPage, Span } from './page.ts'
import type { RoffLine } from './roff.ts'
import type { Setter } from './setter.ts'

/** Macros that set their words in a font. */
const FONTS: Readonly<Record<string, Font>> = {
  Nm: 'B',
  Cm: 'B',
  Ic: 'B',
  Fl: 'B',
  Sy: 'B',
  Fn: 'B',
  Fd: 'B',
  In: 'B',
  Ms: 'B',
  Ar: 'I',
  Em: 'I',
  Pa: 'I',
  Va: 'I',
  Vt: 'I',
  Ft: 'I',
  Fa: 'I',
  Ad: 'I',
  Lk: 'I',
  Mt: 'I',
  Li: 'R',
  Ql: 'R',
  Xr: 'R',
  Sx: 'R',
  Ev: 'R',
  Er: 'R',
  Dv: 'R',
  Tn: 'R',
  No: 'R',
  An: 'R',
  St: 'R',
  Nd: 'R',
  Ux: 'R',
  Bx: 'R',
  At: 'R',
  Cd: 'R',
  Os: 'R',
}
/** Macros that stand around what follows on their line, and pairs of macros that open and close. */
const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  Op: ['[', ']'],
  Dq: ['“', '”'],
  Sq: ['‘', '’'],
  Pq: ['(', ')'],
  Bq: ['[', ']'],
  Aq: ['<', '>'],
  Qq: ['"', '"'],
  Brq: ['{', '}'],
  Eq: ['', ''],
}
const OPENS: Readonly<Record<string, string>> = {
  Oo: '[',
  Do: '“',
  So: '‘',
  Po: '(',
  Bo: '[',
  Ao: '<',
  Qo: '"',
  Bro: '{',
  Xo: '',
}
const CLOSES: Readonly<Record<string, string>> = {
  Oc: ']',
  Dc: '”',
  Sc: '’',
  Pc: ')',
  Bc: ']',
  Ac: '>',
  Qc: '"',
  Brc: '}',
  Xc: '',
}
const NAMES: Readonly<Record<string, string>> = {
  Ux: 'UNIX',
  Bx: 'BSD',
  At: 'AT&T UNIX',
  Fx: 'FreeBSD',
  Ox: 'OpenBSD',
}
/** No space before these, when they stand alone on a macro's line. */
const CLOSING = /^[.,:;!?)\]]+$/u

/** Reads the lines of a page in mdoc(7). */
export function mdocPage(lines: readonly RoffLine[], setter: Setter): ManPage {
  return new MdocReader(setter).read(lines)
}

class MdocReader {
  readonly #setter: Setter
  #name = ''
  #title = ''
  #section = ''
  /** `.Nm` without a word is the page's own name. */
  #own = ''
  #lists: boolean[] = []
  #joined = false

  constructor(setter: Setter) {
    this.#setter = setter
  }

  read(lines: readonly RoffLine[]): ManPage {
    for (const line of lines) {
      if (line.kind === 'macro') this.#macro(line.name, line.args)
      else if (line.text.trim() === '' && !this.#setter.asIs) this.#setter.close()
      else this.#setter.line(line.text)
    }
    this.#setter.close()
    return { name: this.#name || this.#title, section: this.#section, blocks: this.#setter.blocks }
  }

  #macro(name: string, args: readonly string[]): void {
    switch (name) {
      case 'Dt':
        this.#title = (args[0] ?? '').toLowerCase()
        this.#section = args[1] ?? ''
        return
      case 'Dd':
      case 'Os':
      case 'Bk':
      case 'Ek':
      case 'Sm':
      case 'Rs':
      case 'Re':
        return
      case 'Sh':
      case 'Ss':
        return this.#setter.heading(name === 'Sh' ? 1 : 2, this.#plain(args))
      case 'Pp':
      case 'Lp':
        return this.#setter.close()
      case 'Bl':
        this.#setter.close()
        this.#lists.push(true)
        this.#setter.indent = Math.min(10, this.#lists.length - 1)
        return
      case 'El':
        this.#setter.close()
        this.#lists.pop()
        this.#setter.indent = Math.max(0, this.#lists.length - 1)
        return
      case 'It':
        return this.#setter.tag(args.length === 0 ? [{ text: '•', font: 'R' }] : this.#spans(args))
      case 'Bd':
        return this.#setter.keep(args.some((word) => /^-(?:literal|unfilled)$/u.test(word)))
      case 'Ed':
        return this.#setter.keep(false)
      case 'Dl':
      case 'D1':
        this.#setter.close()
        this.#setter.add(this.#spans(args))
        return this.#setter.close()
      case 'Nd':
        return this.#setter.add([{ text: '— ', font: 'R' }, ...this.#spans(args)])
      case 'Nm':
        if (this.#own === '' && args[0] !== undefined) this.#own = this.#name = args[0]
        return this.#add(['Nm', ...args])
      case 'br':
        return this.#setter.break()
      case 'sp':
        return this.#setter.close()
      default:
        if (isMacro(name)) return this.#add([name, ...args])
        // Parts of a reference; macros of other kinds say nothing here.
        if (name.startsWith('%')) this.#setter.add(this.#spans(args))
    }
  }

  #add(words: readonly string[]): void {
    const joined = this.#joined
    this.#joined = false
    const spans = this.#spans(words)
    if (words.at(-1) === 'Ns') this.#joined = true
    this.#setter.add(spans, joined)
  }

  #plain = (words: readonly string[]): string =>
    this.#spans(words)
      .map(({ text }) => text)
      .join('')

  /** The words of a line: macros among them set the font of what follows, or stand around it. */
  #spans(words: readonly string[]): Span[] {
    const spans: Span[] = []
    const ends: string[] = []
    let font: Font = 'R'
    let macro = ''
    let joined = true
    const put = (text: string, given: Font) => {
      if (text === '') return
      if (!joined && !CLOSING.test(text)) spans.push({ text: ' ', font: 'R' })
      const { inline } = this.#setter
      inline.font = given
      spans.push(...inline.spans(text))
      inline.font = 'R'
      joined = false
    }
    words.forEach((word, at) => {
      const next = words[at + 1]
      const lone = next === undefined || CLOSING.test(next) || isMacro(next)
      if (word === 'Ns' || word === 'Ap' || word === 'Pf') {
        if (word === 'Ap') spans.push({ text: '’', font: 'R' })
        joined = true
      } else if (OPENS[word] !== undefined || AROUND[word] !== undefined) {
        const [open, close] = AROUND[word] ?? [OPENS[word] ?? '', undefined]
        if (open !== '') {
          put(open, 'R')
          joined = true
        }
        if (close !== undefined) ends.unshift(close)
        font = 'R'
      } else if (CLOSES[word] !== undefined) {
        joined = true
        put(CLOSES[word] ?? '', 'R')
      } else if (NAMES[word] !== undefined) put(NAMES[word] ?? '', 'R')
      else if (FONTS[word] !== undefined) {
        font = FONTS[word] ?? 'R'
        macro = word
        if (word === 'Nm' && lone) put(this.#own, 'B')
        if (word === 'Ar' && lone) put('file ...', 'I')
        if (word === 'Fl' && lone) put('-', 'B')
      } else if (macro === 'Fl' && !CLOSING.test(word)) put(`-${word}`, 'B')
      else if (macro === 'Xr' && /^\d\w*$/u.test(word)) {
        joined = true
        put(`(${word})`, 'R')
      } else if (macro === 'Fn' && words[at - 1] === 'Fn') put(`${word}()`, 'B')
      else put(word, CLOSING.test(word) ? 'R' : font)
    })
    for (const end of ends) {
      joined = true
      put(end, 'R')
    }
    return spans
  }
}

const isMacro = (word: string): boolean =>
  [FONTS, AROUND, OPENS, CLOSES, NAMES].some((known) => Object.hasOwn(known, word)) || word === 'Ns'
