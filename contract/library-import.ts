import { z } from 'zod'
import { bytes, instant, language, level, nothing, recordId } from './common.ts'
import { DOCUMENT_KIND_NAMES, DOCUMENT_LANGUAGES } from './library.ts'
import { command, mayRecord, query } from './procedure.ts'

/** Import of files and folders: by those who keep the library. Paths never come from the window: it has tokens for what a person chose. */
const mayImport = mayRecord('create', 'collection')

/** Encodings that may be chosen by hand for texts; labels of the Encoding standard. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1251',
  'koi8-r',
] as const

const languages = DOCUMENT_LANGUAGES.map(({ value }) => value)

export const importOptions = z.strictObject({
  /** An existing collection, or the name of one: found by that name, else made. */
  collection: z
    .union([
      z.strictObject({ id: recordId }),
      z.strictObject({ name: z.string().trim().min(1).max(80) }),
    ])
    .optional(),
  level,
  kind: z.enum(DOCUMENT_KIND_NAMES),
  /** auto: told from each document's text. */
  language: z.union([z.literal('auto'), z.literal(languages)]),
  /** The post that answers for the documents. */
  owner: recordId.optional(),
  /** Absent: found for each text. */
  encoding: z.enum(TEXT_ENCODINGS).optional(),
})
export type ImportOptions = z.output<typeof importOptions>

export const IMPORT_STATES = ['scanning', 'running', 'paused', 'done', 'cancelled'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** How far an import is. */
export const importView = z.object({
  state: z.enum(IMPORT_STATES),
  /** Names of what was chosen. */
  sources: z.array(z.string()),
  startedAt: instant,
  /** 0 while what was chosen is still being listed. */
  total: z.int(),
  done: z.int(),
  imported: z.int(),
  duplicates: z.int(),
  failed: z.int(),
  /** Files that are no documents: styles of pages, files of the system. */
  skipped: z.int(),
})
export type ImportView = z.output<typeof importView>

export const IMPORT_OUTCOMES = ['imported', 'duplicate', 'failed'] as const

/** What became of one document. */
export const importLine = z.object({
  /** Where it stands below what was chosen. */
  source: z.string(),
  outcome: z.enum(IMPORT_OUTCOMES),
  document: recordId.optional(),
  /** Title of the document, or of the one that has the same content. */
  title: z.string().optional(),
  /** Why not; the text is made from contract/errors.ts. */
  failure: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).optional(),
  /** What was left out, though the document was imported. */
  warnings: z.array(z.string()).optional(),
})
export type ImportLine = z.output<typeof importLine>

export const libraryImportProcedures = {
  /** Starts an import; one at a time. It goes on by itself and tells of its progress by `library.import`. */
  'library.importStart': command(
    mayImport,
    z.strictObject({
      /** Tokens of host.choosePaths or of a drop. */
      sources: z.array(z.string().max(100)).min(1).max(1000),
      options: importOptions,
    }),
    importView,
    ['importRunning', 'pathNotChosen', 'clearance', 'levelBelowCollection', 'notFound'],
  ),
  /** The person's import that runs, waits or was the last; null: none. */
  'library.importStatus': query(mayImport, nothing, z.object({ import: importView.nullable() })),
  'library.importPause': command(mayImport, nothing, importView, ['importNone']),
  /** Goes on after a pause, a lock, a crash or a restart; nothing is imported twice. */
  'library.importResume': command(mayImport, nothing, importView, ['importNone', 'importRunning']),
  /** Ends it; what was imported stays. */
  'library.importCancel': command(mayImport, nothing, importView, ['importNone']),
  /** Forgets a finished import with its report. */
  'library.importDismiss': command(mayImport, nothing, nothing, ['importNone', 'importRunning']),
  'library.importReport': query(
    mayImport,
    z.strictObject({
      outcome: z.enum(IMPORT_OUTCOMES).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ lines: z.array(importLine), total: z.int() }),
    ['importNone'],
  ),
  /** The whole report as CSV. */
  'library.importExport': query(
    mayImport,
    z.strictObject({ language }),
    z.object({ name: z.string(), mime: z.string(), bytes }),
    ['importNone'],
  ),
} as const
