import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { CoreProcedureName, InputOf, OutputOf } from '../../contract/procedures.ts'
import type { Result } from '../../contract/result.ts'
import { newMonitor } from '../../core/features/monitoring/testing.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'
import { NEEDS, provide } from '../../tools/provision.ts'

/** A core in a process of its own, which the system stops, and whose clock is really set. */

const VICTIM = fileURLToPath(new URL('./victim.ts', import.meta.url))
const DOWN = {
  kind: 'state',
  key: 'down',
  state: 'down',
  severity: 'crit',
  forSeconds: 4,
  clearForSeconds: 2,
} as const
const HOUR = 3_600_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.toReversed()) await end()
})

async function serve(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

/** A workspace with a service that stays and one that will go, and the core that watches them. */
async function watching(env: NodeJS.ProcessEnv = {}) {
  const place = new TestPlace()
  const [stays, goes] = [await serve(), await serve()]
  const first = place.core()
  await done(first, 'workspace.create', FOUNDER)
  // An hour that jumps by would lock the window.
  await done(first, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const monitor = (name: string, port: number) =>
    newMonitor(first, name, {
      target: { kind: 'tcp' as const, host: '127.0.0.1', port },
      interval: 1,
      rules: [DOWN],
    })
  const well = await monitor('web-07', stays.port)
  const ill = await monitor('SAN-02', goes.port)
  await first.close()
  const child = fork(VICTIM, [place.workspace], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  ends.push(
    () => place.clear(),
    async () => {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  )
  if (child.stdout) await once(child.stdout, 'data')
  return { child, well, ill, goes: goes.server }
}

/** What the core in the process answers, and its time then. */
async function asked<N extends CoreProcedureName>(
  child: ChildProcess,
  procedure: N,
  input: InputOf<N>,
): Promise<{ readonly now: number; readonly value: OutputOf<N> }> {
  child.send({ procedure, input })
  const [{ now, answer }] = (await once(child, 'message')) as [
    { now: number; answer: Result<OutputOf<N>> },
  ]
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return { now, value: answer.value }
}
const total = async (child: ChildProcess, id: string, from: number, to: number) =>
  (await asked(child, 'monitor.availability', { monitors: [id], from, to })).value.monitors[0]
    ?.total
const alertsOf = async (child: ChildProcess, monitor: string) =>
  (await asked(child, 'alert.list', { monitor, limit: 20 })).value.alerts

describe('a process that the system stops and lets go on', () => {
  it('watched nothing meanwhile: no false alert, no false availability, and an outage is told after watched time', async () => {
    const { child, well, ill, goes } = await watching()
    const from = Date.now()
    await pause(3_000)
    goes.close()
    // Seen once, for less than its sustained time.
    await pause(1_500)
    child.kill('SIGSTOP')
    const stopped = Date.now()
    await pause(9_000)
    child.kill('SIGCONT')
    const went = Date.now()
    await pause(1_500)
    // Thirteen seconds passed since it went, most of which nobody watched.
    expect(await alertsOf(child, ill)).toEqual([])
    await pause(6_000)
    const to = Date.now()
    expect(await alertsOf(child, ill)).toMatchObject([{ state: 'open' }])
    expect(await alertsOf(child, well)).toEqual([])
    const { value } = await asked(child, 'monitor.collector', { from, to })
    expect(value.blind).toHaveLength(1)
    const [gap] = value.blind
    expect(gap?.from).toBeLessThanOrEqual(stopped + 1_500)
    expect(gap?.to).toBeGreaterThanOrEqual(went - 100)
    const inside = { from: stopped + 1_500, to: went - 100 }
    expect(await total(child, well, inside.from, inside.to)).toMatchObject({
      up: 0,
      down: 0,
      share: null,
      coverage: 0,
    })
    const all = await total(child, well, from, to)
    expect(all?.share).toBe(1)
    expect(all?.coverage).toBeLessThan(1 - (inside.to - inside.from) / (to - from) + 0.05)
    expect((await total(child, ill, inside.from, inside.to))?.down).toBe(0)
  }, 60_000)
})

describe('a clock that is set under a running process', () => {
  it('raises and clears nothing, and what it jumped over is unknown', async () => {
    provide([NEEDS.faketime])
    const folder = new TestPlace()
    ends.push(() => folder.clear())
    const file = join(folder.folder, 'clock')
    const set = (offset: string) => writeFileSync(file, offset)
    set('+0')
    const { child, well, ill, goes } = await watching({
      // The loader knows where libraries lie.
      LD_PRELOAD: '/usr/$LIB/faketime/libfaketime.so.1',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // As when somebody sets the clock: only what people call the time moves.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    })
    await pause(3_000)
    const { now: before } = await asked(child, 'session.current', {})
    set('+1h')
    await pause(3_000)
    const { now: after } = await asked(child, 'session.current', {})
    expect(after - before).toBeGreaterThan(HOUR)
    expect(await alertsOf(child, well)).toEqual([])
    const jumped = await total(child, well, before + 1_000, before + HOUR - 1_000)
    expect(jumped).toMatchObject({ up: 0, down: 0, share: null })

    // An hour on the clock is no sustained time.
    goes.close()
    await pause(1_500)
    set('+3h')
    await pause(1_200)
    expect(await alertsOf(child, ill)).toEqual([])
    await pause(5_500)
    expect(await alertsOf(child, ill)).toMatchObject([{ state: 'open' }])

    // Back: nothing stands in the future, and the outage is still one.
    set('+0')
    await pause(3_000)
    const { now } = await asked(child, 'session.current', {})
    expect(now - before).toBeLessThan(60_000)
    expect(await total(child, well, now + 60_000, now + 4 * HOUR)).toMatchObject({ coverage: 0 })
    expect(await alertsOf(child, ill)).toHaveLength(1)
    expect(await alertsOf(child, well)).toEqual([])
  }, 60_000)
})
