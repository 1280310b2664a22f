import { z } from 'zod'
import {
  attachment,
  bytes,
  instant,
  language,
  level,
  receipt,
  recordId,
  recordLabel,
  recordRef,
} from './common.ts'
import { command, mayRecord, query } from './procedure.ts'
import type { Choice } from './record-type.ts'

/** An entry that is entered more than this after what it tells is marked as late (补录). */
export const LATE_AFTER_MINUTES = 10
/** What a clock may run ahead between the interface and core before a time counts as future. */
export const FUTURE_TOLERANCE_MS = 60_000

/** Kinds of entries, the most used first; a value stands in the log and is never renamed. */
export const LOG_CATEGORIES = [
  { value: 'duty', label: { 'zh-CN': '值班', en: 'Duty' } },
  { value: 'round', label: { 'zh-CN': '巡检', en: 'Round' } },
  { value: 'alert', label: { 'zh-CN': '告警', en: 'Alert' } },
  { value: 'incident', label: { 'zh-CN': '事件', en: 'Incident' } },
  { value: 'change', label: { 'zh-CN': '变更', en: 'Change' } },
  { value: 'report', label: { 'zh-CN': '通报', en: 'Report' } },
  { value: 'call', label: { 'zh-CN': '来电', en: 'Call' } },
  { value: 'visit', label: { 'zh-CN': '来访', en: 'Visitor' } },
  { value: 'handover', label: { 'zh-CN': '交接', en: 'Handover' } },
  { value: 'other', label: { 'zh-CN': '其他', en: 'Other' } },
] as const satisfies readonly Choice[]

export const LOG_TEXT_MAX = 20_000
const text = z.string().trim().min(1).max(LOG_TEXT_MAX)
const category = z.string().min(1).max(40)
const tag = z.string().trim().min(1).max(40)

export const logAmendment = z.object({
  id: recordId,
  at: instant,
  person: z.string(),
  personName: z.string(),
  text: z.string(),
  reason: z.string(),
})
export type LogAmendment = z.infer<typeof logAmendment>

export const logEntry = z.object({
  id: recordId,
  number: z.string().optional(),
  /** When it happened; `enteredAt` is when it was written down. */
  at: instant,
  enteredAt: instant,
  late: z.boolean(),
  person: z.string(),
  personName: z.string(),
  category: z.string(),
  /** As it reads now: the text of the last amendment, else the original. */
  text: z.string(),
  originalText: z.string(),
  tags: z.array(z.string()),
  links: z.array(recordLabel),
  attachments: z.array(attachment),
  level,
  /** Oldest first. */
  amendments: z.array(logAmendment),
  /** `stream/seq` of the commit that holds the original. */
  commit: z.string(),
  /** Short code of the device on which it was written. */
  device: z.string(),
})
export type LogEntry = z.infer<typeof logEntry>

/** Conditions are joined by AND, values of one condition by OR. */
export const logQuery = z.strictObject({
  /** First instant of the period, inclusive; by the time of what happened. */
  from: instant.optional(),
  /** End of the period, exclusive. */
  to: instant.optional(),
  categories: z.array(category).max(50).optional(),
  people: z.array(z.string().max(40)).max(200).optional(),
  tags: z.array(tag).max(50).optional(),
  lateOnly: z.boolean().optional(),
  amendedOnly: z.boolean().optional(),
  /** Full text over originals and amendments. */
  text: z.string().max(200).optional(),
})
export type LogQuery = z.infer<typeof logQuery>

const read = mayRecord('read', 'log-entry')
const write = mayRecord('create', 'log-entry')
const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const

/** The duty log 值班日志 (A3). */
export const dutyLogProcedures = {
  'log.write': command(
    write,
    z.strictObject({
      /** Made by the writer so that a repeated call after a lost answer writes nothing twice. */
      id: recordId.optional(),
      text,
      category,
      /** When it happened; now when absent. */
      at: instant.optional(),
      tags: z.array(tag).max(20).optional(),
      links: z.array(recordRef).max(50).optional(),
      attachments: z.array(attachment).max(20).optional(),
      /** Internal when absent. */
      level: level.optional(),
    }),
    receipt.extend({ id: recordId, late: z.boolean(), number: z.string().optional() }),
    ['fieldInvalid', 'timeInFuture', 'clearance', ...storeErrors],
  ),
  /** Anybody who may write may amend; the original and every earlier amendment stay. */
  'log.amend': command(
    write,
    z.strictObject({ id: recordId, text, reason: z.string().trim().min(1).max(200) }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', 'clearance', ...storeErrors],
  ),
  /** Newest first. `total` is exact up to 10,000; beyond, `capped`. */
  'log.list': query(
    read,
    logQuery.extend({ limit: z.int().min(1).max(500), after: z.string().max(100).optional() }),
    z.object({
      entries: z.array(logEntry),
      next: z.string().nullable(),
      total: z.int(),
      capped: z.boolean(),
    }),
    ['fieldInvalid'],
  ),
  'log.get': query(read, z.strictObject({ id: recordId }), z.object({ entry: logEntry }), [
    'notFound',
  ]),
  /** Entries in each of the periods between two neighbours of `bounds`: local midnights make days. */
  'log.days': query(
    read,
    z.strictObject({ bounds: z.array(instant).min(2).max(400) }),
    z.object({ counts: z.array(z.int()) }),
  ),
  /** Who wrote and which categories and tags occur, most frequent first; `capped`: in the newest 20,000 only. */
  'log.facets': query(
    read,
    logQuery,
    z.object({
      categories: z.array(z.object({ value: z.string(), count: z.int() })),
      people: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
      tags: z.array(z.object({ value: z.string(), count: z.int() })),
      capped: z.boolean(),
    }),
  ),
  /** Tags in use that start with or contain the prefix, most used first. */
  'log.tags': query(
    read,
    z.strictObject({ prefix: z.string().max(40) }),
    z.object({ tags: z.array(z.object({ tag: z.string(), count: z.int() })) }),
  ),
  /** The entries as a file, oldest first, with originals, amendments and late marks; exporting is recorded. */
  'log.export': command(
    read,
    logQuery.extend({ format: z.enum(['csv', 'xlsx', 'json']), language }),
    z.object({
      name: z.string(),
      mime: z.string(),
      bytes: bytes,
      rows: z.int(),
    }),
    storeErrors,
  ),
} as const
