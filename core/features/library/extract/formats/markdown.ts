import MarkdownIt, { type Token } from 'markdown-it'
import type { ExtractedPiece } from '../../extracted.ts'
import { slugger } from '../anchors.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { decodeText } from '../../../../encoding/decode.ts'

/** Raw HTML in Markdown stays text: here as well as in the reader. */
const parser = new MarkdownIt({ html: false, linkify: false })

/** Markdown as sections under its headings, without its marks. */
export function markdown(bytes: Uint8Array, budget: Budget, encoding?: string): Found {
  const decoded = decodeText(bytes, encoding)
  const pieces = sections(decoded.text)
  budget.add(pieces)
  const title = pieces.find(({ depth }) => depth === 1)?.heading ?? frontTitle(decoded.text)
  return { title, encoding: decoded.encoding, parts: [onePart(title, pieces)] }
}

/** `title:` of a front matter. */
const frontTitle = (source: string): string =>
  /^---\r?\n[\s\S]{0,4000}?^title:[ \t]*["']?(.+?)["']?[ \t]*$/mu.exec(source)?.[1] ?? ''

function sections(source: string): ExtractedPiece[] {
  const slug = slugger()
  const pieces: ExtractedPiece[] = []
  let current = piece('')
  let lines: string[] = []
  const close = () => {
    if (lines.length > 0 || current.heading !== '')
      pieces.push({ ...current, text: lines.join('\n') })
    lines = []
  }
  const tokens = parser.parse(source, {})
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') {
      close()
      const heading = plain(tokens[at + 1])
      current = piece('', { heading, anchor: slug(heading), depth: Number(token.tag.slice(1)) })
    } else if (token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open') {
      lines.push(plain(token))
    } else if (token.type === 'fence' || token.type === 'code_block') {
      lines.push(token.content)
    }
  })
  close()
  return pieces
}

/** Text of a line as it is read: marks gone, line breaks kept. */
function plain(token: Token | undefined): string {
  const parts = (token?.children ?? []).map((child) =>
    child.type === 'softbreak' || child.type === 'hardbreak'
      ? '\n'
      : child.type === 'image'
        ? plain(child)
        : child.content,
  )
  return parts.join('')
}
