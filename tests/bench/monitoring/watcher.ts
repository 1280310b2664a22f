/** A process of its own that watches 200 monitors and tells what that costs it. */
import type { MonitorTarget } from '../../../contract/monitoring.ts'
import { suitable } from '../../../core/features/monitoring/rules/defaults.ts'
import { newMonitor } from '../../../core/features/monitoring/testing.ts'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'

export interface Targets {
  readonly tcp: number
  readonly http: number
  readonly exporter: string
  readonly seconds: number
}
export interface Cost {
  /** Per cent of a core. */
  readonly cpu: number
  /** Resident memory, MB. */
  readonly rss: number
}

const MONITORS = 200
const IDLE_S = 15
const WARM_S = 25
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))

async function cost(seconds: number): Promise<Cost> {
  const before = process.cpuUsage()
  const started = performance.now()
  await pause(seconds)
  const { user, system } = process.cpuUsage(before)
  const ms = performance.now() - started
  return { cpu: (user + system) / 10 / ms, rss: process.memoryUsage().rss / 1e6 }
}

/** A mix as a site has it: ports and pages, hosts by node_exporter, processes, the workstation. */
function targetOf(index: number, { tcp, http, exporter }: Targets): MonitorTarget {
  if (index === 0) return { kind: 'host' }
  if (index % 20 === 1) return { kind: 'prometheus', preset: 'node', url: exporter }
  if (index % 10 === 2) return { kind: 'process', name: 'node' }
  return index % 2 === 0
    ? { kind: 'tcp', host: '127.0.0.1', port: tcp }
    : { kind: 'http', url: `http://127.0.0.1:${http}/`, keyword: 'ok' }
}

const [path = '', given = '{}'] = process.argv.slice(2)
const targets = JSON.parse(given) as Targets
const core = createCore({ workspacePath: path })
await done(core, 'workspace.create', FOUNDER)
const idle = await cost(IDLE_S)
for (let index = 0; index < MONITORS; index++) {
  const target = targetOf(index, targets)
  const { rules } = suitable(target)
  await newMonitor(core, `monitor ${index}`, { target, interval: 10, timeout: 5, rules })
}
await pause(WARM_S)
const busy = await cost(targets.seconds)
await core.close()
process.send?.({ idle, busy })
