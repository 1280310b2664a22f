import { createHash } from 'node:crypto'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../../../host.ts'
import { done, FOUNDER, TestPlace } from '../../../../testing.ts'
import { suitable } from '../../rules/defaults.ts'
import { tcpMonitor } from '../../testing.ts'
import { alertsIn } from './message.ts'

const place = new TestPlace()
const TOKEN = 'b3c1f0d24ae5'
const tokenHash = createHash('sha256').update(TOKEN).digest('hex')
let core: Core
let port = 0
let monitor = ''

/** A port that is free just now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: found } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return found
}

const alert = (status: 'firing' | 'resolved', more: Record<string, string> = {}) => ({
  status,
  labels: { alertname: 'HostDown', instance: 'web-01:9100', severity: 'critical', ...more },
  annotations: { summary: 'web-01 answers nothing' },
})
const send = (body: unknown, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}/alerts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  })
const alertsOf = async () => (await done(core, 'alert.list', { monitor, limit: 50 })).alerts

beforeAll(async () => {
  port = await freePort()
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const target = { kind: 'alertmanager' as const, port, tokenHash }
  const { id } = await done(
    core,
    'monitor.create',
    tcpMonitor('Alertmanager', { target, interval: 1, rules: suitable(target).rules }),
  )
  monitor = id
  const state = async () => (await done(core, 'monitor.get', { id })).status.state
  while ((await state()) !== 'up') await new Promise((resolve) => setTimeout(resolve, 100))
})
afterAll(() => place.clear())

describe('alerts of other systems', () => {
  it('stand while they fire and are cleared when they are resolved', async () => {
    expect((await send({ version: '4', alerts: [alert('firing')] })).status).toBe(200)
    await expect.poll(alertsOf, { timeout: 10_000 }).toMatchObject([
      {
        state: 'open',
        severity: 'crit',
        title: 'Alertmanager HostDown web-01:9100 外部严重告警',
      },
    ])
    const [raised] = await alertsOf()
    const { context } = await done(core, 'alert.get', { id: raised?.id ?? '' })
    expect(context).toBe('web-01 answers nothing')
    // Told again it is the same one.
    await send({ alerts: [alert('firing')] })
    expect((await send({ alerts: [alert('resolved')] })).status).toBe(200)
    await expect.poll(alertsOf, { timeout: 10_000 }).toMatchObject([{ state: 'cleared' }])
  }, 30_000)

  it('of one name and several severities are several', async () => {
    await send({
      alerts: [alert('firing', { severity: 'warning' }), alert('firing', { severity: 'odd' })],
    })
    const open = async () =>
      (await alertsOf()).filter(({ state }) => state === 'open').map(({ severity }) => severity)
    await expect.poll(open, { timeout: 10_000 }).toEqual(['warn'])
  }, 30_000)
})

describe('what is no webhook', () => {
  it.each([
    ['no token', { headers: {} }, 401],
    ['another token', { headers: { authorization: 'Bearer 0' } }, 401],
    ['another scheme', { headers: { authorization: `Basic ${TOKEN}` } }, 401],
    ['reading', { method: 'GET', body: null }, 405],
  ] as const)('is refused: %s', async (_name, init, status) => {
    expect((await send({ alerts: [] }, init)).status).toBe(status)
  })

  it('is refused: another place', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    expect(answer.status).toBe(404)
  })

  it.each([
    ['', 400],
    ['{', 400],
    ['null', 400],
    ['[]', 400],
    ['{"alerts":{}}', 400],
    ['{"alerts":[{"status":"firing"}]}', 400],
    ['{"alerts":[{"status":"burning","labels":{}}]}', 400],
    [JSON.stringify({ alerts: Array.from({ length: 501 }, () => alert('firing')) }), 400],
    [JSON.stringify({ alerts: [], filler: 'x'.repeat(1_000_001) }), 413],
  ])('is refused: %.40s', async (body, status) => {
    // The connection of a body that is too long is closed while it is still being sent.
    const answer = await send(body).then(
      (response) => response.status,
      (error: unknown) => (status === 413 ? 413 : error),
    )
    expect(answer).toBe(status)
  })

  it('does not hold the port: half a request, many connections', async () => {
    const sockets = Array.from({ length: 30 }, () => connect(port, '127.0.0.1'))
    for (const socket of sockets) {
      socket.on('error', () => undefined)
      socket.write('POST /alerts HTTP/1.1\r\nHost: x\r\n')
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(async () => (await send({ alerts: [] }).catch(() => undefined))?.status, {
        timeout: 10_000,
      })
      .toBe(200)
  }, 20_000)
})

describe('the texts of a message', () => {
  it('are one line each, without what does not show', () => {
    const [one] =
      alertsIn({
        alerts: [
          {
            status: 'firing',
            labels: { alertname: 'A\u0000\u202EB\nC', severity: 'PAGE' },
            annotations: { summary: `x\u0007${'y'.repeat(3_000)}` },
          },
        ],
      }) ?? []
    expect(one).toMatchObject({ name: 'A B C', severity: 'critical', firing: true })
    expect(one?.text.length).toBe(2_000)
    expect(one?.text).toMatch(/^x y/u)
  })

  it('without a name are no alert', () => {
    expect(alertsIn({ alerts: [{ status: 'firing', labels: { job: '' } }] })).toEqual([])
  })
})
