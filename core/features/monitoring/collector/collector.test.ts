import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../../host.ts'
import { done, FOUNDER, TestPlace } from '../../../testing.ts'
import { newMonitor } from '../testing.ts'

const place = new TestPlace()
let core: Core
const servers: Server[] = []

/** A server that takes connections at a port of its own, or at a given one. */
async function serve(port = 0): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((socket) => socket.destroy())
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Waits until something holds, and says how long that took. */
async function until(holds: () => Promise<boolean>, limitMs = 8_000): Promise<number> {
  const started = performance.now()
  while (!(await holds())) {
    if (performance.now() - started > limitMs) throw new Error('it did not come')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return performance.now() - started
}

const down = {
  kind: 'state',
  key: 'down',
  state: 'down',
  severity: 'crit',
  forSeconds: 0,
  clearForSeconds: 0,
} as const
const stateOf = async (id: string) => (await done(core, 'monitor.get', { id })).status.state
const raised = async (monitor: string) =>
  (await done(core, 'alert.list', { monitor, limit: 50 })).alerts

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
})
afterAll(async () => {
  for (const server of servers) server.close()
  await place.clear()
})

describe('the collector', () => {
  it('sees a service stop at once, and come back', async () => {
    const service = await serve()
    const id = await newMonitor(core, 'web-07', {
      target: { kind: 'tcp', host: '127.0.0.1', port: service.port },
      interval: 1,
      rules: [down],
    })
    await until(async () => (await stateOf(id)) === 'up')
    await service.stop()
    const took = await until(async () => (await raised(id)).length === 1)
    expect(took).toBeLessThan(4_000)
    expect((await raised(id))[0]).toMatchObject({
      state: 'open',
      severity: 'crit',
      title: 'web-07 连接被拒绝',
    })
    const again = await serve(service.port)
    await until(async () => (await raised(id))[0]?.state === 'cleared')
    await again.stop()
    const { stretches } = await done(core, 'monitor.history', {
      monitor: id,
      from: Date.now() - 60_000,
      to: Date.now(),
    })
    expect(new Set(stretches.map(({ tone }) => tone))).toEqual(new Set(['unknown', 'ok', 'crit']))
    await done(core, 'monitor.enable', { ids: [id], enabled: false })
  }, 20_000)

  it('asks a parent before it tells of a child, and tells of the parent alone', async () => {
    const parent = await newMonitor(core, 'sw-core-1', {
      target: { kind: 'tcp', host: '127.0.0.1', port: 9 },
      interval: 30,
      rules: [down],
    })
    const child = await newMonitor(core, 'db-core-01', {
      target: { kind: 'tcp', host: '127.0.0.1', port: 9 },
      interval: 1,
      parent,
      rules: [down],
    })
    await until(async () => (await raised(parent)).length === 1)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await stateOf(child)).toBe('down')
    expect(await raised(child)).toEqual([])
    expect((await done(core, 'monitor.get', { id: child })).status.heldBackBy).toBe(parent)
    await done(core, 'monitor.enable', { ids: [parent, child], enabled: false })
    await until(async () => (await raised(parent))[0]?.clearedBy === 'disabled')
  }, 20_000)

  it('keeps values that can be drawn, with gaps where nobody watched', async () => {
    const service = await serve()
    const id = await newMonitor(core, 'sso-gw', {
      target: { kind: 'tcp', host: '127.0.0.1', port: service.port },
      interval: 1,
    })
    await until(async () => (await done(core, 'monitor.get', { id })).metrics.includes('time'))
    await new Promise((resolve) => setTimeout(resolve, 2_200))
    const now = Date.now()
    const series = await done(core, 'monitor.series', {
      monitor: id,
      metric: 'time',
      from: now - 60_000,
      to: now,
      width: 60,
    })
    expect(series.at.length).toBeGreaterThanOrEqual(2)
    expect(series.gaps[0]?.from).toBe(now - 60_000)
    const { monitors } = await done(core, 'monitor.availability', {
      monitors: [id],
      from: now - 60_000,
      to: now,
    })
    const [one] = monitors
    expect(one?.total.share).toBe(1)
    expect(one?.total.coverage).toBeLessThan(0.2)
    expect(one?.total.unknown).toBeGreaterThan(50_000)
    const held = await done(core, 'monitor.list', { trend: 10 })
    expect(held.monitors.find((monitor) => monitor.id === id)?.trend?.some((p) => p !== null)).toBe(
      true,
    )
    await service.stop()
  }, 20_000)

  it('goes on after a restart: what stood stands, time between is unknown', async () => {
    const id = await newMonitor(core, 'hall-fe-03', {
      target: { kind: 'tcp', host: '127.0.0.1', port: 9 },
      interval: 1,
      rules: [{ ...down, clearForSeconds: 1 }],
    })
    await until(async () => (await raised(id)).length === 1)
    const [alert] = await raised(id)
    await done(core, 'alert.note', { id: String(alert?.id), text: '机房已派人' })
    await core.close()
    const from = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 600))
    core = place.core()
    await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
    await until(async () => (await stateOf(id)) === 'down')
    expect((await raised(id)).map(({ id: one, state }) => [one, state])).toEqual([
      [alert?.id, 'open'],
    ])
    const { blind } = await done(core, 'monitor.collector', { from, to: Date.now() })
    expect(blind).toMatchObject([{ reason: 'closed' }])
    expect((await done(core, 'alert.get', { id: String(alert?.id) })).notes).toHaveLength(1)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  }, 20_000)
})
