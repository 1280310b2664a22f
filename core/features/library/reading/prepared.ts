import type { PreparedDocument } from '../../../../contract/reader-frame.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { extract, workers } from '../extract/extract.ts'
import type { OpenDocument } from './opened.ts'

/** What the reader cannot take from the file itself: office formats and manual pages, made readable. */
export function prepared(context: Context, opened: OpenDocument): Promise<Uint8Array> {
  opened.prepared ??= prepare(context, opened).then((document) =>
    Buffer.from(JSON.stringify(document)),
  )
  return opened.prepared
}

async function prepare(
  { workspace, session }: Context,
  { format, file, encoding }: OpenDocument,
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
