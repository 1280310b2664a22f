import { z } from 'zod'
import { attachment, instant, level, receipt, recordId, recordLabel, recordRef } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'

/** An entry that is entered more than this after what it tells is marked as late (补录). */
export const LATE_AFTER_MINUTES = 10

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
  text: z.string(),
  tags: z.array(z.string()),
  links: z.array(recordLabel),
  attachments: z.array(attachment),
  level,
  /** Oldest first; the text above is that of the last one. The first is the original. */
  amendments: z.array(
    z.object({
      id: recordId,
      at: instant,
      personName: z.string(),
      text: z.string(),
      reason: z.string(),
    }),
  ),
  originalText: z.string(),
})
export type LogEntry = z.infer<typeof logEntry>

export const logQuery = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  categories: z.array(z.string()).max(50).optional(),
  people: z.array(recordId).max(200).optional(),
  tags: z.array(z.string()).max(50).optional(),
  lateOnly: z.boolean().optional(),
  amendedOnly: z.boolean().optional(),
  text: z.string().max(200).optional(),
})

const read = mayRecord('read', 'log-entry')
const write = mayRecord('create', 'log-entry')
const storeErrors = ['diskFull', 'workspaceReadOnly', 'storageFailed'] as const

/** The duty log 值班日志 (A3). */
export const dutyLogProcedures = {
  'log.write': command(
    write,
    z.strictObject({
      text: z.string().trim().min(1).max(20_000),
      category: z.string().max(40),
      at: instant.optional(),
      tags: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
      links: z.array(recordRef).max(50).optional(),
      attachments: z.array(attachment).max(20).optional(),
      level: level.optional(),
    }),
    receipt.extend({ id: recordId, late: z.boolean() }),
    ['fieldInvalid', 'clearance', ...storeErrors],
  ),
  'log.amend': command(
    write,
    z.strictObject({
      id: recordId,
      text: z.string().trim().min(1).max(20_000),
      reason: z.string().trim().min(1).max(200),
    }),
    receipt.extend({ id: recordId }),
    ['notFound', 'fieldInvalid', ...storeErrors],
  ),
  /** Newest first. */
  'log.list': query(
    read,
    logQuery.extend({ limit: z.int().min(1).max(500), after: z.string().optional() }),
    z.object({
      entries: z.array(logEntry),
      next: z.string().nullable(),
      total: z.int(),
      capped: z.boolean(),
    }),
  ),
  'log.get': query(read, z.strictObject({ id: recordId }), z.object({ entry: logEntry }), [
    'notFound',
  ]),
  /** Entries per local day, for the day view's calendar. */
  'log.days': query(
    read,
    z.strictObject({ from: instant, to: instant, /** minutes east of UTC */ offset: z.int() }),
    z.object({ days: z.array(z.object({ day: z.string(), count: z.int() })) }),
  ),
  'log.tags': query(
    read,
    z.strictObject({ prefix: z.string().max(40) }),
    z.object({ tags: z.array(z.object({ tag: z.string(), count: z.int() })) }),
  ),
} as const
