import { z } from 'zod'
import {
  attachment,
  fields,
  instant,
  json,
  level,
  listQuery,
  nothing,
  receipt,
  recordId,
  recordLabel,
  recordRef,
  recordView,
  seenText,
  typeName,
} from './common.ts'
import type { ErrorCode } from './errors.ts'
import { command, mayRecord, open, query, signedIn } from './procedure.ts'
import type { RecordType } from './record-type.ts'

/** One line of a record's history, as data; the sentence is made where the language is known. */
export const historyEntry = z.object({
  commit: z.string(),
  at: instant,
  actor: z.string(),
  actorName: z.string(),
  device: z.string(),
  kind: z.enum([
    'created',
    'changed',
    'deleted',
    'restored',
    'transition',
    'signed',
    'resolved',
    'undone',
    'commented',
    'amended',
  ]),
  /** Transition or act name when there is one. */
  act: z.string().optional(),
  /** Its workstation's disk had gone back: it was written again; unsigned: without the signature that it had. */
  again: z.enum(['written', 'unsigned']).optional(),
  changes: z.array(z.object({ field: z.string(), before: json, after: json })),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** A register as a table, as columns by a choice field, or on the days of its dates. */
export const LIST_MODES = ['list', 'board', 'calendar'] as const
export type ListMode = (typeof LIST_MODES)[number]

export const savedView = z.object({
  id: recordId,
  name: z.string(),
  shared: z.boolean(),
  query: listQuery,
  columns: z.array(z.string()),
  groupBy: z.string().optional(),
  /** How it is shown; a list when absent. */
  mode: z.enum(LIST_MODES).optional(),
})

const typed = z.strictObject({ type: typeName, id: recordId })
const writeErrors = [
  'unknownType',
  'fieldInvalid',
  'missingFields',
  'appendOnly',
  'clearance',
  'diskFull',
  'workspaceReadOnly',
  'storageFailed',
] as const
const changeErrors = [
  ...writeErrors,
  'notFound',
  'recordDeleted',
  'alreadyDecided',
  'wrongState',
] as const

/** The generic register: everything that follows from a declared type. */
export const registerProcedures = {
  /** All declared types. They are of the product and tell nothing of a workspace: a window has them before anybody signs in. */
  'register.types': query(open, nothing, z.object({ types: z.array(z.custom<RecordType>()) })),
  'register.list': query(
    mayRecord('read'),
    listQuery
      .extend({
        limit: z.int().min(1).max(500),
        after: z.string().optional(),
        columns: z.array(z.string()).optional(),
      })
      .strict(),
    /** `total` may end at 10,000; then it is `capped`. `next` continues the list. */
    z.object({
      rows: z.array(recordView),
      next: z.string().nullable(),
      total: z.int(),
      capped: z.boolean(),
    }),
    ['unknownType', 'fieldInvalid'],
  ),
  /** Counts per value of a field under the same conditions. */
  'register.facets': query(
    mayRecord('read'),
    listQuery.extend({ field: z.string() }).strict(),
    z.object({ values: z.array(z.object({ value: json, count: z.int() })) }),
    ['unknownType', 'fieldInvalid'],
  ),
  'register.get': query(
    mayRecord('read'),
    typed,
    z.object({
      record: recordView,
      /** Names of what the record points at, and what points at it. */
      labels: z.array(recordLabel),
      incoming: z.array(recordLabel.extend({ field: z.string() })),
      /** Names of transitions that this person may take now. */
      transitions: z.array(z.string()),
      /** Transitions that his roles permit, with what stands against them now. */
      refusals: z.array(
        z.object({
          transition: z.string(),
          code: z.custom<ErrorCode>(),
          params: z.record(z.string(), z.unknown()),
        }),
      ),
      /** For each conflicting field the values to choose from. */
      heads: z.record(
        z.string(),
        z.array(
          z.object({
            value: json,
            at: instant,
            actorName: z.string(),
            /** Name of the workstation where it was written; empty for what is proposed. */
            device: z.string(),
            proposed: z.boolean(),
          }),
        ),
      ),
      /** For each of them the latest value that everybody had seen before. */
      bases: z.record(z.string(), json),
    }),
    ['unknownType', 'notFound'],
  ),
  'register.create': command(
    mayRecord('create'),
    z.strictObject({ type: typeName, fields, level: level.optional(), id: recordId.optional() }),
    receipt.extend({ id: recordId, number: z.string().optional() }),
    writeErrors,
  ),
  'register.update': command(
    mayRecord('update'),
    z.strictObject({
      type: typeName,
      id: recordId,
      fields,
      level: level.optional(),
      seen: z.string().optional(),
    }),
    receipt,
    changeErrors,
  ),
  'register.bulkUpdate': command(
    mayRecord('update'),
    z.strictObject({ type: typeName, ids: z.array(recordId).min(1).max(5000), fields }),
    receipt,
    changeErrors,
  ),
  'register.remove': command(
    mayRecord('delete'),
    z.strictObject({ type: typeName, ids: z.array(recordId).min(1).max(5000) }),
    receipt,
    changeErrors,
  ),
  'register.restore': command(
    mayRecord('delete'),
    z.strictObject({ type: typeName, ids: z.array(recordId).min(1).max(5000) }),
    receipt,
    changeErrors,
  ),
  'register.transition': command(
    mayRecord('update'),
    z.strictObject({
      type: typeName,
      id: recordId,
      transition: z.string(),
      fields: fields.optional(),
      /** What was read before a step that is signed. */
      seen: seenText.optional(),
      confirmation: z.string().optional(),
    }),
    receipt,
    [...changeErrors, 'passwordNeeded', 'ownAct', 'textChanged', 'notYet'],
  ),
  'register.resolve': command(
    mayRecord('update'),
    z.strictObject({ type: typeName, id: recordId, field: z.string(), value: json }),
    receipt,
    changeErrors,
  ),
  'register.history': query(
    mayRecord('read'),
    typed,
    z.object({ entries: z.array(historyEntry) }),
    ['unknownType', 'notFound'],
  ),
  /** Compensates a commit of one's own: fields go back where nobody changed them since. */
  'register.undo': command(signedIn, z.strictObject({ commit: z.string() }), receipt, [
    'notFound',
    'undoConflict',
    'appendOnly',
  ]),
  'register.comments': query(
    mayRecord('read'),
    typed,
    z.object({
      comments: z.array(
        z.object({
          id: recordId,
          text: z.string(),
          at: instant,
          actor: z.string(),
          actorName: z.string(),
          attachments: z.array(attachment),
          /** People it calls, and when they read it. */
          mentions: z.array(
            z.object({ person: recordId, name: z.string(), readAt: instant.optional() }),
          ),
        }),
      ),
    }),
    ['unknownType', 'notFound'],
  ),
  'register.comment': command(
    mayRecord('read'),
    z.strictObject({
      type: typeName,
      id: recordId,
      text: z.string().trim().min(1).max(20_000),
      attachments: z.array(attachment).max(20).optional(),
      /** People called by it: each has it in his work list until he has read it. */
      mentions: z.array(recordId).max(50).optional(),
    }),
    receipt.extend({ id: recordId }),
    ['unknownType', 'notFound', 'mentionBlind', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  /** The comments of a record that mention this person are read. */
  'register.readMentions': command(mayRecord('read'), typed, z.object({ read: z.int() }), [
    'unknownType',
    'notFound',
  ]),
  /** Records whose title starts with or contains the text, pinyin initials included; for reference fields. */
  'register.lookup': query(
    signedIn,
    z.strictObject({
      types: z.array(typeName).max(50).optional(),
      text: z.string().max(100),
      limit: z.int().min(1).max(50),
    }),
    z.object({ labels: z.array(recordLabel) }),
  ),
  /** Records that were changed apart and wait for a decision, of all types that the person may read. */
  'register.conflicts': query(
    signedIn,
    z.strictObject({ limit: z.int().min(1).max(200) }),
    z.object({ records: z.array(recordView) }),
  ),
  /** Names for ids that the interface holds; what is not visible is left out. */
  'register.labels': query(
    signedIn,
    z.strictObject({ refs: z.array(recordRef).max(500) }),
    z.object({ labels: z.array(recordLabel) }),
  ),
  'register.views': query(
    mayRecord('read'),
    z.strictObject({ type: typeName }),
    z.object({ views: z.array(savedView) }),
  ),
  'register.saveView': command(
    mayRecord('read'),
    savedView.omit({ id: true }).extend({ type: typeName, id: recordId.optional() }).strict(),
    receipt.extend({ id: recordId }),
  ),
  /** Records that ship with the type, in the person's language. */
  'register.ready': query(
    mayRecord('read'),
    z.strictObject({ type: typeName }),
    z.object({
      ready: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          more: z.array(z.string()),
          /** It was taken in already, even if it was deleted since. */
          taken: z.boolean(),
        }),
      ),
    }),
    ['unknownType'],
  ),
  'register.takeIn': command(
    mayRecord('create'),
    z.strictObject({ type: typeName, keys: z.array(z.string().max(80)).min(1).max(200) }),
    receipt.extend({ ids: z.array(recordId) }),
    [...writeErrors, 'notFound', 'denied'],
  ),
  'register.removeView': command(mayRecord('read'), typed, receipt, ['notFound']),
} as const
