import { uuidv7 } from 'uuidv7'
import type { ImportOptions } from '../../../../contract/library-import.ts'
import type { Json } from '../../../../contract/record-type.ts'
import { CoreError } from '../../../error.ts'
import type { Context } from '../../../feature.ts'
import { tableOf } from '../../../log/shape.ts'
import type { NewOperation } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { levelOf, visibleRow } from '../../../records/view.ts'
import { commit, createOp } from '../../../records/write.ts'
import { cleanTitle } from '../extract/build.ts'
import type { ExtractOutput } from '../extract/extract-file.ts'
import { collectionType, documentType, documentVersionType } from '../types/document.types.ts'

/** Throws CoreError where the level or the collection does not go with the person or with each other. */
export function checkOptions(context: Context, options: ImportOptions): void {
  if (options.level > context.session.clearance || !context.session.cipher.holds(options.level))
    throw new CoreError('clearance')
  if (options.owner !== undefined) visibleRow(context, 'post', options.owner)
  const collection = collectionOf(context, options)
  if (collection === undefined) return
  const row = visibleRow(context, collectionType.name, collection)
  if (row.deleted) throw new CoreError('recordDeleted')
  if (levelOf(row) > options.level) throw new CoreError('levelBelowCollection')
}

/** The collection that was asked for, where it is there already. */
function collectionOf(context: Context, { collection }: ImportOptions): string | undefined {
  if (collection === undefined) return undefined
  if ('id' in collection) return collection.id
  const rows = context.workspace.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM ${tableOf(collectionType.name)} WHERE _level <= ? AND _deleted = 0 ORDER BY id`,
    )
    .all(context.session.clearance)
  return rows.find(({ id }) => {
    const fields = context.workspace.log.row(collectionType.name, id)?.fields ?? {}
    return opened(context, collectionType, id, fields)['name'] === collection.name
  })?.id
}

/** Id of the collection that was asked for; made where it is not there. Null: none was asked for. */
export function settleCollection(context: Context, options: ImportOptions): string | null {
  const found = collectionOf(context, options)
  if (found !== undefined || options.collection === undefined) return found ?? null
  const name = 'name' in options.collection ? options.collection.name : ''
  const op = createOp(context, {
    type: collectionType.name,
    fields: { name, ...(options.owner === undefined ? {} : { owner: options.owner }) },
    level: options.level,
  })
  commit(context, 'library.import', [op])
  return op.id
}

export interface NewDocument {
  readonly shown: string
  readonly name: string
  readonly read: ExtractOutput
}

/** A document with its first version, published as it is: an imported manual is somebody else's finished work. */
export function documentOps(
  context: Context,
  { shown, name, read }: NewDocument,
  options: ImportOptions,
  collection: string | null,
): { document: string; version: string; title: string; ops: NewOperation[] } {
  const { extracted, sha256, size, mime } = read
  const document = uuidv7()
  const version = uuidv7()
  const title = extracted.title || cleanTitle(stem(name)) || cleanTitle(name) || sha256.slice(0, 8)
  const language = options.language === 'auto' ? extracted.language : options.language
  const file = { sha256, name: fileName(name, extracted.format), mime, size }
  const fields: Record<string, Json> = {
    title,
    kind: options.kind,
    language,
    source: cleanTitle(shown).slice(0, 1000),
    current: version,
    ...(collection === null ? {} : { collection }),
    ...(options.owner === undefined ? {} : { owner: options.owner }),
  }
  const versionFields: Record<string, Json> = {
    document,
    label: '1',
    state: 'published',
    publishedAt: context.now(),
    format: extracted.format,
    file: [file],
    encoding: extracted.encoding.slice(0, 40),
    entry: extracted.entry.slice(0, 500),
    pages: extracted.pages,
  }
  const made = { system: true, also: new Set([document, version]) }
  const { level } = options
  return {
    document,
    version,
    title,
    ops: [
      createOp(context, { type: documentType.name, id: document, level, fields }, made),
      createOp(
        context,
        { type: documentVersionType.name, id: version, level, fields: versionFields },
        made,
      ),
    ],
  }
}

const stem = (name: string): string => name.replace(/\.gz$/iu, '').replace(/\.[^.]{1,10}$/u, '')

/** The name that a copy gets when it is taken out again. */
function fileName(name: string, format: string): string {
  const clean = cleanTitle(name.replace(/\.gz$/iu, '')) || 'document'
  return format === 'tree' ? `${clean.slice(0, 200)}.zip` : clean.slice(-255)
}
