import type { Attachment } from '../../../../contract/common.ts'
import { ok } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Context, Handler } from '../../../feature.ts'
import { recordAccess } from '../../../records/access.ts'
import { writeArchive } from '../extract/archive-writer.ts'
import { documentType } from '../types/document.types.ts'
import { blobOf, openedBy, whole, type OpenDocument, type Readable } from './opened.ts'

/** One answer holds this much at most. */
const PART = 8 << 20

/** library.export: the file of an opened document, recorded before its first byte leaves. */
export const exportDocument: Handler<'library.export'> = (context, { token, from }) => {
  const opened = openedBy(context, token)
  if (from === 0) {
    opened.leaving = fileOf(context, opened)
    recordAccess(context, {
      action: 'export',
      what: opened.document,
      type: documentType.name,
      count: 1,
    })
  }
  const { leaving } = opened
  if (leaving === undefined) throw new CoreError('notFound')
  const at = Math.min(from, leaving.size)
  return ok({ bytes: new Uint8Array(leaving.read(at, PART)), size: leaving.size })
}

/** What was imported as it came in; what is written here as Markdown that finds its pictures. */
function fileOf(context: Context, opened: OpenDocument): Readable {
  if (opened.file !== undefined) return blobOf(context, opened)
  const { body, pictures } = opened
  if (pictures.length === 0) return whole(Buffer.from(body))
  const names = pictureNames(pictures)
  const files = new Map<string, Uint8Array>(
    pictures.map(({ sha256 }) => [
      names.get(sha256) ?? sha256,
      context.workspace.blobs.get(sha256, context.session.cipher),
    ]),
  )
  files.set('document.md', Buffer.from(pointingAt(body, names)))
  return whole(writeArchive(files))
}

/** Paths of the pictures in the archive, by hash; each name once. */
function pictureNames(pictures: readonly Attachment[]): Map<string, string> {
  const taken = new Set<string>()
  return new Map(
    pictures.map(({ sha256, name }) => {
      const plain = fileName(name)
      const path = taken.has(plain.toLowerCase()) ? `${sha256.slice(0, 8)}-${plain}` : plain
      taken.add(path.toLowerCase())
      return [sha256, `pictures/${path}`]
    }),
  )
}

const REFERENCE = /(?<=\]\()(?:picture|attachment):([0-9a-f]{64})/gu

/** A Markdown text whose pictures are looked for beside it. */
const pointingAt = (body: string, names: ReadonlyMap<string, string>): string =>
  body.replaceAll(REFERENCE, (reference, hash: string) => {
    const path = names.get(hash)
    return path === undefined ? reference : encodeURI(path).replaceAll(/[()]/gu, encoded)
  })

const encoded = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`

/** Name of a document's file outside: its own, or its title with what it is. */
export function savedAs(
  title: string,
  file: Attachment | undefined,
  pictures: readonly Attachment[],
): string {
  if (file !== undefined) return fileName(file.name)
  return `${fileName(title).slice(0, 200)}.${pictures.length > 0 ? 'zip' : 'md'}`
}

/** A name that every file system takes. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, '_')
    .replaceAll(/^[\s.]+|[\s.]+$/gu, '')
    .slice(-200) || 'document'
