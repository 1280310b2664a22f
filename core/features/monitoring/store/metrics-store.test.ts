import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Workspace } from '../../../workspace/workspace.ts'
import { metricsPath, openMetrics } from './file.ts'
import { MetricsStore } from './metrics-store.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.parse('2026-03-16T00:00:00Z')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function place(): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'watchkeeper-metrics-'))
  folders.push(path)
  const key = new Uint8Array(randomBytes(32))
  return { path, id: 'w', derivedKey: () => key } as unknown as Workspace
}
const open = (workspace: Workspace) => new MetricsStore(openMetrics(workspace).db)

interface Sample {
  readonly at: number
  readonly value: number
}
const anySamples = fc
  .array(
    fc.tuple(fc.integer({ min: 1_000, max: 20 * MINUTE }), fc.integer({ min: -50, max: 100 })),
    { minLength: 1, maxLength: 120 },
  )
  .map((steps) => {
    let at = START
    return steps.map(([step, value]): Sample => ({ at: (at += step), value }))
  })

/** Writes samples as a collector does, with what it writes in between. */
function written(store: MetricsStore, samples: readonly Sample[]): number {
  let last = START
  for (const { at, value } of samples) {
    store.add('m', 'cpu', at, value, Math.min(at - last, MINUTE))
    if (at - last > 5 * MINUTE) store.flush(at)
    last = at
  }
  store.flush(last, true)
  return last
}

function plain(samples: readonly Sample[], from: number, step: number) {
  const groups = Map.groupBy(samples, ({ at }) => from + Math.floor((at - from) / step) * step)
  return [...groups].map(([at, group]) => ({
    at,
    min: Math.min(...group.map(({ value }) => value)),
    max: Math.max(...group.map(({ value }) => value)),
    sum: group.reduce((sum, { value }) => sum + value, 0),
    count: group.length,
  }))
}
const asked = (store: MetricsStore, from: number, to: number, step: number, now = to) =>
  store.series
    .buckets('m', 'cpu', { from, to, step, now })
    .map(({ known: _known, ...bucket }) => bucket)

describe('time series', () => {
  it('give the same from roll-ups of every size as from the values themselves', () => {
    fc.assert(
      fc.property(anySamples, fc.boolean(), (samples, again) => {
        const workspace = place()
        let store = open(workspace)
        const last = written(store, samples)
        if (again) {
          store.close()
          store = open(workspace)
        }
        for (const step of [MINUTE, 15 * MINUTE, HOUR, DAY])
          expect(asked(store, START, last + 1, step)).toEqual(plain(samples, START, step))
        store.close()
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('forget what a clock that was ahead had put into the future, and nothing else', () => {
    fc.assert(
      fc.property(anySamples, fc.double({ min: 0, max: 1, noNaN: true }), (samples, part) => {
        const store = open(place())
        const last = written(store, samples)
        const moment = Math.floor(START + (last - START) * part)
        store.forgetAfter(moment)
        const kept = samples.filter(({ at }) => at <= moment)
        store.flush(moment, true)
        for (const step of [MINUTE, 15 * MINUTE, HOUR, DAY])
          expect(asked(store, START, last + DAY, step, last)).toEqual(plain(kept, START, step))
        store.close()
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('tell states without a gap as one stretch, and nothing over a gap', () => {
    const workspace = place()
    const store = open(workspace)
    store.see('m', 'up', START, false)
    store.see('m', 'up', START + 10_000, true)
    store.flush(START + 10_000)
    store.see('m', 'down', START + 20_000, true)
    store.see('m', 'down', START + 30_000, true)
    store.see('m', 'down', START + HOUR, false)
    store.see('m', 'down', START + HOUR + 5_000, true)
    const told = [
      { from: START, to: START + 20_000, state: 'up' },
      { from: START + 20_000, to: START + 30_000, state: 'down' },
      { from: START + HOUR, to: START + HOUR + 5_000, state: 'down' },
    ]
    expect(store.states('m', START, START + DAY)).toEqual(told)
    store.flush(START + HOUR + 5_000)
    // Killed: what stood ends where it was written last.
    store.close()
    const next = open(workspace)
    expect(next.states('m', START, START + DAY)).toEqual(told)
    expect(next.lastSeen).toEqual({ at: START + HOUR + 5_000, closed: false })
    next.close()
  })

  it('have the trend of the last hour, a restart included', () => {
    const workspace = place()
    const store = open(workspace)
    for (let minute = 0; minute < 30; minute++)
      store.add('m', 'cpu', START + minute * MINUTE, minute, MINUTE)
    const now = START + 30 * MINUTE
    const trend = store.series.trend('m', 'cpu', 6, now)
    expect(trend.slice(0, 2)).toEqual([null, null])
    expect(trend.at(-1)).toBeGreaterThan(20)
    store.flush(now, true)
    store.close()
    const next = open(workspace)
    expect(next.series.trend('m', 'cpu', 6, now)).toEqual(trend)
    next.close()
  })

  it('are unreadable without the key, and made anew when the file is damaged', () => {
    const workspace = place()
    const store = open(workspace)
    written(store, [{ at: START + MINUTE, value: 1 }])
    store.close()
    const bytes = readFileSync(metricsPath(workspace))
    expect(bytes.includes('SQLite format 3')).toBe(false)
    writeFileSync(metricsPath(workspace), bytes.fill(7, 0, 8_192))
    const { db, lost } = openMetrics(workspace)
    expect(lost).toBeDefined()
    const anew = new MetricsStore(db)
    expect(asked(anew, START, START + DAY, MINUTE)).toEqual([])
    expect(anew.lastSeen).toBeUndefined()
    anew.close()
  })
})
