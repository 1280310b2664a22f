import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suitable } from '../../core/features/monitoring/rules/defaults.ts'
import { tcpMonitor } from '../../core/features/monitoring/testing.ts'
import type { Core } from '../../core/host.ts'
import { done, FOUNDER, TestPlace } from '../../core/testing.ts'
import { NEEDS, provide } from '../../tools/provision.ts'
import { burnHalf } from '../support/cpu-burner.ts'
import { startHttps } from '../support/https-server.ts'
import { startNodeExporter } from '../support/node-exporter.ts'

const place = new TestPlace()
let core: Core
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const alertsOf = async (monitor: string) =>
  (await done(core, 'alert.list', { monitor, limit: 20 })).alerts

/** Milliseconds until the first alert of a monitor stands. */
async function firstAlert(monitor: string, limitMs = 15_000): Promise<number> {
  const started = performance.now()
  while ((await alertsOf(monitor)).length === 0) {
    if (performance.now() - started > limitMs) throw new Error('no alert came')
    await pause(50)
  }
  return performance.now() - started
}

beforeAll(async () => {
  provide([NEEDS.openssl])
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
}, 120_000)
afterAll(() => place.clear())

describe('alerts of what is real', () => {
  it('a busy processor is told after its sustained time and not before, with the advice; silence clears nothing', async () => {
    const exporter = await startNodeExporter()
    const [cpu] = suitable({ kind: 'host' }).rules
    if (cpu?.kind !== 'threshold') throw new Error('no rule')
    const { id } = await done(
      core,
      'monitor.create',
      tcpMonitor('burning', {
        target: { kind: 'prometheus', preset: 'node', url: exporter.url },
        interval: 1,
        // Lower limits and shorter times; the rule is the shipped one.
        rules: [{ ...cpu, raise: 30, clear: 29, forSeconds: 4, clearForSeconds: 1 }],
      }),
    )
    const burner = burnHalf(`watchkeeper-burner-${process.pid}`)
    try {
      const took = await firstAlert(id)
      expect(took).toBeGreaterThan(4_000)
      expect(await alertsOf(id)).toMatchObject([
        { state: 'open', advice: 'optimise', unit: '%', limit: 30, action: { state: 'open' } },
      ])
      const series = await done(core, 'monitor.series', {
        monitor: id,
        metric: 'cpu',
        from: Date.now() - 60_000,
        to: Date.now(),
        width: 60,
      })
      expect(Math.max(...series.max)).toBeGreaterThan(30)
      expect(series.limits).toEqual([{ side: 'above', value: 30, severity: 'warn' }])
    } finally {
      await burner.stop()
      await exporter.stop()
    }
    // Nothing is known any more: that clears nothing.
    await pause(3_000)
    expect((await alertsOf(id)).map(({ state }) => state)).toEqual(['open'])
    await done(core, 'monitor.enable', { ids: [id], enabled: false })
  }, 60_000)

  it('a certificate that runs out is told in its grade', async () => {
    const server = await startHttps(3, { status: 200, body: 'ok' })
    const target = { kind: 'http', url: server.url, trust: true } as const
    const { rules } = await done(core, 'monitor.rules', { target })
    const { id } = await done(
      core,
      'monitor.create',
      tcpMonitor('sso-gw', { target, interval: 1, rules }),
    )
    await firstAlert(id)
    await pause(200)
    const alerts = await alertsOf(id)
    expect(alerts.map(({ rule, severity }) => [rule, severity]).toSorted()).toEqual([
      ['certificate-30', 'warn'],
      ['certificate-7', 'crit'],
    ])
    expect(alerts[0]).toMatchObject({ advice: 'certificate', unit: 'd' })
    await done(core, 'monitor.enable', { ids: [id], enabled: false })
    await server.stop()
  }, 30_000)
})
