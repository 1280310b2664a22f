import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { startNodeExporter } from '../../support/node-exporter.ts'
import { show, type Figure } from '../figures.ts'
import type { Cost, Targets } from './watcher.ts'

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Processor and memory of a core with 200 monitors at ten seconds; what they ask stands in other processes. */
export async function costOf(path: string, seconds: number): Promise<readonly Figure[]> {
  const exporter = await startNodeExporter()
  const tcp = createServer((socket) => socket.destroy())
  const http = createHttp((_request, response) => response.end('ok'))
  const targets: Targets = {
    tcp: await listening(tcp),
    http: await listening(http),
    exporter: exporter.url,
    seconds,
  }
  const child = fork(fileURLToPath(new URL('./watcher.ts', import.meta.url)), [
    path,
    JSON.stringify(targets),
  ])
  try {
    const { idle, busy } = await costs(child)
    return [
      {
        what: '200 monitors at 10 s, processor',
        measured: `${show(busy.cpu, '%')} of a core over ${seconds} s, idle ${show(idle.cpu, '%')}`,
        baseline: '',
        value: busy.cpu - idle.cpu,
        unit: '%',
        target: { most: 5 },
      },
      {
        what: '200 monitors at 10 s, memory over idle',
        measured: `${show(busy.rss, 'MB')} resident`,
        baseline: show(idle.rss, 'MB'),
        value: busy.rss - idle.rss,
        unit: 'MB',
        target: { most: 120 },
      },
    ]
  } finally {
    child.kill()
    await exporter.stop()
    tcp.close()
    http.closeAllConnections()
    http.close()
  }
}

async function costs(child: ChildProcess): Promise<{ idle: Cost; busy: Cost }> {
  const [told] = (await once(child, 'message')) as [{ idle: Cost; busy: Cost }]
  return told
}
