import { z } from 'zod'
import type { Log } from '../../../log/log.ts'
import type { Commit } from '../../../log/types.ts'

/** Commits looked at in one go: core must answer people meanwhile. */
const MOST = 2_000

/** How far each chain of the audit trail was read. */
export const auditPosition = z.record(z.string(), z.int().nonnegative())
export type AuditPosition = z.infer<typeof auditPosition>

/** Commits since a position, of this device and what came from others; without one, from now on. */
export function auditSince(
  log: Pick<Log, 'versionVector' | 'commit'>,
  position: AuditPosition | undefined,
): {
  readonly commits: readonly Commit[]
  readonly position: AuditPosition
  readonly more: boolean
} {
  const heads = log.versionVector()
  if (position === undefined) return { commits: [], position: { ...heads }, more: false }
  const commits: Commit[] = []
  const read: Record<string, number> = { ...position }
  for (const [stream, head] of Object.entries(heads)) {
    for (let seq = (read[stream] ?? 0) + 1; seq <= head; seq++) {
      if (commits.length >= MOST) return { commits, position: read, more: true }
      const commit = log.commit(`${stream}/${seq}`)
      if (commit) commits.push(commit)
      read[stream] = seq
    }
  }
  return { commits, position: read, more: false }
}
