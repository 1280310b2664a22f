import { Roff, type RoffLine } from './roff.ts'
import { mdocPage } from './mdoc.ts'
import type { Font, ManPage, Span } from './page.ts'
import { Setter } from './setter.ts'
import { tableRows } from './table.ts'

/** Reads a page written with the macros man(7) or mdoc(7). */
export function manPage(source: string): ManPage {
  const roff = new Roff()
  const lines = roff.read(source)
  const setter = new Setter(roff.strings)
  if (lines.some((line) => line.kind === 'macro' && /^D[dt]$/u.test(line.name)))
    return mdocPage(lines, setter)
  return new ManReader(setter).read(lines)
}

const FONTS: Readonly<Record<string, Font>> = { B: 'B', I: 'I', SB: 'B', SM: 'R', R: 'R' }
const TURNS = new Set(['BR', 'RB', 'BI', 'IB', 'IR', 'RI'])

class ManReader {
  readonly #setter: Setter
  #name = ''
  #section = ''
  #alias: string | undefined
  /** A macro whose text is the next line: TP, SH, SS, B, I. */
  #waits: string | undefined
  #outer: number[] = []

  constructor(setter: Setter) {
    this.#setter = setter
  }

  read(lines: readonly RoffLine[]): ManPage {
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at]
      if (line === undefined) break
      if (line.kind === 'text') this.#text(line.text)
      else if (line.name === 'TS') at = this.#table(lines, at)
      else this.#macro(line.name, line.args, line.rest)
    }
    this.#setter.close()
    const { blocks } = this.#setter
    return {
      name: this.#name,
      section: this.#section,
      blocks,
      ...(this.#alias !== undefined && blocks.length === 0 ? { alias: this.#alias } : {}),
    }
  }

  #text(text: string): void {
    if (this.#waits !== undefined) return this.#given(this.#setter.inline.spans(text))
    if (text.trim() === '' && !this.#setter.asIs) return this.#setter.close()
    this.#setter.line(text)
  }

  /** The line that a macro waited for. */
  #given(spans: readonly Span[]): void {
    const waits = this.#waits
    this.#waits = undefined
    if (waits === 'SH' || waits === 'SS')
      this.#setter.heading(waits === 'SH' ? 1 : 2, spans.map(({ text }) => text).join(''))
    else if (waits === 'TP') {
      this.#setter.tag(spans)
      this.#setter.inline.font = 'R'
    } else this.#setter.add(spans.map(({ text }) => ({ text, font: FONTS[waits ?? ''] ?? 'R' })))
  }

  #macro(name: string, args: readonly string[], rest: string): void {
    const { inline } = this.#setter
    if (TURNS.has(name) || (FONTS[name] !== undefined && args.length > 0)) {
      const spans = TURNS.has(name)
        ? this.#turns(name, args)
        : this.#fontOf(FONTS[name] ?? 'R', args)
      if (this.#waits !== undefined) this.#given(spans)
      else this.#setter.add(spans)
      return
    }
    switch (name) {
      case 'TH':
        this.#name = inline.plain(args[0] ?? '')
        this.#section = inline.plain(args[1] ?? '')
        return
      case 'SH':
      case 'SS':
        if (args.length === 0) this.#waits = name
        else this.#setter.heading(name === 'SH' ? 1 : 2, inline.plain(args.join(' ')))
        return
      case 'TP':
      case 'TQ':
        this.#setter.close()
        this.#waits = 'TP'
        return
      case 'B':
      case 'I':
      case 'SM':
      case 'SB':
        this.#waits = name
        return
      case 'IP':
        return this.#setter.tag(this.#fontOf('R', args.slice(0, 1)))
      case 'OP':
        return this.#setter.add(this.#option(args))
      case 'SY':
        this.#setter.close()
        return this.#setter.add(this.#fontOf('B', args))
      case 'UR':
      case 'MT':
        return this.#setter.add(this.#fontOf('I', args))
      case 'RS':
        this.#setter.close()
        this.#outer.push(this.#setter.indent)
        this.#setter.indent = Math.min(10, this.#setter.indent + 1)
        return
      case 'RE':
        this.#setter.close()
        this.#setter.indent = this.#outer.pop() ?? 0
        return
      case 'nf':
      case 'EX':
      case 'Vb':
      case 'fi':
      case 'EE':
      case 'Ve':
        return this.#setter.keep(/^(?:nf|EX|Vb)$/u.test(name))
      case 'ft':
        inline.spans(`\\f[${args[0] ?? 'P'}]`)
        return
      case 'br':
        return this.#setter.break()
      case 'PP':
      case 'P':
      case 'LP':
      case 'HP':
      case 'sp':
      case 'Sp':
        inline.font = 'R'
        if (this.#setter.asIs) this.#setter.line('')
        else this.#setter.close()
        return
      case 'so':
        this.#alias = rest.trim()
        return
      default:
        return
    }
  }

  #fontOf(font: Font, args: readonly string[]): Span[] {
    const { inline } = this.#setter
    inline.font = font
    const spans = inline.spans(args.join(' '))
    inline.font = 'R'
    return spans
  }

  /** `.BR a b c`: one font after the other, without spaces between. */
  #turns(name: string, args: readonly string[]): Span[] {
    return args.flatMap((argument, at) =>
      this.#fontOf(FONTS[name[at % 2] ?? 'R'] ?? 'R', [argument]),
    )
  }

  #option([option = '', value]: readonly string[]): Span[] {
    const named = this.#fontOf('B', [option])
    const given =
      value === undefined ? [] : [{ text: ' ', font: 'R' as const }, ...this.#fontOf('I', [value])]
    return [{ text: '[', font: 'R' }, ...named, ...given, { text: ']', font: 'R' }]
  }

  #table(lines: readonly RoffLine[], from: number): number {
    const end = lines.findIndex(
      (line, at) => at > from && line.kind === 'macro' && line.name === 'TE',
    )
    const inside = lines.slice(from + 1, end < 0 ? lines.length : end)
    const texts = inside.map((line) =>
      line.kind === 'text' ? line.text : line.args.join(TURNS.has(line.name) ? '' : ' '),
    )
    this.#setter.table(
      tableRows(texts).map((row) => row.map((cell) => this.#setter.inline.plain(cell))),
    )
    return end < 0 ? lines.length : end
  }
}
