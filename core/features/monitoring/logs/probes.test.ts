import { spawnSync } from 'node:child_process'
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MonitorTarget } from '../../../../contract/monitoring.ts'
import type { Core } from '../../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../../testing.ts'
import type { ProbeHost } from '../probe.ts'
import { probeFor } from '../probes/registry.ts'
import { newMonitor, workspaceOf } from '../testing.ts'
import { hitsOf } from './recent-hits.ts'

const place = new TestPlace()
let core: Core
beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
})
afterAll(() => place.clear())

/** What stands in a store for one monitor, over several programs. */
function hostOf(monitor: string | undefined): ProbeHost & { woken: number } {
  let kept: string | undefined
  const host = {
    ...(monitor === undefined ? {} : { monitor }),
    workspace: workspaceOf(core),
    now: () => Date.now(),
    shifts: () => [],
    woken: 0,
    wake: () => void (host.woken += 1),
    kept: {
      get: () => (kept === undefined ? undefined : (JSON.parse(kept) as unknown)),
      set: (value: unknown) => void (kept = JSON.stringify(value)),
    },
  }
  return host
}
const signal = (): AbortSignal => AbortSignal.timeout(5_000)
const chinese = (text: string): Buffer => {
  const made = spawnSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: text })
  return made.stdout
}

describe('a log', () => {
  const path = join(place.folder, 'app.log')
  const target: MonitorTarget = {
    kind: 'log',
    path,
    patterns: [
      { key: 'error', text: '错误' },
      { key: 'slow', text: '耗时(\\d+)ms', regex: true },
    ],
    before: 1,
    after: 1,
  }

  it('is followed over a rotation and a restart; what was not judged is found again', async () => {
    const host = hostOf('log-1')
    writeFileSync(path, chinese('启动完成，系统正常\n'))
    const first = probeFor(target, host)
    expect(await first.probe(signal())).toMatchObject({ state: 'up', matches: [] })
    appendFileSync(path, chinese('登记开始\n错误：写入失败\n已重试\n查询耗时812ms\n'))
    const found = await first.probe(signal())
    expect(found.matches?.map(({ pattern, context }) => [pattern, context])).toEqual([
      ['error', ['登记开始', '错误：写入失败', '已重试']],
      ['slow', ['已重试', '查询耗时812ms']],
    ])
    expect(found.samples).toEqual([
      { metric: 'matches', value: 2 },
      { metric: 'matches:error', value: 1 },
      { metric: 'matches:slow', value: 1 },
    ])
    // The program ends here without a word: nothing says that the matches were judged.
    const second = probeFor(target, host)
    expect((await second.probe(signal())).matches).toHaveLength(2)
    renameSync(path, `${path}.1`)
    writeFileSync(path, chinese('错误：磁盘满\n'))
    await second.stop?.()
    const third = probeFor(target, host)
    const rotated = await third.probe(signal())
    expect(rotated.matches?.map(({ line }) => line)).toEqual(['错误：磁盘满'])
    await third.stop?.()
    await first.stop?.()
    expect(
      hitsOf(workspaceOf(core), 'log-1')
        .list()
        .map(({ hit }) => hit.line),
    ).toEqual(['错误：磁盘满', '查询耗时812ms', '错误：写入失败'])
  })

  it('that is not there is unknown; a test looks at the end of one that is', async () => {
    const away = probeFor({ ...target, path: join(place.folder, 'none.log') }, hostOf('log-2'))
    expect(await away.probe(signal())).toMatchObject({ state: 'unknown', reason: 'missing' })
    const test = await done(core, 'monitor.test', { target })
    expect(test).toMatchObject({ state: 'up', samples: [{ metric: 'matches', value: 1 }, {}, {}] })
  })

  it('wakes the collector when it is written to', async () => {
    const host = hostOf('log-3')
    const probe = probeFor(target, host)
    await probe.probe(signal())
    appendFileSync(path, chinese('错误：再次\n'))
    await expect.poll(() => host.woken).toBeGreaterThan(0)
    expect((await probe.probe(signal())).matches).toHaveLength(1)
    await probe.stop?.()
  })

  it('has patterns that can be used', async () => {
    const monitor = {
      name: 'x',
      interval: 60,
      timeout: 5,
      rules: [],
      items: [],
      tags: [],
    }
    const create = (patterns: object[]) =>
      codeOf(core, 'monitor.create', {
        ...monitor,
        target: { kind: 'log', path, patterns: patterns as never },
      })
    expect(await create([{ key: 'a', text: '(a', regex: true }])).toBe('fieldInvalid')
    expect(await create([{ key: 'a', text: '(?<=b)a', regex: true }])).toBe('fieldInvalid')
    expect(
      await create([
        { key: 'a', text: 'a' },
        { key: 'a', text: 'b' },
      ]),
    ).toBe('fieldInvalid')
    expect(await create([{ key: 'a', text: '(a' }])).toBe('ok')
  })
})

