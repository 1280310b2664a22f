import type { MonitorKind } from '../../../../contract/monitoring.ts'
import type { Probe, ProbeMaker } from '../probe.ts'

/** A probe whose code is read when it is needed first: what few monitors use costs no start. */
export const later =
  <K extends MonitorKind>(load: () => Promise<ProbeMaker<K>>): ProbeMaker<K> =>
  (target, host) => {
    let made: Promise<Probe> | undefined
    const probe = (): Promise<Probe> => (made ??= load().then((make) => make(target, host)))
    return {
      probe: async (signal) => (await probe()).probe(signal),
      stop: async () => (await made)?.stop?.(),
    }
  }
