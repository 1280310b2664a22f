import { z } from 'zod'
import { attachment } from '../../../contract/common.ts'
import {
  DOCUMENT_KIND_NAMES,
  FORMATS,
  place,
  UPDATE_TRIGGERS,
  VERSION_STATES,
} from '../../../contract/library.ts'
import { BINDING_STATES, documentReaders } from '../../../contract/library-life.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { tableOf } from '../../log/shape.ts'
import type { RecordRow } from '../../log/types.ts'
import { opened } from '../../records/seal.ts'
import { levelOf, typeOf, visibleRow } from '../../records/view.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Records of the library as its code works with them; what another program wrote oddly gets a harmless value. */
const text = z.string().catch('')
const id = z.string().optional().catch(undefined)
const at = z.number().optional().catch(undefined)
const files = z.array(attachment).catch([])

const documentFields = z.object({
  title: text,
  number: text,
  kind: z.enum(DOCUMENT_KIND_NAMES).catch('reference'),
  collection: id,
  language: text,
  owner: id,
  audience: text,
  purpose: text,
  tags: z.array(z.string()).catch([]),
  pinned: z.boolean().catch(false),
  source: text,
  current: id,
  triggers: z.array(z.enum(UPDATE_TRIGGERS.map(({ value }) => value))).catch([]),
  reviewMonths: z.number().optional().catch(undefined),
  reviewOn: z.iso.date().optional().catch(undefined),
  readers: documentReaders.catch({}),
})
const versionFields = z.object({
  document: text,
  label: text,
  state: z.enum(VERSION_STATES.map(({ value }) => value)).catch('draft'),
  format: z.enum(FORMATS).catch('text'),
  file: files,
  pictures: files,
  encoding: text,
  entry: text,
  pages: z.number().catch(0),
  changes: text,
  author: text,
  submittedAt: at,
  approvedBy: id,
  approvedAt: at,
  publishedAt: at,
  reason: text,
})
const bindingFields = z.object({
  source: z.array(z.object({ type: z.string(), id: z.string() })).catch([]),
  item: id,
  label: text,
  document: text,
  version: text,
  sha256: text,
  heading: text,
  place: place.catch({}),
  now: text,
  state: z.enum(BINDING_STATES).catch('lost'),
})

interface Meta {
  readonly id: string
  readonly level: ReturnType<typeof levelOf>
  /** Milliseconds. */
  readonly createdAt: number
  readonly createdBy: string
  readonly deleted: boolean
  readonly row: RecordRow
}
export type DocumentRow = z.output<typeof documentFields> & Meta
export type VersionRow = z.output<typeof versionFields> & Meta
export type BindingRow = z.output<typeof bindingFields> & Meta

function parsed<T extends z.ZodType<object>>(
  context: Tools,
  schema: T,
  row: RecordRow,
): z.output<T> & Meta {
  const fields = opened(context, typeOf(context, row.type), row.id, row.fields)
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return {
    ...schema.parse(given),
    id: row.id,
    level: levelOf(row),
    createdAt: hlcToMs(row.created),
    createdBy: row.createdBy,
    deleted: row.deleted,
    row,
  }
}

/** A document that the person may see. Throws CoreError notFound. */
export const documentOf = (context: Tools, document: string): DocumentRow =>
  parsed(context, documentFields, visibleRow(context, 'document', document))

/** A version that the person may see, whose document he may see. Throws CoreError notFound. */
export function versionOf(context: Tools, version: string): VersionRow {
  const found = parsed(context, versionFields, visibleRow(context, 'document-version', version))
  if (found.deleted) throw new CoreError('notFound')
  return found
}

/** The same where it may be missing: what another device made can point at what has not arrived. */
export function versionIfAny(context: Tools, version: string | undefined): VersionRow | undefined {
  const row =
    version === undefined ? undefined : context.workspace.log.row('document-version', version)
  return row === undefined || row.deleted || row.level > context.session.clearance
    ? undefined
    : parsed(context, versionFields, row)
}

export function documentIfAny(context: Tools, document: string): DocumentRow | undefined {
  const row = context.workspace.log.row('document', document)
  return row === undefined || row.deleted || row.level > context.session.clearance
    ? undefined
    : parsed(context, documentFields, row)
}

export const bindingOf = (context: Tools, binding: string): BindingRow =>
  parsed(context, bindingFields, visibleRow(context, 'document-binding', binding))

/** Rows of a type that are there and not above the clearance, by an indexed field, oldest first. */
export function rowsBy(
  { workspace, session }: Tools,
  type: string,
  field: string,
  value: string,
): RecordRow[] {
  return workspace.db
    .prepare<[number, string], { id: string }>(
      `SELECT id FROM ${tableOf(type)} WHERE _deleted = 0 AND _level <= ? AND "${field}" = ? ORDER BY id`,
    )
    .all(session.clearance, value)
    .flatMap(({ id: found }) => workspace.log.row(type, found) ?? [])
}

/** Versions of a document, newest first. */
export const versionsOf = (context: Tools, document: string): VersionRow[] =>
  rowsBy(context, 'document-version', 'document', document)
    .map((row) => parsed(context, versionFields, row))
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))

/** Bindings by an indexed field, oldest first. */
export const bindingsBy = (
  context: Tools,
  field: 'document' | 'state',
  value: string,
): BindingRow[] =>
  rowsBy(context, 'document-binding', field, value).map((row) =>
    parsed(context, bindingFields, row),
  )

/** Bindings of a record and its parts. */
export const bindingsOfSource = (context: Tools, source: string): BindingRow[] =>
  context.workspace.db
    .prepare<[string], { id: string }>(
      `SELECT from_id AS id FROM links WHERE to_id = ? AND from_type = 'document-binding' AND field = 'source' ORDER BY from_id`,
    )
    .all(source)
    .flatMap(({ id: found }) => {
      const row = context.workspace.log.row('document-binding', found)
      return row === undefined || row.deleted || row.level > context.session.clearance
        ? []
        : [parsed(context, bindingFields, row)]
    })
