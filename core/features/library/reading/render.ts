import mammoth from 'mammoth'
import { ok, type Result } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import { decodeText } from '../../../encoding/decode.ts'
import { LIMITS } from '../extract/limits.ts'
import { openArchive } from '../extract/archive.ts'
import { manPage } from '../extract/man/man.ts'
import type { ManBlock, Span } from '../extract/man/page.ts'
import { readSource, type Source } from '../extract/source.ts'

export interface RenderInput {
  readonly source: Source
  readonly format: 'docx' | 'man'
  readonly encoding?: string | undefined
}

/** A document as HTML, which the reader cleans before it shows it. Runs in a process with limits. */
export async function render(input: RenderInput): Promise<Result<string>> {
  const bytes = await readSource(input.source, LIMITS)
  return ok(input.format === 'man' ? manHtml(bytes, input.encoding) : await docxHtml(bytes))
}

async function docxHtml(bytes: Uint8Array): Promise<string> {
  // Refuses what unpacks to more than is allowed, before anything of it is unpacked.
  openArchive(bytes, LIMITS)
  const { value } = await mammoth.convertToHtml({
    buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  })
  return value
}

function manHtml(bytes: Uint8Array, encoding: string | undefined): string {
  const page = manPage(decodeText(bytes, encoding).text)
  if (page.alias !== undefined) throw new CoreError('documentAlias', { name: page.alias })
  return page.blocks.map(blockHtml).join('\n')
}

function blockHtml(block: ManBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.depth + 1}>${escaped(block.text)}</h${block.depth + 1}>`
    case 'text':
      return nested(block.indent, `<p>${spansHtml(block.spans)}</p>`)
    case 'lines':
      return nested(block.indent, `<pre>${spansHtml(block.spans)}</pre>`)
    case 'item':
      return nested(
        block.indent,
        `<dl><dt>${spansHtml(block.tag)}</dt><dd>${spansHtml(block.spans)}</dd></dl>`,
      )
    case 'table':
      return `<table>${block.rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
        .join('')}</table>`
  }
}

const DEEPEST = 4
const nested = (indent: number, html: string): string => {
  const depth = Math.min(DEEPEST, Math.max(0, Math.round(indent)))
  return '<dl><dd>'.repeat(depth) + html + '</dd></dl>'.repeat(depth)
}

const TAGS = { R: '', B: 'b', I: 'em' } as const

function spansHtml(spans: readonly Span[]): string {
  return spans
    .map(({ text, font }) => {
      const tag = TAGS[font]
      const html = escaped(text)
      return tag === '' ? html : `<${tag}>${html}</${tag}>`
    })
    .join('')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
