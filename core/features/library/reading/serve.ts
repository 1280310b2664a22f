import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handler } from '../../../feature.ts'
import { archiveOf, blobOf, openedBy, whole, type OpenDocument, type Readable } from './opened.ts'
import { prepared } from './prepared.ts'

/** One answer holds this much at most; more is asked for in parts. */
const MOST_ANSWER = 64 << 20

/**
 * Types of what a page may show by itself. Everything else, pages and scripts above all, is plain
 * bytes, which no engine takes for a page, a script or a style.
 */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
}
const PREPARED = 'v/document'
const BYTES = 'application/octet-stream'

/** library.serve: files of an opened document. `f/document`, `f/body`, `f/picture/<sha256>`, `f/<path in the archive>`; `v/document` is what was made readable. */
export const serveDocument: Handler<'library.serve'> = async (context, input) => {
  const opened = openedBy(context, input.token)
  const path = input.path.startsWith('f/') ? input.path.slice(2) : undefined
  const found =
    input.path === PREPARED
      ? whole(await prepared(context, opened))
      : path === undefined
        ? undefined
        : fileOf(context, opened, path)
  if (found === undefined) throw new CoreError('notFound')
  const from = Math.min(input.from ?? 0, found.size)
  const length = Math.min(input.length ?? MOST_ANSWER, MOST_ANSWER, found.size - from)
  return ok({
    bytes: new Uint8Array(found.read(from, length)),
    mime: mimeOf(nameOf(opened, String(path))),
    size: found.size,
  })
}

function fileOf(context: Context, opened: OpenDocument, path: string): Readable | undefined {
  if (opened.format === 'tree' || opened.format === 'epub') {
    const bytes = archiveOf(context, opened).read(path)
    return bytes && whole(bytes)
  }
  if (path === 'document' && opened.file) return blobOf(context, opened)
  if (path === 'body' && opened.file === undefined) return whole(Buffer.from(opened.body))
  const picture = opened.pictures.find(({ sha256 }) => path === `picture/${sha256}`)
  return picture && whole(context.workspace.blobs.get(picture.sha256, context.session.cipher))
}

/** Name by which the type of a file is known. */
function nameOf(opened: OpenDocument, path: string): string {
  if (path === 'document') return opened.file?.name ?? ''
  return opened.pictures.find(({ sha256 }) => path === `picture/${sha256}`)?.name ?? path
}

function mimeOf(name: string): string {
  const extension = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(TYPES, extension) ? (TYPES[extension] ?? BYTES) : BYTES
}
