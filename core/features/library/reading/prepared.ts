import type { PreparedDocument } from '../../../../contract/reader-frame.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { extract, workers } from '../extract/extract.ts'
import type { Session } from '../../../session/session.ts'
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
  made.catch(() => kept.delete(opened.version))
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT + 1)))
    kept.delete(oldest)
  kept.set(opened.version, made)
  return made
}

type Readied = Pick<OpenDocument, 'version' | 'format' | 'file' | 'encoding'>

/** Made readable lately, in memory only; it goes with the session. */
const bySession = new WeakMap<Session, Map<string, Promise<Uint8Array>>>()
const MOST_KEPT = 16

function keptBy(session: Session): Map<string, Promise<Uint8Array>> {
  const kept = bySession.get(session) ?? new Map<string, Promise<Uint8Array>>()
  bySession.set(session, kept)
  return kept
}

async function prepare(
  { workspace, session }: Context,
  { format, file, encoding }: Readied,
): Promise<PreparedDocument> {
  if (file === undefined) throw new CoreError('notFound')
  const place = workspace.blobs.stored(file.sha256, session.cipher)
  const source = { kind: 'blob', place } as const
  if (format === 'docx' || format === 'man') {
    const made = await workers.run('render', { source, format, encoding: encoding || undefined })
    return made.ok ? { kind: 'html', html: made.value } : { kind: 'failed', code: made.error.code }
  }
  if (format !== 'xlsx' && format !== 'pptx' && format !== 'epub') throw new CoreError('notFound')
  const made = await extract({ source, name: file.name, format })
  if (!made.ok) return { kind: 'failed', code: made.error.code }
  const { parts } = made.value.extracted
  return format === 'epub'
    ? { kind: 'book', chapters: parts.map(({ path, title }) => ({ path, title })) }
    : {
        kind: 'pages',
        pages: parts.flatMap(({ pieces }) =>
          pieces.map(({ heading, text }) => ({ title: heading, text })),
        ),
      }
}
