import type { MonitorTarget } from '../../contract/monitoring.ts'
import type { Outcome } from '../../core/features/monitoring/probe.ts'
import { probeFor } from '../../core/features/monitoring/probes/registry.ts'
import type { Core } from '../../core/host.ts'

/** A probe of its own, asked several times: rates need the reading before. */
export function probing(core: Core, target: MonitorTarget): { probe(): Promise<Outcome> } {
  const { workspace } = core.manager
  if (workspace === undefined) throw new Error('no workspace is open')
  const probe = probeFor(target, {
    workspace,
    now: Date.now,
    shifts: () => [],
    wake: () => undefined,
    kept: { get: () => undefined, set: () => undefined },
  })
  return { probe: () => probe.probe(AbortSignal.timeout(5_000)) }
}
