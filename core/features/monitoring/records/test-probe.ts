import { ok } from '../../../../contract/result.ts'
import type { Handlers } from '../../../feature.ts'
import { probeFor } from '../probes/registry.ts'
import { probeOnce } from '../collector/probe-once.ts'
import { suitable } from '../rules/defaults.ts'

/** monitor.test: what a probe would find now. */
export const testHandlers: Handlers = {
  'monitor.test': async (context, { target, timeout }) => {
    let kept: unknown
    const probe = probeFor(target, {
      workspace: context.workspace,
      now: () => context.now(),
      shifts: (period) => context.shared.shifts(context, period),
      wake: () => undefined,
      kept: { get: () => kept, set: (value) => void (kept = value) },
    })
    const started = performance.now()
    try {
      const outcome = await probeOnce(probe, (timeout ?? suitable(target).timeout) * 1_000)
      return ok({
        state: outcome.state,
        ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
        ...(outcome.detail === undefined ? {} : { detail: outcome.detail.slice(0, 2_000) }),
        samples: outcome.samples.map(({ metric, value }) => ({ metric, value })),
        took: performance.now() - started,
      })
    } finally {
      await probe.stop?.()
    }
  },
}
