import { found, type Outcome, type Probe } from '../probe.ts'
import { netFailure } from '../probes/net-failure.ts'

/** Time that a probe has to end after its limit, before it is left alone. */
const GRACE_MS = 500

/**
 * One probe within its time. What takes longer is down with reason timeout where the probe says so
 * itself, and unknown where it does not even end.
 */
export async function probeOnce(
  probe: Probe,
  limitMs: number,
  stop?: AbortSignal,
): Promise<Outcome> {
  const limit = AbortSignal.timeout(limitMs)
  const signal = stop ? AbortSignal.any([limit, stop]) : limit
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve(found('unknown', 'timeout')), limitMs + GRACE_MS)
  })
  try {
    return await Promise.race([probe.probe(signal), late])
  } catch (error) {
    return netFailure(error, 'unknown')
  } finally {
    clearTimeout(timer)
  }
}
