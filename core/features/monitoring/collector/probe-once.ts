import { found, type Outcome, type Probe } from '../probe.ts'
import { netFailure } from '../probes/net-failure.ts'

/** Time that a probe has to end after its limit or after it was stopped, before it is left alone. */
const GRACE_MS = 500

/**
 * One probe within its time. What takes longer is down with reason timeout where the probe says so
 * itself, and unknown where it does not even end.
 */
export async function probeOnce(
  probe: Pick<Probe, 'probe'>,
  limitMs: number,
  stop?: AbortSignal,
): Promise<Outcome> {
  const limit = AbortSignal.timeout(limitMs)
  const signal = stop ? AbortSignal.any([limit, stop]) : limit
  const timers: NodeJS.Timeout[] = []
  const late = new Promise<Outcome>((resolve) => {
    const give = (ms: number) =>
      timers.push(setTimeout(() => resolve(found('unknown', 'timeout')), ms))
    give(limitMs + GRACE_MS)
    stop?.addEventListener('abort', () => give(GRACE_MS), { once: true })
  })
  try {
    return await Promise.race([probe.probe(signal), late])
  } catch (error) {
    return netFailure(error, 'unknown')
  } finally {
    for (const timer of timers) clearTimeout(timer)
  }
}

/** A probe of which a call that does not end is never joined by a second one. */
export function oneCall(probe: Probe): Probe {
  let call: Promise<unknown> | undefined
  return {
    probe(signal) {
      if (call) return Promise.resolve(found('unknown', 'timeout'))
      const outcome = probe.probe(signal)
      const over = () => {
        call = undefined
      }
      call = outcome.then(over, over)
      return outcome
    },
    stop: () => probe.stop?.(),
  }
}
