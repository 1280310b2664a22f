import { z } from 'zod'
import { condition, instant, json, nothing, receipt, recordLabel, typeName } from './common.ts'
import { command, may, query, signedIn } from './procedure.ts'
import { historyEntry } from './register.ts'

/** What verification found; `where` names stream and seq, table and id, or a file. */
export const finding = z.object({
  kind: z.enum([
    'commitAltered',
    'commitMissing',
    'commitOrder',
    'tailTruncated',
    'signatureForeign',
    'personSignature',
    'deviceAct',
    'roleExceeded',
    'rowAltered',
    'rowMissing',
    'rowExtra',
    'blobAltered',
    'blobMissing',
    'fork',
    'serverContradicts',
    'unreadable',
  ]),
  where: z.string(),
  detail: z.string(),
})
export type Finding = z.infer<typeof finding>

/** Heads of the chains: stream -> [seq, hash in hex]. Kept elsewhere they witness against a later truncation. */
export const heads = z.record(z.string(), z.tuple([z.int(), z.string()]))
export type Heads = z.infer<typeof heads>

export const verifyReport = z.object({
  ok: z.boolean(),
  commits: z.int(),
  operations: z.int(),
  rows: z.int(),
  blobs: z.int(),
  heads,
  findings: z.array(finding),
  milliseconds: z.number(),
})
export type VerifyReport = z.infer<typeof verifyReport>

export const searchHit = recordLabel.extend({
  /** Piece of text around the first match; matches stand between U+0002 and U+0003. */
  snippet: z.string(),
  field: z.string(),
  at: instant,
  score: z.number(),
  /** Address in the interface where it was found; absent: the record's own page. */
  address: z.string().optional(),
})
export type SearchHit = z.infer<typeof searchHit>

export const oversightProcedures = {
  'search.all': query(
    signedIn,
    z.strictObject({
      text: z.string().max(200),
      types: z.array(typeName).max(50).optional(),
      where: z.array(condition).max(10).optional(),
      limit: z.int().min(1).max(100),
    }),
    z.object({ hits: z.array(searchHit), total: z.int(), capped: z.boolean() }),
  ),
  'audit.list': query(
    may('audit.read'),
    z.strictObject({
      from: instant.optional(),
      to: instant.optional(),
      actor: z.string().optional(),
      type: typeName.optional(),
      limit: z.int().min(1).max(500),
      after: z.string().optional(),
    }),
    z.object({
      entries: z.array(
        historyEntry.extend({
          /** The first record of the commit. */ record: recordLabel.nullable(),
          type: typeName.nullable(),
          /** How many records it touched. */ records: z.int(),
        }),
      ),
      next: z.string().nullable(),
    }),
  ),
  'audit.verify': command(
    may('audit.verify'),
    z.strictObject({ heads: heads.optional(), task: z.string().optional() }),
    verifyReport,
  ),
  'audit.heads': query(
    signedIn,
    nothing,
    z.object({ heads, device: z.string(), code: z.string(), seq: z.int() }),
  ),
  'maintenance.rebuild': command(
    may('maintenance.run'),
    z.strictObject({ task: z.string().optional() }),
    z.object({ operations: z.int(), digest: z.string(), same: z.boolean() }),
  ),
  'settings.get': query(signedIn, nothing, z.object({ settings: z.record(z.string(), json) })),
  'settings.set': command(
    may('settings.manage'),
    z.strictObject({ key: z.string().max(60), value: json }),
    receipt,
    ['fieldInvalid'],
  ),
  'task.cancel': command(signedIn, z.strictObject({ task: z.string() }), nothing),
} as const
