import { z } from 'zod'
import { LANGUAGES } from './text.ts'
import { ROLES } from './roles.ts'
import type { Json } from './record-type.ts'

/** Schemas that several parts of the contract share. */
export const nothing = z.strictObject({})
export const recordId = z.string().regex(/^[0-9a-f-]{36}$/u)
export const typeName = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/u)
export const json: z.ZodType<Json> = z.json() as z.ZodType<Json>
export const fields = z.record(z.string().max(60), json)
export const language = z.enum(LANGUAGES)
export const role = z.enum(ROLES)
export const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
/** Milliseconds since 1970-01-01T00:00Z. */
export const instant = z.int()
export const password = z.string().min(1).max(200)
/** Binary content, as structured clone carries it. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)

/** A record as every procedure gives it. */
export const recordView = z.object({
  id: recordId,
  type: typeName,
  title: z.string(),
  number: z.string().optional(),
  level,
  fields,
  createdAt: instant,
  createdBy: z.string(),
  updatedAt: instant,
  updatedBy: z.string(),
  deleted: z.boolean(),
  /** Fields with several heads that a person must decide between. */
  conflicts: z.array(z.string()),
  /** Fields that were changed on another device while they were approved; that is not under the approval. */
  beside: z.array(z.string()).optional(),
  /** Opaque: the heads that the reader saw; given back with an update. */
  seen: z.string(),
})
export type RecordView = z.infer<typeof recordView>

/** `seen` of what was read, given back: heads of every field. */
export const seenText = z.string().max(20_000)

export const recordRef = z.object({ type: typeName, id: recordId })
export type RecordRef = z.infer<typeof recordRef>
export const recordLabel = z.object({
  type: typeName,
  id: recordId,
  title: z.string(),
  number: z.string().optional(),
  deleted: z.boolean(),
})
export type RecordLabel = z.infer<typeof recordLabel>

export const attachment = z.object({
  sha256,
  name: z.string().min(1).max(255),
  mime: z.string().max(127),
  size: z.int().nonnegative(),
})
export type Attachment = z.infer<typeof attachment>

/** What a write answers: the commit, so that it can be undone or pointed at. */
export const receipt = z.object({
  /** `stream/seq` of the commit in the log. */
  commit: z.string(),
  at: instant,
})
export type Receipt = z.infer<typeof receipt>

/** One condition of a list; several are joined by AND. */
export const condition = z.object({
  field: z.string(),
  op: z.enum(['is', 'isNot', 'any', 'contains', 'before', 'after', 'between', 'empty', 'notEmpty']),
  value: json.optional(),
})
export type Condition = z.infer<typeof condition>
export const sort = z.object({ field: z.string(), descending: z.boolean().optional() })
export const listQuery = z.object({
  type: typeName,
  where: z.array(condition).max(20).optional(),
  /** Full-text query over the searchable fields of the type. */
  text: z.string().max(200).optional(),
  sort: sort.optional(),
  includeDeleted: z.boolean().optional(),
})
export type ListQuery = z.infer<typeof listQuery>
