import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../core/host.ts'
import { newMonitor } from '../../core/features/monitoring/testing.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'

const HOUR = 3_600_000
const DOWN = {
  kind: 'state',
  key: 'down',
  state: 'down',
  severity: 'crit',
  forSeconds: 4,
  clearForSeconds: 2,
} as const
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const servers: Server[] = []
const places: TestPlace[] = []
afterAll(async () => {
  for (const server of servers) server.close()
  await Promise.all(places.map((place) => place.clear()))
})

async function serve(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy())
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}
const tcp = (port: number) => ({
  target: { kind: 'tcp' as const, host: '127.0.0.1', port },
  interval: 1,
  rules: [DOWN],
})
const total = async (core: Core, id: string, from: number, to: number) =>
  (await done(core, 'monitor.availability', { monitors: [id], from, to })).monitors[0]?.total
const alertsOf = async (core: Core, monitor: string) =>
  (await done(core, 'alert.list', { monitor, limit: 50 })).alerts

describe('a core that is killed while it watches', () => {
  it('leaves a gap that is unknown, never up; no alert comes of it, and what stood stands', async () => {
    const place = new TestPlace()
    places.push(place)
    const up = await serve()
    const first = place.core()
    await done(first, 'workspace.create', FOUNDER)
    const well = await newMonitor(first, 'web-07', tcp(up.port))
    const gone = await newMonitor(first, 'SAN-02', tcp(9))
    await first.close()
    const from = Date.now()
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./victim.ts', import.meta.url)), place.workspace],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    // Long enough for the outage to be told and for what was seen to be written once.
    await pause(12_500)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const killed = Date.now()
    await pause(4_000)
    const core = place.core()
    await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
    const opened = Date.now()
    await pause(6_000)
    const end = Date.now()
    const of = await total(core, well, from, end)
    expect(of?.share).toBe(1)
    expect(of?.coverage).toBeLessThan(1)
    expect(of?.unknown).toBeGreaterThanOrEqual(opened - killed)
    const gap = await total(core, well, killed, opened)
    expect(gap).toMatchObject({ up: 0, down: 0, share: null, coverage: 0 })
    const { blind } = await done(core, 'monitor.collector', { from, to: end })
    expect(blind.map(({ reason }) => reason)).toContain('killed')
    expect(await alertsOf(core, well)).toEqual([])
    // One outage is one alert, however often the program ends in it.
    expect(await alertsOf(core, gone)).toMatchObject([{ state: 'open' }])
    expect((await total(core, gone, from, end))?.share).toBe(0)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  }, 60_000)
})

describe('a clock that is moved', () => {
  const place = new TestPlace()
  let offset = 0
  let core: Core
  beforeAll(async () => {
    places.push(place)
    core = place.core({ now: () => Date.now() + offset })
    await done(core, 'workspace.create', FOUNDER)
    await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  })

  it('raises and clears nothing, leaves what it jumped over unknown, and takes back what was too early', async () => {
    const { server, port } = await serve()
    const id = await newMonitor(core, 'db-core-01', tcp(port))
    await pause(2_500)
    const before = Date.now() + offset
    offset += HOUR
    await pause(2_500)
    const after = Date.now() + offset
    const jumped = await total(core, id, before, after - 2_500)
    expect(jumped).toMatchObject({ down: 0 })
    expect(jumped?.coverage).toBeLessThan(0.01)
    const { blind } = await done(core, 'monitor.collector', { from: before, to: after })
    expect(blind).toMatchObject([{ reason: 'clock' }])
    expect(await alertsOf(core, id)).toEqual([])

    // An outage is told after its time of watching, not because an hour passed on the clock.
    server.close()
    await pause(1_500)
    offset += 2 * HOUR
    await pause(1_200)
    expect(await alertsOf(core, id)).toEqual([])
    await pause(4_500)
    expect(await alertsOf(core, id)).toMatchObject([{ state: 'open' }])

    // Back to the right time: nothing is left in the future, and the alert stands.
    offset = 0
    await pause(2_500)
    const now = Date.now()
    const series = {
      monitor: id,
      metric: 'time',
      from: now + 60_000,
      to: now + 4 * HOUR,
      width: 100,
    }
    // The step in which the period begins may reach back before it.
    const { at } = await done(core, 'monitor.series', series)
    expect(at.filter((time) => time >= series.from)).toEqual([])
    expect(await total(core, id, now + 60_000, now + 4 * HOUR)).toMatchObject({
      share: null,
      coverage: 0,
    })
    expect(await alertsOf(core, id)).toMatchObject([{ state: 'open' }])
    expect(await alertsOf(core, id)).toHaveLength(1)
  }, 40_000)
})
