import { uuidv7 } from 'uuidv7'
import { place } from '../../../../contract/library.ts'
import { NOTE_KIND_NAMES, type ReaderNote } from '../../../../contract/library-reader.ts'
import type { ParsedInputOf } from '../../../../contract/procedures.ts'
import { ok } from '../../../../contract/result.ts'
import { z } from 'zod'
import { CoreError } from '../../../error.ts'
import type { Context, Handler } from '../../../feature.ts'
import { hlcToMs } from '../../../log/clock.ts'
import { DELETED, type NewOperation, type RecordRow } from '../../../log/types.ts'
import { opened } from '../../../records/seal.ts'
import { levelOf, nameOf, parsedJson, visibleRow } from '../../../records/view.ts'
import { commit, createOp, patchOp } from '../../../records/write.ts'
import { documentType, documentVersionType, KEEPERS } from '../types/document.types.ts'
import { documentNoteType, personalNoteType } from '../types/note.types.ts'

const content = z.object({
  document: z.string(),
  version: z.string().optional(),
  kind: z.enum(NOTE_KIND_NAMES),
  place,
  text: z.string(),
})
type Content = z.infer<typeof content>

/** library.notes: what stands at the places of a document: everybody's, and one's own. */
export const listNotes: Handler<'library.notes'> = (context, input) => {
  const document = visibleRow(context, documentType.name, input.document)
  if (document.deleted) throw new CoreError('notFound')
  const notes = [...sharedNotes(context, document.id), ...ownNotes(context, document.id)]
  return ok({ notes: notes.toSorted((a, b) => a.at - b.at) })
}

function sharedNotes(context: Context, document: string): ReaderNote[] {
  const ids = context.workspace.db
    .prepare<[string, number], { id: string }>(
      'SELECT id FROM r_document_note WHERE document = ? AND _deleted = 0 AND _level <= ?',
    )
    .all(document, context.session.clearance)
  return ids.flatMap(({ id }) => {
    const row = context.workspace.log.row(documentNoteType.name, id)
    const found = row && sharedContent(context, row)
    return row && found ? [noteOf(context, row, found, true)] : []
  })
}

function ownNotes(context: Context, document: string): ReaderNote[] {
  const ids = context.workspace.db
    .prepare<[string], { id: string }>(
      'SELECT id FROM r_personal_note WHERE keeper = ? AND _deleted = 0',
    )
    .all(context.session.person)
  return ids.flatMap(({ id }) => {
    const row = context.workspace.log.row(personalNoteType.name, id)
    const found = row && ownContent(context, row)
    return row && found?.document === document ? [noteOf(context, row, found, false)] : []
  })
}

function sharedContent(context: Context, row: RecordRow): Content | undefined {
  const fields = opened(context, documentNoteType, row.id, row.fields)
  const parsed = content.safeParse({
    document: fields['document'],
    kind: fields['kind'],
    place: parsedJson(String(fields['place'] ?? '')),
    text: fields['text'] ?? '',
    ...(typeof fields['version'] === 'string' ? { version: fields['version'] } : {}),
  })
  return parsed.success ? parsed.data : undefined
}

/** Undefined for what another key sealed: with a lost password, its notes are lost. */
function ownContent({ session }: Context, row: RecordRow): Content | undefined {
  const plain = session.own.open(row.id, String(row.fields['sealed'] ?? ''))
  const parsed = content.safeParse(plain === undefined ? undefined : parsedJson(plain))
  return parsed.success ? parsed.data : undefined
}

function noteOf(context: Context, row: RecordRow, found: Content, shared: boolean): ReaderNote {
  const mine = row.createdBy === context.session.person
  return {
    id: row.id,
    kind: found.kind,
    shared,
    place: found.place,
    text: found.text,
    author: shared ? nameOf(context, row.createdBy) : context.session.name,
    at: hlcToMs(row.created),
    mine,
    removable: mine || (shared && KEEPERS.some((role) => context.session.roles.includes(role))),
  }
}

/** library.saveNote: a new one, or another text of one's own. */
export const saveNote: Handler<'library.saveNote'> = (context, input) => {
  const document = visibleRow(context, documentType.name, input.document)
  if (document.deleted) throw new CoreError('notFound')
  if (input.version !== undefined) {
    const version = visibleRow(context, documentVersionType.name, input.version)
    if (version.fields['document'] !== document.id) throw new CoreError('notFound')
  }
  const id = input.id ?? uuidv7()
  const before = input.id === undefined ? undefined : changeable(context, input.id, input.shared)
  if (before && !isOwn(context, before)) throw new CoreError('denied', { roles: [] })
  const op = input.shared
    ? sharedOp(context, input, id, document, before)
    : ownOp(context, input, id, before)
  if (op) commit(context, 'library.saveNote', [op])
  return ok({ id })
}

type Input = ParsedInputOf<'library.saveNote'>

function sharedOp(
  context: Context,
  input: Input,
  id: string,
  document: RecordRow,
  before: RecordRow | undefined,
): NewOperation | undefined {
  const fields = {
    kind: input.kind,
    place: JSON.stringify(input.place),
    quote: input.place.quote ?? '',
    text: input.text,
  }
  if (before) return patchOp(context, documentNoteType, before, fields)
  return createOp(context, {
    type: documentNoteType.name,
    id,
    level: levelOf(document),
    fields: {
      ...fields,
      document: document.id,
      ...(input.version === undefined ? {} : { version: input.version }),
    },
  })
}

function ownOp(
  context: Context,
  { document, version, kind, place: at, text }: Input,
  id: string,
  before: RecordRow | undefined,
): NewOperation {
  const plain: Content = { document, kind, place: at, text, ...(version ? { version } : {}) }
  const sealed = context.session.own.seal(id, JSON.stringify(plain))
  return before
    ? { patch: personalNoteType.name, id, fields: { sealed } }
    : createOp(context, {
        type: personalNoteType.name,
        id,
        fields: { keeper: context.session.person, sealed },
      })
}

/** library.removeNote, library.restoreNote: one's own, and keepers everybody's. */
export const removeNote: Handler<'library.removeNote'> = (context, { id, shared }) =>
  setNote(context, id, shared, true)

export const restoreNote: Handler<'library.restoreNote'> = (context, { id, shared }) =>
  setNote(context, id, shared, false)

function setNote(context: Context, id: string, shared: boolean, deleted: boolean) {
  const row = changeable(context, id, shared, !deleted)
  const isKeeper = KEEPERS.some((role) => context.session.roles.includes(role))
  if (!isOwn(context, row) && !(shared && isKeeper))
    throw new CoreError('denied', { roles: shared ? [...KEEPERS] : [] })
  if (row.deleted !== deleted)
    commit(context, deleted ? 'library.removeNote' : 'library.restoreNote', [
      { patch: row.type, id, fields: { [DELETED]: deleted } },
    ])
  return ok({})
}

const isOwn = ({ session }: Context, row: RecordRow): boolean => row.createdBy === session.person

/** Somebody else's personal note is not there. */
function changeable(
  context: Context,
  id: string,
  shared: boolean,
  mayBeDeleted = false,
): RecordRow {
  const row = visibleRow(context, shared ? documentNoteType.name : personalNoteType.name, id)
  if (!shared && !isOwn(context, row)) throw new CoreError('notFound')
  const about = shared ? sharedContent(context, row) : ownContent(context, row)
  if (about === undefined) throw new CoreError('notFound')
  visibleRow(context, documentType.name, about.document)
  if (row.deleted && !mayBeDeleted) throw new CoreError('recordDeleted')
  return row
}
