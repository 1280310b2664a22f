import { z } from 'zod'
import {
  attachment,
  instant,
  language,
  level,
  receipt,
  recordId,
  recordRef,
  seenText,
} from './common.ts'
import {
  DOCUMENT_KIND_NAMES,
  DOCUMENT_LANGUAGES,
  documentSummary,
  FORMATS,
  place,
  UPDATE_TRIGGERS,
  VERSION_STATES,
} from './library.ts'
import { command, may, mayRecord, query } from './procedure.ts'

const read = mayRecord('read', 'document')
const write = mayRecord('create', 'document')
const keep = may('library.keep')

const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const
const writeErrors = ['notFound', 'fieldInvalid', 'clearance', ...storeErrors] as const
const reason = z.string().trim().min(1).max(500)
const confirmation = z.string().max(100).optional()
const title = z.string().trim().min(1).max(300)
const label = z.string().trim().min(1).max(40)
const body = z.string().max(2_000_000)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u)
const trigger = z.enum(UPDATE_TRIGGERS.map(({ value }) => value))

/** Who must confirm that he has read each new version; nobody where all is empty. */
export const documentReaders = z.strictObject({
  everybody: z.boolean().optional(),
  posts: z.array(recordId).max(100).optional(),
  teams: z.array(recordId).max(100).optional(),
})

/** What is known of a document beside its versions; everything but the title may be left out. */
const properties = z.strictObject({
  title,
  kind: z.enum(DOCUMENT_KIND_NAMES),
  collection: recordId.nullable(),
  language: z.literal(DOCUMENT_LANGUAGES.map(({ value }) => value)),
  owner: recordId.nullable(),
  audience: z.string().trim().max(200),
  purpose: z.string().trim().max(1000),
  tags: z.array(z.string().trim().min(1).max(40)).max(30),
  pinned: z.boolean(),
  triggers: z.array(trigger).max(3),
  reviewMonths: z.int().min(1).max(120).nullable(),
  reviewOn: day.nullable(),
  readers: documentReaders,
  level,
})

export const documentVersion = z.object({
  id: recordId,
  label: z.string(),
  state: z.enum(VERSION_STATES.map(({ value }) => value)),
  format: z.enum(FORMATS),
  /** Written here in Markdown; else an imported file. */
  written: z.boolean(),
  pages: z.int(),
  size: z.int(),
  changes: z.string(),
  author: z.string(),
  authorName: z.string(),
  createdAt: instant,
  submittedAt: instant.optional(),
  approvedAt: instant.optional(),
  approverName: z.string().optional(),
  publishedAt: instant.optional(),
  /** Why it was returned or withdrawn. */
  reason: z.string().optional(),
  /** What stood in it when this was read, for `library.approveVersion`. */
  seen: z.string(),
  /** Its text was changed on another device while it was approved: the next version begins with that. */
  beside: z.boolean(),
  /** Names of the acts that this person may do now. */
  may: z.array(
    z.enum([
      'edit',
      'submit',
      'return',
      'approve',
      'publish',
      'withdraw',
      'discard',
      'acknowledge',
    ]),
  ),
})
export type DocumentVersion = z.infer<typeof documentVersion>

/** A wish for an update: the architecture or a feature changed, or somebody found a mistake. */
export const documentUpdate = z.object({
  id: recordId,
  trigger,
  reason: z.string(),
  raisedBy: z.string(),
  raisedAt: instant,
  /** What changed: a change, an upgrade, an incident. */
  source: recordRef.optional(),
  /** Label of the version that answered it; absent: open. */
  answeredBy: z.string().optional(),
})

/** ok: at its place. moved: found elsewhere. changed: the text there is another. lost: not found. */
export const BINDING_STATES = ['ok', 'moved', 'changed', 'lost'] as const

