import { z } from 'zod'

/** Targets that follow what is written (B3, B4): files, journals, event logs, behaviour of users. */

/** Characters of a log; auto: by its bytes. */
export const LOG_ENCODINGS = ['auto', 'utf-8', 'gb18030', 'utf-16le', 'big5', 'latin1'] as const

const logPattern = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  /** A text, or a regular expression. */
  text: z.string().min(1).max(500),
  regex: z.boolean().optional(),
  ignoreCase: z.boolean().optional(),
  /** Lines that hold this are no matches. */
  without: z.string().max(500).optional(),
})
export type LogPattern = z.infer<typeof logPattern>

const matching = {
  patterns: z.array(logPattern).max(50),
  /** Lines of context before and after a match. */
  before: z.int().min(0).max(20).optional(),
  after: z.int().min(0).max(20).optional(),
}
const filePath = z.string().min(1).max(1_000)
const units = z.array(z.string().regex(/^(?!-)[\p{L}\p{N}@._:\\-]{1,200}$/u)).max(30)

export const logTarget = z.strictObject({
  kind: z.literal('log'),
  path: filePath,
  encoding: z.enum(LOG_ENCODINGS).optional(),
  ...matching,
})
export const journalTarget = z.strictObject({
  kind: z.literal('journal'),
  units: units.optional(),
  /** Most verbose syslog priority that is read, 0–7. */
  priority: z.int().min(0).max(7).optional(),
  ...matching,
})
export const windowsEventTarget = z.strictObject({
  kind: z.literal('windows-event'),
  channel: z.string().regex(/^(?!-)[\p{L}\p{N}/ ._-]{1,200}$/u),
  /** 1 critical, 2 error, 3 warning, 4 information. */
  levels: z.array(z.int().min(1).max(5)).max(5).optional(),
  ...matching,
})

const behaviourSource = z.discriminatedUnion('from', [
  /** Watchkeeper's own audit trail. */
  z.strictObject({ from: z.literal('audit') }),
  z.strictObject({
    from: z.literal('log'),
    path: filePath,
    encoding: z.enum(LOG_ENCODINGS).optional(),
    format: z.enum(['sshd', 'pattern']),
    patterns: z.array(logPattern).max(50).optional(),
  }),
  z.strictObject({ from: z.literal('journal'), units: units.optional(), format: z.enum(['sshd']) }),
])
export const behaviourTarget = z.strictObject({
  kind: z.literal('behaviour'),
  source: behaviourSource,
  /** Local hours in which work is usual, HH:MM; acts outside of them are told apart. */
  hours: z
    .strictObject({
      days: z.array(z.int().min(1).max(7)).min(1).max(7),
      from: z.string().max(5),
      to: z.string().max(5),
    })
    .optional(),
})
export const usageTarget = z.strictObject({ kind: z.literal('usage'), source: behaviourSource })
