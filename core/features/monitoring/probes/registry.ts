import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import { found, type Probe, type ProbeHost, type ProbeMaker, type ProbeMakers } from '../probe.ts'
import { later } from './later.ts'
import { tcpProbe } from './tcp.ts'

/** Who probes what; a kind without an entry is not known on this system. */
const PROBES: ProbeMakers = {
  tcp: tcpProbe,
  log: later(async () => (await import('../logs/probes.ts')).logProbe),
  journal: later(async () => (await import('../logs/probes.ts')).journalProbe),
  'windows-event': later(async () => (await import('../logs/probes.ts')).windowsEventProbe),
  behaviour: later(async () => (await import('../behaviour/probes.ts')).behaviourProbe),
  usage: later(async () => (await import('../behaviour/probes.ts')).usageProbe),
}

const NONE: Probe = { probe: () => Promise.resolve(found('unknown', 'unsupported')) }

export function probeFor(target: MonitorTarget, host: ProbeHost): Probe {
  const make = PROBES[target.kind] as ProbeMaker<MonitorTarget['kind']> | undefined
  return make?.(target, host) ?? NONE
}