/** A step, an item or a record that is bound to a place of a document. */
export const binding = z.object({
  id: recordId,
  source: recordRef,
  sourceTitle: z.string(),
  /** Part of the source: the id of a checklist item or a plan step. */
  item: z.string().optional(),
  /** What the item says. */
  label: z.string(),
  document: recordId,
  documentTitle: z.string(),
  /** Version in which the place was last found, with the hash of its content. */
  version: recordId,
  versionLabel: z.string(),
  sha256: z.string(),
  place,
  heading: z.string(),
  state: z.enum(BINDING_STATES),
  /** changed: what stands at the place now, beside the bound text in `place.quote`. */
  now: z.string().optional(),
  /** It was not looked for in the published version yet. */
  pending: z.boolean(),
  boundBy: z.string(),
  boundAt: instant,
})
export type Binding = z.infer<typeof binding>

/** Lines of two versions side by side. */
const difference = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  lines: z.array(z.string()),
  /** Number of its first line in the earlier and in the later version, from 1. */
  before: z.int(),
  after: z.int(),
})
export type Difference = z.infer<typeof difference>

/** Writing, versions, approval, acknowledgement, bindings of documents (I1, I2, I4). */
export const libraryLifeProcedures = {
  /** Everything about a document except its content. */
  'library.document': query(
    read,
    z.strictObject({ id: recordId }),
    z.object({
      document: documentSummary,
      properties,
      source: z.string(),
      versions: z.array(documentVersion),
      updates: z.array(documentUpdate),
      bindings: z.int(),
      /** Of them flagged for review. */
      flagged: z.int(),
      /** Whoever must have read the published version, and how many of them have. */
      readers: z.object({ asked: z.int(), read: z.int() }),
      /** The person himself still has to confirm that he has read it. */
      toRead: z.boolean(),
      may: z.array(z.enum(['change', 'newVersion', 'keep', 'bind', 'watch'])),
    }),
    ['notFound'],
  ),
  /** Templates to write by, with their text in a language. */
  'library.templates': query(
    write,
    z.strictObject({ language }),
    z.object({
      templates: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(DOCUMENT_KIND_NAMES),
          title: z.string(),
          purpose: z.string(),
          audience: z.string(),
          body: z.string(),
        }),
      ),
    }),
  ),
  /** A document that is written here: with a first draft. */
  'library.createDocument': command(
    write,
    properties
      .omit({ pinned: true, readers: true })
      .partial()
      .required({ title: true, kind: true })
      .extend({ body }),
    receipt.extend({ id: recordId, version: recordId, number: z.string() }),
    writeErrors,
  ),
  'library.saveDocument': command(
    write,
    z.strictObject({ id: recordId, changes: properties.partial() }),
    receipt,
    [...writeErrors, 'denied', 'collectionLevel'],
  ),
  /** The Markdown of a version that is written here. */
  'library.body': query(
    read,
    z.strictObject({ version: recordId }),
    z.object({
      document: recordId,
      label: z.string(),
      body: z.string(),
      pictures: z.array(attachment),
      changes: z.string(),
      seen: z.string(),
      editable: z.boolean(),
    }),
    ['notFound'],
  ),
  /** A draft beside the published version: from its text, or from a file that was put before. */
  'library.newVersion': command(
    write,
    z.strictObject({
      document: recordId,
      label: label.optional(),
      /** What files.put answered. */
      file: attachment.optional(),
      changes: z.string().max(5000).optional(),
    }),
    receipt.extend({ version: recordId }),
    [...writeErrors, 'draftExists', 'blobMissing', 'fileUnreadable'],
  ),
  'library.saveVersion': command(
    write,
    z.strictObject({
      version: recordId,
      body: body.optional(),
      pictures: z.array(attachment).max(500).optional(),
      label: label.optional(),
      changes: z.string().max(5000).optional(),
      seen: z.string().optional(),
    }),
    receipt,
    [...writeErrors, 'wrongState', 'ownDraft'],
  ),
  'library.discardVersion': command(write, z.strictObject({ version: recordId }), receipt, [
    ...writeErrors,
    'wrongState',
    'ownDraft',
  ]),
  'library.submitVersion': command(write, z.strictObject({ version: recordId }), receipt, [
    ...writeErrors,
    'wrongState',
    'versionEmpty',
  ]),
  'library.returnVersion': command(
    may('library.approve'),
    z.strictObject({ version: recordId, reason }),
    receipt,
    [...writeErrors, 'wrongState', 'ownAct'],
  ),
  /** Signed; never by who wrote it. */
  'library.approveVersion': command(
    may('library.approve'),
    z.strictObject({ version: recordId, seen: seenText.optional(), confirmation }),
    receipt,
    [...writeErrors, 'wrongState', 'ownAct', 'textChanged', 'passwordNeeded'],
  ),
  /**
   * Everybody reads this version from now on; the one before is superseded. Its bindings are looked for in the
   * new text: `lost` and `changed` wait for somebody.
   */
  'library.publishVersion': command(
    keep,
    z.strictObject({ version: recordId }),
    receipt.extend({ bindings: z.int(), moved: z.int(), changed: z.int(), lost: z.int() }),
    [...writeErrors, 'wrongState'],
  ),
  'library.withdrawVersion': command(keep, z.strictObject({ version: recordId, reason }), receipt, [
    ...writeErrors,
    'wrongState',
  ]),
  /** Text of two versions compared line by line; `beside`: the later one as it was written beside its approval. */
  'library.compare': query(
    read,
    z.strictObject({ from: recordId, to: recordId, beside: z.boolean().optional() }),
    z.object({
      fromLabel: z.string(),
      toLabel: z.string(),
      differences: z.array(difference),
      added: z.int(),
      removed: z.int(),
      /** The files differ beyond what is compared: pictures, layout. */
      textOnly: z.boolean(),
    }),
    ['notFound', 'fileUnreadable', 'tooDifferent'],
  ),
  /** The content was looked at and holds: the next review moves on by the interval. */
  'library.reviewed': command(
    write,
    z.strictObject({ document: recordId, note: z.string().trim().max(500).optional() }),
    receipt,
    [...writeErrors],
  ),
  'library.askUpdate': command(
    read,
    z.strictObject({
      document: recordId,
      trigger,
      reason,
      source: recordRef.optional(),
    }),
    receipt.extend({ id: recordId }),
    writeErrors,
  ),

  // Reading

  /** The person has read the version. */
  'library.acknowledge': command(read, z.strictObject({ version: recordId }), receipt, [
    ...writeErrors,
    'wrongState',
  ]),
  /** Who has to have read the published version, and when he did. */
  'library.readers': query(
    read,
    z.strictObject({ document: recordId }),
    z.object({
      readers: z.array(
        z.object({ person: recordId, name: z.string(), readAt: instant.optional() }),
      ),
    }),
    ['notFound'],
  ),
  /** Who opened, exported or printed the document, newest first. */
  'library.accesses': query(
    may('library.watch'),
    z.strictObject({ document: recordId, limit: z.int().min(1).max(1000) }),
    z.object({
      accesses: z.array(
        z.object({
          at: instant,
          person: z.string(),
          action: z.enum(['open', 'export', 'print']),
          device: z.string(),
        }),
      ),
    }),
    ['notFound'],
  ),

  // Bindings

  'library.bind': command(
    mayRecord('create', 'document-binding'),
    z.strictObject({
      source: recordRef,
      item: z.string().min(1).max(60).optional(),
      label: z.string().trim().max(300),
      document: recordId,
      place,
    }),
    receipt.extend({ id: recordId }),
    [...writeErrors, 'placeNotFound', 'fileUnreadable', 'noPublishedVersion'],
  ),
  'library.unbind': command(
    mayRecord('create', 'document-binding'),
    z.strictObject({ id: recordId }),
    receipt,
    writeErrors,
  ),
  /** Somebody looked: the binding holds at the place that is given, or where it was found. */
  'library.confirmBinding': command(
    mayRecord('create', 'document-binding'),
    z.strictObject({ id: recordId, place: place.optional() }),
    receipt,
    [...writeErrors, 'placeNotFound', 'fileUnreadable', 'noPublishedVersion'],
  ),
  /** Of a record and its parts, of a document, or all that wait for somebody. */
  'library.bindings': query(
    read,
    z.strictObject({
      source: recordRef.optional(),
      document: recordId.optional(),
      /** Only those that wait; so it is, where neither source nor document is given. */
      flagged: z.boolean().optional(),
    }),
    z.object({ bindings: z.array(binding) }),
  ),
} as const
