import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import { found, type Probe, type ProbeHost, type ProbeMaker, type ProbeMakers } from '../probe.ts'
import { tcpProbe } from './tcp.ts'

/** Who probes what; a kind without an entry is not known on this system. */
const PROBES: ProbeMakers = {
  tcp: tcpProbe,
}

const NONE: Probe = { probe: () => Promise.resolve(found('unknown', 'unsupported')) }

export function probeFor(target: MonitorTarget, host: ProbeHost): Probe {
  const make = PROBES[target.kind] as ProbeMaker<MonitorTarget['kind']> | undefined
  return make?.(target, host) ?? NONE
}
