import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import { found, type Probe, type ProbeHost, type ProbeMaker, type ProbeMakers } from '../probe.ts'
import { later } from './later.ts'
import { dnsProbe } from './dns.ts'
import { hostProbe } from './host.ts'
import { pingProbe } from './ping.ts'
import { processProbe } from './process.ts'
import { serviceProbe } from './service.ts'
import { tcpProbe } from './tcp.ts'

/** Who probes what; a kind without an entry is not known on this system. */
const PROBES: ProbeMakers = {
  host: hostProbe,
  // Node's HTTP brings a whole browser's fetch with it: loaded where something is asked over it.
  prometheus: later(async () => (await import('./prometheus.ts')).prometheusProbe),
  process: processProbe,
  service: serviceProbe,
  tcp: tcpProbe,
  log: later(async () => (await import('../logs/probes.ts')).logProbe),
  journal: later(async () => (await import('../logs/probes.ts')).journalProbe),
  'windows-event': later(async () => (await import('../logs/probes.ts')).windowsEventProbe),
  behaviour: later(async () => (await import('../behaviour/probes.ts')).behaviourProbe),
  usage: later(async () => (await import('../behaviour/probes.ts')).usageProbe),
  alertmanager: later(async () => (await import('./alertmanager/probe.ts')).alertmanagerProbe),
  http: later(async () => (await import('./http.ts')).httpProbe),
  dns: dnsProbe,
  ping: pingProbe,
}

const NONE: Probe = { probe: () => Promise.resolve(found('unknown', 'unsupported')) }

export function probeFor(target: MonitorTarget, host: ProbeHost): Probe {
  const make = PROBES[target.kind] as ProbeMaker<MonitorTarget['kind']> | undefined
  return make?.(target, host) ?? NONE
}
