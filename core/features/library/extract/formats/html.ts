import { Parser } from 'htmlparser2'
import type { ExtractedPiece } from '../../extracted.ts'
import { headingAnchor } from '../anchors.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { decodeText } from '../../../../encoding/decode.ts'

/** What nobody reads: programs, styles, drawings, and the ways about that stand on every page. */
const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'svg',
  'math',
  'head',
  'nav',
  'iframe',
  'object',
  'noscript',
])
const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol option p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const HEADING = /^h[1-6]$/u

export interface HtmlText {
  readonly title: string
  readonly pieces: readonly ExtractedPiece[]
}

/** One page of HTML. */
export function html(bytes: Uint8Array, budget: Budget, encoding?: string): Found {
  const decoded = decodeHtml(bytes, encoding)
  const { title, pieces } = htmlText(decoded.text)
  budget.add(pieces)
  return { title, encoding: decoded.encoding, parts: [onePart(title, pieces)] }
}

/** The encoding that a page names for itself comes after a byte-order mark and before guesses. */
export function decodeHtml(bytes: Uint8Array, chosen?: string) {
  if (chosen) return decodeText(bytes, chosen)
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const named = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1]?.toLowerCase()
  if (named === undefined || named.startsWith('utf-16') || hasMark(bytes)) return decodeText(bytes)
  try {
    const decoder = new TextDecoder(named, { fatal: true })
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch (error) {
    // A name that nobody knows, or bytes that are not in it.
    if (error instanceof RangeError || error instanceof TypeError) return decodeText(bytes)
    throw error
  }
}

const hasMark = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef ? bytes[1] === 0xbb : (bytes[0] ?? 0) >= 0xfe

/** Title and text of a page by its headings. */
export function htmlText(source: string): HtmlText {
  const reader = new Reader()
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true })
  parser.write(source)
  parser.end()
  return reader.result()
}

class Reader {
  readonly #pieces: ExtractedPiece[] = []
  #title = ''
  #inTitle = false
  /** Depth of elements inside one that is skipped; 0: nothing is skipped. */
  #skipped = 0
  #pre = 0
  #headings = 0
  /** Id of an element since the last text: the anchor of a heading that has none itself. */
  #id = ''
  #current = piece('')
  #text: string[] = []
  #heading: { readonly depth: number; anchor: string; text: string } | undefined
  #gap = false
  #broken = true

  onopentag(name: string, attributes: Record<string, string>): void {
    if (this.#skipped > 0) {
      if (name === 'title') this.#inTitle = true
      if (!VOID.has(name)) this.#skipped += 1
      return
    }
    if (SKIPPED.has(name) || attributes['role'] === 'navigation' || attributes['hidden'] === '') {
      if (!VOID.has(name)) this.#skipped = 1
      return
    }
    const id = attributes['id'] || (name === 'a' ? attributes['name'] : '')
    if (id) {
      this.#id = id
      if (this.#heading && this.#heading.anchor === '') this.#heading.anchor = id
    }
    if (name === 'title') this.#inTitle = true
    if (name === 'pre') this.#pre += 1
    if (HEADING.test(name)) this.#open(Number(name[1]), attributes['id'])
    else if (BLOCKS.has(name)) this.#break()
  }

  onclosetag(name: string): void {
    if (name === 'title') this.#inTitle = false
    if (this.#skipped > 0) {
      if (!VOID.has(name)) this.#skipped -= 1
      return
    }
    if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1)
    if (HEADING.test(name)) this.#close()
    else if (BLOCKS.has(name)) this.#break()
    else if (name === 'td' || name === 'th') this.#gap = true
  }

  ontext(data: string): void {
    if (this.#inTitle) {
      this.#title += data
      return
    }
    if (this.#skipped > 0) return
    if (this.#heading) {
      this.#heading.text += data
      return
    }
    if (this.#pre > 0) return this.#put(data)
    const words = data.replaceAll(/\s+/gu, ' ')
    if (words === ' ' || words === '') {
      this.#gap ||= words === ' '
      return
    }
    const text = this.#broken ? words.trimStart() : words
    if (this.#gap && !this.#broken && !text.startsWith(' ')) this.#put(' ')
    this.#gap = text.endsWith(' ')
    this.#put(this.#gap ? text.trimEnd() : text)
    this.#id = ''
  }

  #put(text: string): void {
    this.#text.push(text)
    this.#broken = text.endsWith('\n')
  }

  #break(): void {
    this.#gap = false
    if (!this.#broken) this.#put('\n')
  }

  #open(depth: number, own: string | undefined): void {
    this.#close()
    this.#headings += 1
    this.#heading = { depth, anchor: own || this.#id, text: '' }
  }

  #close(): void {
    const heading = this.#heading
    if (heading === undefined) return
    this.#heading = undefined
    const text = heading.text.replaceAll(/\s+/gu, ' ').trim()
    if (text === '') return
    this.#flush()
    this.#current = piece('', {
      heading: text,
      depth: heading.depth,
      anchor: headingAnchor(heading.anchor, this.#headings),
    })
    this.#id = ''
  }

  #flush(): void {
    const text = this.#text.join('').trim()
    if (text !== '' || this.#current.heading !== '') this.#pieces.push({ ...this.#current, text })
    this.#text = []
    this.#broken = true
    this.#gap = false
  }

  result(): HtmlText {
    this.#close()
    this.#flush()
    const title = this.#title.replaceAll(/\s+/gu, ' ').trim()
    const first = this.#pieces.find(({ depth }) => depth > 0)?.heading ?? ''
    return { title: title || first, pieces: this.#pieces }
  }
}
