import { Inline } from './escapes.ts'
import { textOf, type Font, type ManBlock, type Span } from './page.ts'

/** Collects blocks while macros are carried out: paragraphs, terms, lines as they stand, indents. */
export class Setter {
  readonly blocks: ManBlock[] = []
  readonly inline: Inline
  indent = 0
  /** True between .nf and .fi: lines stand as they are. */
  asIs = false
  #spans: Span[] = []
  #tag: Span[] | undefined

  constructor(strings: ReadonlyMap<string, string>) {
    this.inline = new Inline(strings)
  }

  heading(depth: 1 | 2, text: string): void {
    this.close()
    this.indent = 0
    this.inline.font = 'R'
    const clean = text.replaceAll(/\s+/gu, ' ').trim()
    if (clean !== '') this.blocks.push({ kind: 'heading', depth, text: clean })
  }

  /** Begins a term; what follows is said of it. */
  tag(spans: readonly Span[]): void {
    this.close()
    this.#tag = [...spans]
  }

  line(text: string, font?: Font): void {
    if (font !== undefined) this.inline.font = font
    this.add(this.inline.spans(text))
    if (font !== undefined) this.inline.font = 'R'
  }

  /** Adds a line; `joined`: without the space or line end before it. */
  add(spans: readonly Span[], joined = false): void {
    if (spans.length === 0 && !this.asIs) return
    if (this.#spans.length > 0 && !joined)
      this.#spans.push({ text: this.asIs ? '\n' : ' ', font: 'R' })
    this.#spans.push(...spans)
  }

  break(): void {
    if (this.#spans.length > 0 && !this.asIs) this.#spans.push({ text: '\n', font: 'R' })
  }

  keep(asIs: boolean): void {
    if (this.#tag === undefined) this.close()
    this.asIs = asIs
  }

  table(rows: readonly (readonly string[])[]): void {
    this.close()
    if (rows.length > 0) this.blocks.push({ kind: 'table', rows })
  }

  /** Ends the paragraph. */
  close(): void {
    const spans = this.#spans
    const tag = this.#tag
    this.#spans = []
    this.#tag = undefined
    const { indent } = this
    if (tag !== undefined && textOf(tag).trim() !== '')
      this.blocks.push({ kind: 'item', indent, tag, spans })
    else if (textOf(spans).trim() !== '')
      this.blocks.push({ kind: this.asIs ? 'lines' : 'text', indent, spans })
  }
}
