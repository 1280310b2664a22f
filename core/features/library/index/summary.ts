import { FORMATS, type DocumentSummary } from '../../../../contract/library.ts'
import type { Json } from '../../../../contract/record-type.ts'
import type { Context } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { tableOf } from '../../../log/shape.ts'
import type { RecordRow } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { levelOf } from '../../../records/view.ts'
import { collectionType, documentType, documentVersionType } from '../types/document.types.ts'

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** A document as lists show it; undefined when it is gone or above this person's clearance. */
export function summaryOf(context: Context, id: string): DocumentSummary | undefined {
  const row = context.workspace.log.row(documentType.name, id)
  if (row === undefined || row.deleted || row.level > context.session.clearance) return undefined
  const fields = opened(context, documentType, id, row.fields)
  const collection = text(fields['collection']) || null
  const owner = text(fields['owner']) || null
  const reviewOn = text(fields['reviewOn'])
  return {
    id,
    number: text(fields['number']),
    title: text(fields['title']),
    kind: (text(fields['kind']) || 'reference') as DocumentSummary['kind'],
    level: levelOf(row),
    language: text(fields['language']),
    collection,
    collectionName: nameOf(context, collectionType.name, collection),
    owner,
    ownerName: nameOf(context, 'post', owner),
    pinned: fields['pinned'] === true,
    version: versionOf(context, text(fields['current']) || newestVersion(context, id)),
    ...(reviewOn === '' ? {} : { reviewOn }),
  }
}

/** Where nothing is published yet. */
const newestVersion = ({ workspace, session }: Context, document: string): string =>
  String(
    workspace.db
      .prepare<[string, number], string>(
        `SELECT id FROM ${tableOf(documentVersionType.name)} WHERE document = ? AND _deleted = 0 AND _level <= ? ORDER BY id DESC LIMIT 1`,
      )
      .pluck()
      .get(document, session.clearance) ?? '',
  )

function versionOf(context: Context, id: string): DocumentSummary['version'] {
  const row = id === '' ? undefined : context.workspace.log.row(documentVersionType.name, id)
  if (row === undefined || row.deleted || row.level > context.session.clearance) return null
  return versionSummary(context, row)
}

function versionSummary(context: Context, row: RecordRow): NonNullable<DocumentSummary['version']> {
  const fields = opened(context, documentVersionType, row.id, row.fields)
  const { publishedAt, pages } = fields
  return {
    id: row.id,
    label: text(fields['label']),
    state: text(fields['state']),
    format: FORMATS.find((format) => format === fields['format']) ?? 'text',
    at: typeof publishedAt === 'number' ? publishedAt : hlcToMs(row.updated),
    pages: typeof pages === 'number' ? pages : 0,
  }
}

/** Name of a collection or a post, where the person may see it. */
export function nameOf(context: Context, type: string, id: string | null): string {
  const known = id === null ? undefined : context.workspace.types.get(type)
  const row = id !== null && known ? context.workspace.log.row(type, id) : undefined
  if (!known || !row || row.deleted || row.level > context.session.clearance) return ''
  return text(
    opened(context, known, row.id, { [known.title]: row.fields[known.title] ?? null })[known.title],
  )
}
