import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Background, BackgroundHost } from '../../../feature.ts'
import type { Core } from '../../../host.ts'
import { done, FOUNDER, TestPlace } from '../../../testing.ts'
import type { Workspace } from '../../../workspace/workspace.ts'
import { metricsPath, openMetrics } from '../store/file.ts'
import { MetricsStore } from '../store/metrics-store.ts'
import { monitoringBackground } from './background.ts'

const place = new TestPlace()
let core: Core
let workspace: Workspace

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const opened = core.manager.workspace
  if (!opened) throw new Error('no workspace')
  workspace = opened
})
afterAll(() => place.clear())

function start(reports: string[]): Background {
  const host: BackgroundHost = {
    workspace,
    now: Date.now,
    emit: () => undefined,
    shifts: () => [],
    context: () => undefined,
    story: false,
    settleMs: 0,
    run: (job, work) =>
      void (async () => work())().catch((error: unknown) => host.report(job, error)),
    report: (_job, error) => reports.push(String(error)),
  }
  return monitoringBackground(host, 10)
}

describe('metrics.db with an altered page', () => {
  it('is found out after the start, told of, and made anew', async () => {
    const { db } = openMetrics(workspace)
    const store = new MetricsStore(db)
    const from = Date.now() - 3_600_000
    for (let count = 0; count < 20_000; count++)
      store.add(`monitor-${count % 50}`, 'value', from + count * 100, Math.sin(count) * 1e6, 100)
    store.flush(Date.now(), true)
    db.pragma('wal_checkpoint(TRUNCATE)')
    store.close()
    const path = metricsPath(workspace)
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(4096, 1), 0, 4096, Math.floor(statSync(path).size / 2))
    closeSync(file)

    const reports: string[] = []
    const background = start(reports)
    for (let waited = 0; reports.length === 0 && waited < 200; waited++)
      await new Promise((resolve) => setTimeout(resolve, 25))
    await background.close()
    expect(reports.some((text) => text.includes('metrics.db is made anew'))).toBe(true)
    const again = openMetrics(workspace)
    expect(again.db.pragma('quick_check(1)', { simple: true })).toBe('ok')
    expect(again.db.prepare('SELECT count(*) FROM series').pluck().get()).toBe(0)
    again.db.close()
  })
})
