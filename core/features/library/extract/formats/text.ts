import { onePart, piece, type Budget, type Found } from '../build.ts'
import { decodeText } from '../../../../encoding/decode.ts'

/** Plain text, reStructuredText, settings and whatever else is read as it stands. */
export function text(bytes: Uint8Array, budget: Budget, encoding?: string): Found {
  const decoded = decodeText(bytes, encoding)
  const pieces = [piece(decoded.text)]
  budget.add(pieces)
  const title = underlined(decoded.text)
  return { title, encoding: decoded.encoding, parts: [onePart(title, pieces)] }
}

/** The first heading of reStructuredText: a line of punctuation as long as the line above it. */
function underlined(content: string): string {
  const lines = content.slice(0, 4000).split(/\r?\n/u, 40)
  const at = lines.findIndex((line, index) => {
    const above = lines[index - 1]?.trim() ?? ''
    return (
      /^([=\-~#*^"'])\1{2,}$/u.test(line.trim()) &&
      /\p{L}/u.test(above) &&
      line.trim().length >= above.length
    )
  })
  return at < 1 ? '' : (lines[at - 1] ?? '').trim()
}
