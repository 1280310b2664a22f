import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MonitorTarget } from '../../contract/monitoring.ts'
import type { Core } from '../../core/host.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'
import { NEEDS, provide } from '../../tools/provision.ts'
import { burnHalf, startBurner } from '../support/cpu-burner.ts'
import { startHttps } from '../support/https-server.ts'
import { startNodeExporter } from '../support/node-exporter.ts'
import { probing } from './probing.ts'

const place = new TestPlace()
let core: Core
const test = (target: MonitorTarget) => done(core, 'monitor.test', { target, timeout: 5 })
const valueOf = (
  samples: readonly { readonly metric: string; readonly value: number }[],
  wanted: string,
): number | undefined => samples.find(({ metric }) => metric === wanted)?.value
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

beforeAll(async () => {
  provide([NEEDS.ping, NEEDS.openssl])
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
}, 120_000)
afterAll(() => place.clear())

describe('a real node_exporter', () => {
  it('tells the metrics of its host, as this computer knows them of itself', async () => {
    const exporter = await startNodeExporter()
    const burner = burnHalf('watchkeeper-burner')
    try {
      const of = (target: MonitorTarget) => probing(core, target)
      const remote = of({ kind: 'prometheus', preset: 'node', url: exporter.url })
      const own = of({ kind: 'host' })
      await Promise.all([remote.probe(), own.probe()])
      await pause(1_500)
      const [there, here] = await Promise.all([remote.probe(), own.probe()])
      expect([there.state, here.state]).toEqual(['up', 'up'])
      for (const metric of ['cpu', 'memory', 'net.received', 'net.sent', 'load'])
        expect(valueOf(there.samples, metric), metric).toBeGreaterThanOrEqual(0)
      // Half of the processors are busy counting.
      expect(valueOf(here.samples, 'cpu')).toBeGreaterThan(20)
      const memory = Number(valueOf(here.samples, 'memory'))
      expect(Math.abs(Number(valueOf(there.samples, 'memory')) - memory)).toBeLessThan(15)
      expect(here.samples.some(({ metric }) => metric.startsWith('disk.used:'))).toBe(true)
    } finally {
      await burner.stop()
      await exporter.stop()
    }
  }, 60_000)

  it('that is gone makes what it tells of unknown, not down', async () => {
    const exporter = await startNodeExporter()
    await exporter.stop()
    const gone = await test({ kind: 'prometheus', preset: 'node', url: exporter.url })
    expect(gone).toMatchObject({ state: 'unknown', reason: 'refused', samples: [] })
  }, 30_000)

  it('gives single series, by label, as they are and as rates', async () => {
    const exporter = await startNodeExporter()
    try {
      const probe = probing(core, {
        kind: 'prometheus',
        preset: 'none',
        url: exporter.url,
        metrics: [
          { name: 'node_load5' },
          { name: 'node_cpu_seconds_total', labels: { mode: 'idle' }, as: 'idle', rate: true },
        ],
      })
      const first = await probe.probe()
      expect(first.samples.map(({ metric }) => metric)).toEqual(['node_load5', 'time'])
      await pause(600)
      const { samples } = await probe.probe()
      const rates = samples.filter(({ metric }) => metric.startsWith('idle'))
      expect(rates.length).toBeGreaterThan(0)
      for (const { value } of rates) expect(value).toBeLessThan(1.5)
    } finally {
      await exporter.stop()
    }
  }, 30_000)
})

describe('HTTP', () => {
  it('with a short-lived certificate of its own tells its days, and is down where it is not trusted', async () => {
    const said = { status: 200, body: '<h1>办事大厅</h1>' }
    const server = await startHttps(3, said)
    try {
      const at = (over: object) => test({ kind: 'http', url: server.url, ...over })
      expect(await at({})).toMatchObject({ state: 'down', reason: 'certificate' })
      const trusted = await at({ trust: true, keyword: '办事大厅' })
      expect(trusted.state).toBe('up')
      expect(valueOf(trusted.samples, 'certificate.days')).toBeCloseTo(3, 0)
      expect(valueOf(trusted.samples, 'time')).toBeGreaterThan(0)
      expect(await at({ trust: true, keyword: '公积金' })).toMatchObject({ reason: 'keyword' })
      expect(await at({ trust: true, without: '办事' })).toMatchObject({ reason: 'keyword' })
      said.status = 502
      expect(await at({ trust: true })).toMatchObject({ state: 'down', detail: 'HTTP 502' })
      expect(await at({ trust: true, status: [500, 599] })).toMatchObject({ state: 'up' })
    } finally {
      await server.stop()
    }
    expect(await test({ kind: 'http', url: server.url })).toMatchObject({ reason: 'refused' })
  }, 30_000)

  it('that never answers is down after its time', async () => {
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const started = performance.now()
    const outcome = await done(core, 'monitor.test', {
      target: { kind: 'http', url: `http://127.0.0.1:${port}/` },
      timeout: 1,
    })
    expect(outcome).toMatchObject({ state: 'down', reason: 'timeout' })
    expect(performance.now() - started).toBeLessThan(4_000)
    server.closeAllConnections()
    server.close()
  }, 15_000)
})

describe('processes, names, addresses', () => {
  it('a process is found by its name and command, with its processor time, and missed when it is gone', async () => {
    const name = basename(process.execPath)
    const command = `watchkeeper-burner-${process.pid}`
    const burner = startBurner(command)
    const probe = probing(core, { kind: 'process', name, command })
    try {
      await pause(1_000)
      await probe.probe()
      await pause(1_500)
    } catch (error) {
      await burner.stop()
      throw error
    }
    const running = await probe.probe().finally(() => burner.stop())
    expect(running.state).toBe('up')
    expect(valueOf(running.samples, 'count')).toBe(1)
    expect(valueOf(running.samples, 'process.cpu')).toBeGreaterThan(1)
    expect(valueOf(running.samples, 'process.memory')).toBeGreaterThan(10_000_000)
    await pause(1_000)
    expect(await probe.probe()).toMatchObject({ state: 'down', reason: 'notRunning' })
  }, 20_000)

  it('the system’s own ping is asked', async () => {
    const outcome = await test({ kind: 'ping', host: '127.0.0.1', count: 2 })
    expect(outcome.state).toBe('up')
    expect(valueOf(outcome.samples, 'loss')).toBe(0)
    expect(valueOf(outcome.samples, 'time')).toBeGreaterThan(0)
    expect(await test({ kind: 'ping', host: 'no-such-host.invalid', count: 1 })).toMatchObject({
      state: 'down',
      reason: 'notFound',
    })
  }, 20_000)

  it('a name server is asked for what is expected', async () => {
    const server = createSocket('udp4', (question) => {
      // The question again, marked as an answer, with one address: 10.20.4.11.
      const answer = Buffer.concat([
        question.subarray(0, 2),
        Buffer.from([0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]),
        question.subarray(12, question.indexOf(0, 12) + 5),
        Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 20, 4, 11]),
      ])
      server.send(answer, from.port, from.address)
    })
    let from = { port: 0, address: '' }
    server.prependListener('message', (_data, info) => (from = info))
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    const { port } = server.address()
    const at = (expected: string) =>
      test({
        kind: 'dns',
        name: 'sso.internal',
        server: '127.0.0.1',
        serverPort: port,
        expect: expected,
      })
    expect(await at('10.20.4.11')).toMatchObject({ state: 'up', detail: '10.20.4.11' })
    expect(await at('10.20.4.99')).toMatchObject({ state: 'down', reason: 'notExpected' })
    server.close()
  }, 15_000)
})
