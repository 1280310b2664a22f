import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { newMonitor } from '../../../core/features/monitoring/testing.ts'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { percentiles, show, type Figure } from '../figures.ts'

const SERVICES = 20
const INTERVAL_S = 2
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** How long after services stopped their alerts stood in the log. */
export async function latencyOf(path: string): Promise<readonly Figure[]> {
  const stopped = new Map<string, number>()
  const core = createCore({ workspacePath: path })
  await done(core, 'workspace.create', FOUNDER)
  const servers = await Promise.all(
    Array.from({ length: SERVICES }, async () => {
      const server = createServer((socket) => socket.destroy())
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ids: string[] = []
  for (const [index, server] of servers.entries())
    ids.push(
      await newMonitor(core, `service ${index}`, {
        target: {
          kind: 'tcp',
          host: '127.0.0.1',
          port: (server.address() as AddressInfo).port,
        },
        interval: INTERVAL_S,
        rules: [
          {
            kind: 'state',
            key: 'down',
            state: 'down',
            severity: 'crit',
            forSeconds: 0,
            clearForSeconds: 0,
          },
        ],
      }),
    )
  await pause(INTERVAL_S * 2_000)
  for (const [index, server] of servers.entries()) {
    server.close()
    stopped.set(ids[index] ?? '', Date.now())
    await pause(317)
  }
  await pause(INTERVAL_S * 2_000)
  const { alerts } = await done(core, 'alert.list', { limit: 200 })
  await core.close()
  const late = alerts.map(({ monitor, raisedAt }) => raisedAt - (stopped.get(monitor) ?? 0))
  if (late.length !== SERVICES) throw new Error(`${late.length} alerts of ${SERVICES} services`)
  const { p50, p95 } = percentiles(late)
  return [
    {
      what: `a stopped service is told, latest of ${SERVICES}`,
      measured: `p50 ${show(p50, 'ms')}, p95 ${show(p95, 'ms')}, interval ${INTERVAL_S} s`,
      baseline: '',
      value: Math.max(...late),
      unit: 'ms',
      target: { most: INTERVAL_S * 1_000 + 1_000 },
    },
  ]
}