describe('behaviour', () => {
  it('is told from the audit trail, each act once, and named only to whom the trail is open', async () => {
    const monitor = await newMonitor(core, '审计', {
      target: { kind: 'behaviour', source: { from: 'audit' } },
    })
    // The collector leaves it to the test.
    await done(core, 'monitor.enable', { ids: [monitor], enabled: false })
    const host = hostOf(monitor)
    const probe = probeFor({ kind: 'behaviour', source: { from: 'audit' } }, host)
    await probe.probe(signal())
    await addAccount(core, 'wang', ['operator'])
    for (let at = 0; at < 3; at++)
      await core.dispatch('session.signIn', { login: 'wang', password: 'wrong' })
    await signInAs(core, 'wang')
    expect(host.woken).toBeGreaterThan(0)
    const { matches, samples } = await probe.probe(signal())
    expect(matches?.map(({ pattern, line }) => `${pattern} ${line}`)).toEqual([
      'failed-sign-in wang',
      'failed-sign-in wang',
      'failed-sign-in wang',
      'sign-in wang',
    ])
    expect(samples).toContainEqual({ metric: 'sign-in.failed', value: 3 })
    expect((await done(core, 'monitor.matches', { monitor })).matches).toEqual([])
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'monitor.matches', { monitor })).matches).toMatchObject([
      { pattern: 'sign-in', line: 'wang', count: 1 },
      { pattern: 'failed-sign-in', line: 'wang', count: 1 },
    ])
    await probe.stop?.()
    expect(
      (await probeFor({ kind: 'behaviour', source: { from: 'audit' } }, host).probe(signal()))
        .matches,
    ).toHaveLength(1)
  })

  it('is told from the log of sshd', async () => {
    const path = join(place.folder, 'auth.log')
    writeFileSync(path, '')
    const source = { from: 'log', path, format: 'sshd' } as const
    const hours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }
    const probe = probeFor({ kind: 'behaviour', source, hours }, hostOf('ssh-1'))
    await probe.probe(signal())
    appendFileSync(
      path,
      [
        '2026-11-28T02:00:01+08:00 web sshd[8]: Failed password for root from 10.0.0.9 port 5 ssh2',
        '2026-11-28T02:00:09+08:00 web sshd[8]: Accepted password for root from 10.0.0.9 port 5 ssh2',
        '2026-11-27T10:00:09+08:00 web cron[8]: Failed password for root from 10.0.0.9 port 5',
        '',
      ].join('\n'),
    )
    const { matches } = await probe.probe(signal())
    expect(matches?.map(({ pattern }) => pattern)).toEqual([
      'failed-sign-in',
      'sign-in',
      'out-of-hours',
    ])
    expect(matches?.[0]?.line).toContain('root 10.0.0.9')
    await probe.stop?.()
  })

  it('is counted as usage', async () => {
    const target = { kind: 'usage', source: { from: 'audit' } } as const
    const probe = probeFor(target, hostOf('usage-1'))
    await probe.probe(signal())
    await signInAs(core, 'wang')
    await signInAs(core, FOUNDER.login)
    expect((await probe.probe(signal())).samples).toEqual([
      { metric: 'acts', value: 2 },
      { metric: 'sign-in', value: 2 },
      { metric: 'people', value: 2 },
    ])
    await probe.stop?.()
    const usage = await done(core, 'usage.statistics', {
      from: Date.now() - 3_600_000,
      to: Date.now() + 1,
    })
    expect(usage.capped).toBe(false)
    expect(usage.people.map(({ name }) => name)).toContain('wang')
    expect(usage.types.find(({ type }) => type === 'monitor')).toMatchObject({ people: 1 })
    expect(usage.hours.flat().reduce((sum, acts) => sum + acts, 0)).toBe(usage.acts)
  })
})
