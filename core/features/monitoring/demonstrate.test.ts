import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemonstration } from '../../demonstration/build.ts'
import type { Core } from '../../host.ts'
import { done, TestPlace } from '../../testing.ts'

const TO = Date.parse('2026-03-17T07:40:00')
const DAY = 86_400_000
const place = new TestPlace()
let core: Core
let clock = TO

beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: 14,
    to: TO,
    files: fileURLToPath(new URL('../../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => clock })
  await done(core, 'session.signIn', { login: 'chen.ly', password: 'demonstration' })
}, 120_000)
afterAll(() => place.clear())

describe('the demonstration of monitoring', () => {
  it('has monitors, their history, and alerts that people answered', async () => {
    const { monitors } = await done(core, 'monitor.list', {})
    expect(monitors.length).toBeGreaterThan(18)
    const write = monitors.find(({ rules }) => rules.some(({ key }) => key === 'write-slow'))
    const series = await done(core, 'monitor.series', {
      monitor: String(write?.id),
      metric: 'latency.write',
      from: TO - DAY,
      to: TO,
      width: 400,
    })
    expect(Math.max(...series.max)).toBeGreaterThan(80)
    expect(series.coverage).toBeGreaterThan(0.95)
    const { alerts, counts } = await done(core, 'alert.list', { limit: 50 })
    expect(alerts.length).toBeGreaterThan(8)
    expect(counts).toEqual({ open: 0, acknowledged: 2, snoozed: 1 })
    const { concerns } = await done(core, 'work.shift', {})
    const own = concerns.filter(({ source }) => source === 'monitoring')
    expect(own.map(({ title }) => title)).toContain('SAN-02 B控 超时')
  })

  it('goes on with its story without asking anybody, and what stands goes on to stand', async () => {
    clock = TO + 60_000
    const ofState = async (name: string) => {
      const { monitors } = await done(core, 'monitor.list', { text: name })
      return monitors.map(({ status }) => status.state)
    }
    for (let tries = 0; tries < 60 && (await ofState('SAN-02 B控'))[0] !== 'down'; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await ofState('SAN-02 B控')).toEqual(['down'])
    // All of them have their part of the story; the workstation itself is watched for real.
    const unknown = async () => {
      const { monitors } = await done(core, 'monitor.list', { states: ['unknown'] })
      return monitors.map(({ name }) => name).filter((name) => name !== '值班工作站')
    }
    for (let tries = 0; tries < 80 && (await unknown()).length > 1; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await unknown()).toEqual(['hall-fe-03'])
    const standing = await done(core, 'alert.list', { states: ['acknowledged'], limit: 50 })
    expect(standing.alerts.map(({ title }) => title)).toContain('SAN-02 B控 超时')
    const { services } = await done(core, 'monitor.services', { from: TO - DAY / 2, to: TO })
    expect(services.map(({ name }) => name)).toContain('社保核心业务')
    const core01 = services.find(({ name }) => name === '社保核心业务')
    expect(core01?.stretches.some(({ tone }) => tone === 'crit')).toBe(true)
  })
})
