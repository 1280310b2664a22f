import type { PreparedDocument } from '../../../../contract/reader-frame.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import type { ExtractedPart } from '../extracted.ts'
import { extract, workers } from '../extract/extract.ts'
import type { Session } from '../../../session/session.ts'
import { indexedParts } from '../index/library-index.ts'
import type { OpenDocument } from './opened.ts'

/** What the reader cannot take from the file itself: office formats and manual pages, made readable. */
export function prepared(context: Context, opened: Readied): Promise<Uint8Array> {
  const kept = keptBy(context.session)
  const known = kept.get(opened.version)
  if (known) return known
  const made = prepare(context, opened).then((document) => {
    // What failed is tried again by the next who asks.
    if (document.kind === 'failed') kept.delete(opened.version)
    return Buffer.from(JSON.stringify(document))
  })
  made.then(
    ({ length }) => {
      if (length > MOST_KEPT_BYTES) kept.delete(opened.version)
    },
    () => kept.delete(opened.version),
  )
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT + 1)))
    kept.delete(oldest)
  kept.set(opened.version, made)
  return made
}

type Readied = Pick<OpenDocument, 'document' | 'version' | 'format' | 'file' | 'encoding'>

/** Made readable lately, in memory only; it goes with the session. */
const bySession = new WeakMap<Session, Map<string, Promise<Uint8Array>>>()
const MOST_KEPT = 16
/** What is larger is made again for the next who reads it. */
const MOST_KEPT_BYTES = 8 << 20

function keptBy(session: Session): Map<string, Promise<Uint8Array>> {
  const kept = bySession.get(session) ?? new Map<string, Promise<Uint8Array>>()
  bySession.set(session, kept)
  return kept
}

async function prepare(context: Context, opened: Readied): Promise<PreparedDocument> {
  const { workspace, session } = context
  const { format, file, encoding } = opened
  if (file === undefined) throw new CoreError('notFound')
  const place = workspace.blobs.stored(file.sha256, session.cipher)
  const source = { kind: 'blob', place } as const
  if (format === 'docx' || format === 'man') {
    const made = await workers.run('render', { source, format, encoding: encoding || undefined })
    return made.ok ? { kind: 'html', html: made.value } : { kind: 'failed', code: made.error.code }
  }
  if (!EXTRACTED.includes(format)) throw new CoreError('notFound')
  const held = EXTRACTED.includes(format) ? indexedParts(context, opened) : undefined
  if (held) return pagesOf(format, held)
  // The first page of a tree is shown without it: others go first.
  const background = format === 'tree'
  const made = await extract({ source, name: file.name, format }, { background })
  if (!made.ok) return { kind: 'failed', code: made.error.code }
  return pagesOf(format, made.value.extracted.parts)
}

function pagesOf(format: DocumentFormat, parts: readonly ExtractedPart[]): PreparedDocument {
  return format === 'epub' || format === 'tree'
    ? { kind: 'book', chapters: chaptersOf(parts) }
    : {
        kind: 'pages',
        pages: parts.flatMap(({ pieces }) =>
          pieces.map(({ heading, text }) => ({ title: heading, text })),
        ),
      }
}

const EXTRACTED: readonly DocumentFormat[] = ['xlsx', 'pptx', 'epub', 'tree']
/** Characters that a reader searches by itself. */
const MOST_SEARCHED = 12_000_000

function chaptersOf(parts: readonly ExtractedPart[]) {
  const size = (part: ExtractedPart): number =>
    part.pieces.reduce((sum, { heading, text }) => sum + heading.length + text.length, 0)
  const isSearched = parts.reduce((sum, part) => sum + size(part), 0) <= MOST_SEARCHED
  return parts.map(({ path, title, pieces }) => ({
    path,
    title,
    text: isSearched ? pieces.map(({ heading, text }) => `${heading}\n${text}`).join('\n') : '',
  }))
}
