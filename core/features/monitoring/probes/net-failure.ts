import { found, type Outcome, type Sample } from '../probe.ts'
import type { ProbeReason } from '../../../../contract/monitoring-reasons.ts'

const REASONS: Readonly<Record<string, ProbeReason>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'notFound',
  EAI_AGAIN: 'notFound',
  ENODATA: 'notFound',
  ESERVFAIL: 'notFound',
  ENOENT: 'missing',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** What an error of the network says of the other side. */
export function netFailure(
  error: unknown,
  state: 'down' | 'unknown' = 'down',
  samples: readonly Sample[] = [],
): Outcome {
  const code = codeOf(error)
  const timedOut = error instanceof Error && error.name === 'AbortError'
  const reason = timedOut ? 'timeout' : (REASONS[code] ?? 'other')
  return found(state, reason, error instanceof Error ? error.message : String(error), samples)
}
