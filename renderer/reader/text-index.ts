import type { Place } from '../../contract/library.ts'

/**
 * The text of a part of the page in one string, each character with where it stands. Letters are folded
 * (NFKC, lower case), white space is one space, and none between Han characters, as in the search index:
 * what was found there is found here.
 */
export class TextIndex {
  readonly text: string
  readonly #nodes: Text[] = []
  /** Index of the node, and offset in it, of each character of `text`. */
  readonly #node: number[] = []
  readonly #offset: number[] = []

  constructor(root: Node) {
    let text = ''
    let pending = -1
    const push = (letters: string, node: number, offset: number): void => {
      for (const letter of letters) {
        text += letter
        for (let unit = 0; unit < letter.length; unit++) {
          this.#node.push(node)
          this.#offset.push(offset)
        }
      }
    }
    const gap = (): void => {
      if (text !== '' && !text.endsWith('\n') && pending < 0) pending = this.#nodes.length
    }
    const walk = (node: Node): void => {
      if (node instanceof Text) {
        const at = this.#nodes.push(node) - 1
        for (let offset = 0; offset < node.data.length;) {
          const letter = String.fromCodePoint(node.data.codePointAt(offset) ?? 0)
          const folded = fold(letter)
          if (folded.trim() === '') gap()
          else {
            if (pending >= 0 && !(isHan(text.at(-1)) && isHan(folded))) push(' ', at, offset)
            pending = -1
            push(folded, at, offset)
          }
          offset += letter.length
        }
        return
      }
      if (!(node instanceof Element) || node.matches(SKIPPED)) return
      if (node.tagName === 'BR') return gap()
      const block = BLOCKS.has(node.tagName)
      if (block) separate()
      for (const child of node.childNodes) walk(child)
      if (block) separate()
    }
    const separate = (): void => {
      pending = -1
      if (text === '' || text.endsWith('\n')) return
      // After the last letter: places stand in the order of the text.
      push('\n', Math.max(0, this.#nodes.length - 1), this.#nodes.at(-1)?.data.length ?? 0)
    }
    for (const child of root.childNodes) walk(child)
    this.text = text
  }

  /** Every place of the words of a query, in order. */
  all(query: string): Range[] {
    return occurrences(this.text, query).map(({ at, length }) => this.#range(at, length))
  }

  /** The quote of a place, the one that stands between what stood around it where there are several. */
  quote({ quote = '', before = '', after = '' }: Place): Range | undefined {
    const wanted = folded(quote)
    if (wanted === '') return undefined
    const around = { before: folded(before), after: folded(after) }
    let best: { at: number; fit: number } | undefined
    for (let at = this.text.indexOf(wanted); at >= 0; at = this.text.indexOf(wanted, at + 1)) {
      const fit =
        sharedEnd(this.#plain(at - 120, at), around.before) +
        sharedStart(this.#plain(at + wanted.length, at + wanted.length + 120), around.after)
      if (best === undefined || fit > best.fit) best = { at, fit }
    }
    return best && this.#range(best.at, wanted.length)
  }

  /** A range as a quote with what stands around it. */
  place(range: Range): Pick<Place, 'quote' | 'before' | 'after'> | undefined {
    const from = this.#position(range.startContainer, range.startOffset)
    const to = this.#position(range.endContainer, range.endOffset)
    const quote = this.text.slice(from, to).replaceAll('\n', ' ').trim()
    if (quote === '') return undefined
    return {
      quote: quote.slice(0, 500),
      before: this.#plain(from - 60, from).slice(-60),
      after: this.#plain(to, to + 60),
    }
  }

  #plain(from: number, to: number): string {
    return this.text.slice(Math.max(0, from), Math.max(0, to)).replaceAll('\n', ' ')
  }

  /** First character at or after a boundary of the page. */
  #position(container: Node, offset: number): number {
    const probe = document.createRange()
    probe.setStart(container, offset)
    probe.collapse(true)
    let low = 0
    let high = this.text.length
    while (low < high) {
      const middle = (low + high) >> 1
      const node = this.#nodes[this.#node[middle] ?? 0]
      if (node && probe.comparePoint(node, this.#offset[middle] ?? 0) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #range(at: number, length: number): Range {
    const last = at + length - 1
    const range = document.createRange()
    const from = this.#nodes[this.#node[at] ?? 0]
    const to = this.#nodes[this.#node[last] ?? 0]
    if (from && to) {
      range.setStart(from, this.#offset[at] ?? 0)
      const end = this.#offset[last] ?? 0
      const letter = String.fromCodePoint(to.data.codePointAt(end) ?? 0)
      range.setEnd(to, Math.min(to.data.length, end + letter.length))
    }
    return range
  }
}

const SKIPPED =
  'script, style, template, .endOfContent, .wk-address, .wk-missing, [aria-hidden="true"]'
const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 ' +
    'H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
)

const fold = (letter: string): string => letter.normalize('NFKC').toLowerCase()
const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
const isHan = (letter: string | undefined): boolean => letter !== undefined && HAN.test(letter)

/** What is looked for: phrases between quotes, and the words between spaces; folded. */
export function wordsOf(query: string): string[] {
  const parts = query.split(/["“”„«»「」『』]/u)
  return parts
    .flatMap((part, at) => (at % 2 === 1 ? [part] : part.split(/\s+/u)))
    .map(folded)
    .filter((word) => word !== '')
}

/** Where the words of a query stand in a folded text, the longest first where several do. */
export function occurrences(text: string, query: string): { at: number; length: number }[] {
  const words = wordsOf(query).toSorted((a, b) => b.length - a.length)
  if (words.length === 0) return []
  const any = new RegExp(
    words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)).join('|'),
    'gu',
  )
  return Array.from(text.matchAll(any), ({ 0: word, index }) => ({
    at: index,
    length: word.length,
  }))
}

/** A query or quote in the form of the index. */
export function folded(text: string): string {
  return fold(text)
    .replace(/\s+/gu, ' ')
    .replace(
      /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef]) (?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu,
      '',
    )
    .trim()
}

function sharedEnd(text: string, wanted: string): number {
  let count = 0
  const from = text.trimEnd()
  while (count < wanted.length && from.at(-1 - count) === wanted.at(-1 - count)) count++
  return count
}

function sharedStart(text: string, wanted: string): number {
  let count = 0
  const from = text.trimStart()
  while (count < wanted.length && from[count] === wanted[count]) count++
  return count
}
