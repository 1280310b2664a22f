import { CoreError } from '../../../../error.ts'
import type { ExtractedPiece } from '../../extracted.ts'
import { headingAnchor } from '../anchors.ts'
import { onePart, piece, type Budget, type Found } from '../build.ts'
import { decodeText } from '../../../../encoding/decode.ts'
import { manPage } from '../man/man.ts'
import { textOf, type ManBlock, type ManPage } from '../man/page.ts'

/** A man page by its sections. */
export function man(bytes: Uint8Array, budget: Budget, encoding?: string): Found {
  const decoded = decodeText(bytes, encoding)
  const page = manPage(decoded.text)
  if (page.alias !== undefined) throw new CoreError('documentAlias', { name: page.alias })
  const pieces = sections(page)
  budget.add(pieces)
  const title = titleOf(page, pieces)
  return { title, encoding: decoded.encoding, parts: [onePart(title, pieces)] }
}

function sections(page: ManPage): ExtractedPiece[] {
  const pieces: ExtractedPiece[] = []
  let current = piece('')
  let texts: string[] = []
  let count = 0
  const close = () => {
    if (texts.length > 0 || current.heading !== '')
      pieces.push({ ...current, text: texts.join('\n') })
    texts = []
  }
  for (const block of page.blocks) {
    if (block.kind !== 'heading') {
      texts.push(blockText(block))
      continue
    }
    close()
    count += 1
    const anchor = headingAnchor(undefined, count)
    current = piece('', { heading: block.text, depth: block.depth, anchor })
  }
  close()
  return pieces
}

function blockText(block: Exclude<ManBlock, { kind: 'heading' }>): string {
  switch (block.kind) {
    case 'item':
      return `${textOf(block.tag)}\n${textOf(block.spans)}`.trimEnd()
    case 'table':
      return block.rows.map((row) => row.join('\t')).join('\n')
    case 'text':
    case 'lines':
      return textOf(block.spans)
  }
}

/** `socket(7) — Linux socket interface`, as whatis(1) tells it. */
function titleOf(page: ManPage, pieces: readonly ExtractedPiece[]): string {
  const name = page.name === '' ? '' : page.name + (page.section === '' ? '' : `(${page.section})`)
  const first =
    pieces.find(({ heading }) => /^(?:name|名称|名字|名稱|名)/iu.test(heading)) ?? pieces[0]
  const [, said = ''] = /\s(?:-{1,2}|[−–—])\s+(.+)/u.exec(first?.text ?? '') ?? []
  return said === '' ? name : `${name} — ${said}`
}
