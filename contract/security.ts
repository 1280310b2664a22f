import { z } from 'zod'
import { bytes, instant, language, receipt, recordId } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'
import type { Text } from './text.ts'

const period = z.strictObject({ from: instant, to: instant })

/** What the state of security is told in, with the registers behind each. */
export const POSTURE_GROUPS = [
  'measures',
  'data',
  'backups',
  'vulnerabilities',
  'access',
  'events',
  'audits',
] as const

export const POSTURE_LABELS: Readonly<Record<(typeof POSTURE_GROUPS)[number], Text>> = {
  measures: { 'zh-CN': '防护措施', en: 'Protection measures' },
  data: { 'zh-CN': '数据资产', en: 'Data assets' },
  backups: { 'zh-CN': '备份与恢复', en: 'Backup and restore' },
  vulnerabilities: { 'zh-CN': '漏洞', en: 'Vulnerabilities' },
  access: { 'zh-CN': '账号权限', en: 'Accounts and rights' },
  events: { 'zh-CN': '安全事件', en: 'Security events' },
  audits: { 'zh-CN': '审计与整改', en: 'Audits and findings' },
}

/** One figure: what it says, and how it stands beside the period before where that can be known. */
export const postureFigure = z.object({
  group: z.enum(POSTURE_GROUPS),
  key: z.string(),
  /** In the language of whoever asks. */
  label: z.string(),
  value: z.number(),
  /** The same figure for the period of the same length before. */
  before: z.number().optional(),
  /** Of how many, where it is a part. */
  of: z.number().optional(),
  unit: z.enum(['count', 'day']),
  tone: z.enum(['ok', 'notice', 'warn', 'crit', 'neutral']),
  path: z.string(),
})
export type PostureFigure = z.infer<typeof postureFigure>

/** Something that wants somebody: overdue, failed, expired. */
export const postureGap = z.object({
  group: z.enum(POSTURE_GROUPS),
  title: z.string(),
  reason: z.string(),
  since: instant.optional(),
  tone: z.enum(['warn', 'crit']),
  path: z.string(),
})
export type PostureGap = z.infer<typeof postureGap>

export const posture = z.object({
  from: instant,
  to: instant,
  at: instant,
  figures: z.array(postureFigure),
  gaps: z.array(postureGap),
  /** Weaknesses found and closed by week, for the course over time. */
  weeks: z.array(z.object({ from: instant, found: z.int(), closed: z.int(), open: z.int() })),
})
export type Posture = z.infer<typeof posture>

/** Own rights and the state of security (E2, E4). */
export const securityProcedures = {
  /** Writes the rights that people have in this program now into a review, as lines to decide on. */
  'security.drawRights': command(
    mayRecord('update', 'access-review'),
    z.strictObject({ review: recordId }),
    receipt.extend({ lines: z.int() }),
    ['notFound', 'recordDeleted', 'wrongState', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  /** Keeps or withdraws rights, many in one act. */
  'security.decideRights': command(
    mayRecord('create', 'access-line'),
    z.strictObject({
      lines: z.array(recordId).min(1).max(5000),
      decision: z.enum(['kept', 'withdrawn']),
      reason: z.string().trim().max(300).optional(),
    }),
    receipt,
    [
      'notFound',
      'recordDeleted',
      'wrongState',
      'missingFields',
      'fieldInvalid',
      'diskFull',
      'workspaceReadOnly',
      'storageFailed',
    ],
  ),
  'security.posture': query(mayRecord('read', 'protection-measure'), period, posture),
  /** The summary of a period as DOCX; recorded as an export. */
  'security.postureReport': query(
    mayRecord('read', 'protection-measure'),
    period.extend({ language }).strict(),
    z.object({ name: z.string(), mime: z.string(), bytes }),
  ),
} as const
