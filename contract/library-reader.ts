import { z } from 'zod'
import { bytes, instant, level, nothing, recordId } from './common.ts'
import { FORMATS, place } from './library.ts'
import type { Choice } from './record-type.ts'
import { command, mayRecord, query, signedIn } from './procedure.ts'

/** Reading: a document is opened for a token, and everything of it is asked for by that token. */

const token = z.string().regex(/^[0-9a-f]{32}$/u)

/** What a reader needs to show a version of a document. */
const opening = z.object({
  /** Name of the document's own origin; ends with the session, a lock, or a change of rights. */
  token,
  document: z.object({
    id: recordId,
    number: z.string(),
    title: z.string(),
    level,
    pinned: z.boolean(),
    /** `YYYY-MM-DD`; absent: never reviewed by the calendar. */
    reviewOn: z.string().optional(),
  }),
  version: z.object({
    id: recordId,
    label: z.string(),
    state: z.string(),
    format: z.enum(FORMATS),
    /** When it was published; absent: it was not. */
    publishedAt: instant.optional(),
    /** True for the version that everybody reads. */
    current: z.boolean(),
    /** Name of the file that was imported; empty for what is written here. */
    file: z.string(),
    /** Name under which its file is saved outside. */
    saveAs: z.string(),
    size: z.int(),
    encoding: z.string(),
    pages: z.int(),
  }),
  /** First page of a tree or book; empty for one file. */
  entry: z.string(),
  /** Where this person stopped reading; absent: never read here. */
  position: place.optional(),
  /** What stands over the pages and in print. */
  workstation: z.string(),
})
export type Opening = z.infer<typeof opening>

export const NOTE_KINDS = [
  { value: 'bookmark', label: { 'zh-CN': '书签', en: 'Bookmark' } },
  { value: 'highlight', label: { 'zh-CN': '标记', en: 'Highlight' } },
  { value: 'note', label: { 'zh-CN': '批注', en: 'Note' } },
] as const satisfies readonly Choice[]
export const NOTE_KIND_NAMES = NOTE_KINDS.map(({ value }) => value)

/** What stands at a place of a document. */
const readerNote = z.object({
  id: recordId,
  kind: z.enum(NOTE_KIND_NAMES),
  /** Everybody who may read the document sees it; else nobody but its person. */
  shared: z.boolean(),
  place,
  text: z.string(),
  author: z.string(),
  at: instant,
  mine: z.boolean(),
  removable: z.boolean(),
})
export type ReaderNote = z.infer<typeof readerNote>

const NOTE_WRITES = [
  'notFound',
  'recordDeleted',
  'diskFull',
  'workspaceReadOnly',
  'storageFailed',
] as const
const noteRef = z.strictObject({ id: recordId, shared: z.boolean() })

export const libraryReaderProcedures = {
  /** Opens a version, the published one when none is named, and records that it was opened. */
  'library.open': command(
    mayRecord('read', 'document'),
    z.strictObject({
      document: recordId,
      version: recordId.optional(),
      /** Reserved before; another is given where it is not known. */
      token: token.optional(),
    }),
    opening,
    ['notFound', 'blobMissing', 'blobDamaged', 'clearance'],
  ),
  /** A token for the document that is opened next: its origin can be made ready before. */
  'library.reserve': command(signedIn, nothing, z.object({ token })),
  /** Makes the documents for an emergency ready to be opened at once; nothing of them is shown. */
  'library.readAhead': query(mayRecord('read', 'document'), nothing, z.object({ ready: z.int() })),
  /** A file of an opened document, or a part of it; what the host answers at the document's origin. */
  'library.serve': query(
    signedIn,
    z.strictObject({
      token,
      path: z.string().max(1000),
      from: z.int().nonnegative().optional(),
      /** At most this many bytes. */
      length: z.int().positive().optional(),
    }),
    z.object({
      bytes,
      mime: z.string(),
      /** Of the whole file. */
      size: z.int(),
    }),
    ['notFound', 'blobMissing', 'blobDamaged', 'clearance'],
  ),
  /** Keeps where the person reads, for the next time on this device. */
  'library.remember': command(signedIn, z.strictObject({ document: recordId, place }), nothing, [
    'notFound',
    'diskFull',
    'workspaceReadOnly',
    'storageFailed',
  ]),
  'library.notes': query(
    mayRecord('read', 'document'),
    z.strictObject({ document: recordId }),
    z.object({ notes: z.array(readerNote) }),
    ['notFound'],
  ),
  'library.saveNote': command(
    mayRecord('read', 'document'),
    z.strictObject({
      /** Of one's own note that gets another text; absent: a new one. */
      id: recordId.optional(),
      document: recordId,
      version: recordId.optional(),
      kind: z.enum(NOTE_KIND_NAMES),
      shared: z.boolean(),
      place,
      text: z.string().max(10_000),
    }),
    z.object({ id: recordId }),
    NOTE_WRITES,
  ),
  'library.removeNote': command(mayRecord('read', 'document'), noteRef, nothing, NOTE_WRITES),
  'library.restoreNote': command(mayRecord('read', 'document'), noteRef, nothing, NOTE_WRITES),
  /** Records that what is read is printed or saved as a file; asked for before that is done. */
  'library.takeOut': command(
    mayRecord('read', 'document'),
    z.strictObject({ token, how: z.enum(['print', 'export']) }),
    nothing,
    ['notFound', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  /**
   * The file of an opened document as it came in, in parts of at most 8 MiB; a tree is its archive, what is
   * written here is Markdown, with its pictures as an archive. Recorded as an export where it begins.
   */
  'library.export': command(
    mayRecord('read', 'document'),
    z.strictObject({ token, from: z.int().nonnegative() }),
    z.object({ bytes, size: z.int() }),
    ['notFound', 'blobMissing', 'blobDamaged', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  'library.close': command(signedIn, z.strictObject({ token }), nothing),
} as const
