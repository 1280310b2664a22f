import { randomBytes } from 'node:crypto'
import type { Attachment } from '../../../../contract/common.ts'
import type { DocumentFormat } from '../../../../contract/library.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import type { RecordRow } from '../../../log/types.ts'
import { opened as openedFields } from '../../../records/seal.ts'
import { visibleRow } from '../../../records/view.ts'
import type { Session } from '../../../session/session.ts'
import type { BlobReader } from '../../../workspace/workspace.ts'
import { documentType, documentVersionType } from '../types/document.types.ts'
import { openArchive, type Archive } from './archive.ts'

/** Bytes that are read in parts. */
export interface Readable {
  readonly size: number
  read(from: number, length: number): Uint8Array
}

export const whole = (bytes: Uint8Array): Readable => ({
  size: bytes.length,
  read: (from, length) => bytes.subarray(from, from + length),
})

/** A version that somebody reads: what its token stands for. */
export interface OpenDocument {
  readonly document: string
  readonly version: string
  readonly format: DocumentFormat
  readonly file: Attachment | undefined
  readonly pictures: readonly Attachment[]
  readonly body: string
  readonly encoding: string
  /** Read at the first request. */
  blob?: BlobReader
  archive?: Archive | undefined
  /** What goes out of the program, while its parts are fetched. */
  leaving?: Readable
}

/** More panes than anybody has; what was opened longest ago is let go. */
const MOST_OPEN = 40

/** A session that ends takes its tokens with it; changed rights make another session. */
const byTokens = new WeakMap<Session, Map<string, OpenDocument>>()

/** Tokens that stand for nothing yet. */
const reserved = new WeakMap<Session, Set<string>>()
const MOST_RESERVED = 8

const newToken = (): string => randomBytes(16).toString('hex')

export function reserve(session: Session): string {
  const tokens = reserved.get(session) ?? new Set<string>()
  reserved.set(session, tokens)
  const [oldest] = tokens
  if (tokens.size >= MOST_RESERVED && oldest !== undefined) tokens.delete(oldest)
  const token = newToken()
  tokens.add(token)
  return token
}

/** Keeps what is opened under a token: under the one that was reserved for it, once. */
export function keep(session: Session, opened: OpenDocument, wanted?: string): string {
  const tokens = byTokens.get(session) ?? new Map<string, OpenDocument>()
  byTokens.set(session, tokens)
  const [oldest] = tokens.keys()
  if (tokens.size >= MOST_OPEN && oldest !== undefined) tokens.delete(oldest)
  const isReserved = wanted !== undefined && reserved.get(session)?.delete(wanted) === true
  const token = isReserved ? wanted : newToken()
  tokens.set(token, opened)
  return token
}

export function letGo(session: Session, token: string): void {
  byTokens.get(session)?.delete(token)
}

/** What a token stands for while its reader may still see it. Throws CoreError notFound. */
export function openedBy(context: Context, token: string): OpenDocument {
  const found = byTokens.get(context.session)?.get(token)
  if (found === undefined) throw new CoreError('notFound')
  // The level may have gone up, or the document away, since it was opened.
  for (const row of [
    visibleRow(context, documentType.name, found.document),
    visibleRow(context, documentVersionType.name, found.version),
  ])
    if (row.deleted) throw new CoreError('notFound')
  return found
}

export function blobOf({ workspace, session }: Context, opened: OpenDocument): BlobReader {
  if (opened.file === undefined) throw new CoreError('notFound')
  opened.blob ??= workspace.blobs.open(opened.file.sha256, session.cipher)
  return opened.blob
}

export function archiveOf(context: Context, opened: OpenDocument): Archive {
  opened.archive ??= openArchive(blobOf(context, opened))
  if (opened.archive === undefined) throw new CoreError('notFound')
  return opened.archive
}

export type Fields = Readonly<Record<string, Json>>

export const fieldsOf = (context: Context, type: typeof documentType, row: RecordRow): Fields =>
  openedFields(context, type, row.id, row.fields)

/** The version that is read when none is named: the published one, else the newest that is there. */
export function versionToRead(context: Context, document: RecordRow): RecordRow {
  const current = document.fields['current']
  const named =
    typeof current === 'string'
      ? context.workspace.log.row(documentVersionType.name, current)
      : undefined
  if (named && isReadable(context, named)) return named
  const newest = context.workspace.db
    .prepare<[string, number], { id: string }>(
      'SELECT id FROM r_document_version WHERE document = ? AND _deleted = 0 AND _level <= ? ORDER BY _created DESC LIMIT 1',
    )
    .get(document.id, context.session.clearance)
  if (newest === undefined) throw new CoreError('notFound')
  return visibleRow(context, documentVersionType.name, newest.id)
}

const isReadable = ({ session }: Context, row: RecordRow): boolean =>
  !row.deleted && row.level <= session.clearance
