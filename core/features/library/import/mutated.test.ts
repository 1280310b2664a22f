import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { ERROR_TEXTS } from '../../../../contract/errors.ts'
import { done, FOUNDER, TestPlace } from '../../../testing.ts'
import { workers } from '../extract/extract.ts'
import { SAMPLES } from '../extract/sample-files.ts'

const place = new TestPlace()
afterAll(async () => {
  await place.clear()
  await workers.close()
})

/** Repeatable numbers in [0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A copy with a few bytes changed, a stretch doubled, moved, removed or zeroed, or its end cut off. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const next = random(seed)
  const at = (length: number): number => Math.floor(next() * length)
  let copy = Buffer.from(bytes)
  for (let count = 1 + at(4); count > 0; count -= 1) {
    const from = at(copy.length)
    const length = 1 + at(Math.min(64, copy.length - from))
    const stretch = Buffer.from(copy.subarray(from, from + length))
    switch (at(6)) {
      case 0:
        copy[from] = (copy[from] ?? 0) ^ (1 << at(8))
        break
      case 1:
        copy.fill(at(2) * 255, from, from + length)
        break
      case 2:
        copy = Buffer.concat([copy.subarray(0, from), stretch, copy.subarray(from)])
        break
      case 3:
        copy = Buffer.concat([copy.subarray(0, from), copy.subarray(from + length)])
        break
      case 4:
        copy.set(stretch.subarray(0, copy.length - from), at(copy.length - stretch.length + 1))
        break
      default:
        copy = copy.subarray(0, Math.max(1, copy.length - at(200)))
    }
  }
  return copy
}

const COUNT = 1000

it(`${COUNT} mutated files each give a document or one line; nothing else changes`, async () => {
  const folder = join(place.folder, 'mutated')
  mkdirSync(folder)
  const names = Object.keys(SAMPLES)
  for (let seed = 0; seed < COUNT; seed += 1) {
    const name = names[seed % names.length] ?? ''
    writeFileSync(
      join(folder, `${seed}-${name}`),
      mutated(SAMPLES[name]?.() ?? new Uint8Array(), seed),
    )
  }
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const sources = [core.chosen.add(folder)]
  const options = { level: 1, kind: 'reference', language: 'auto' } as const
  await done(core, 'library.importStart', { sources, options })
  let slowest = 0
  for (;;) {
    const asked = performance.now()
    const { import: view } = await done(core, 'library.importStatus', {})
    slowest = Math.max(slowest, performance.now() - asked)
    if (view?.state === 'done') {
      const { imported, duplicates, failed, total } = view
      expect(total).toBeGreaterThan(COUNT * 0.9)
      expect(imported + duplicates + failed).toBe(total)
      const { total: documents } = await done(core, 'register.list', { type: 'document', limit: 1 })
      expect(documents).toBe(imported)
      break
    }
    expect(view?.state).not.toBe('paused')
    await wait(20)
  }
  const { lines } = await done(core, 'library.importReport', {
    outcome: 'failed',
    offset: 0,
    limit: 500,
  })
  const codes = new Set(lines.map(({ failure }) => failure?.code ?? ''))
  for (const code of codes) expect(Object.hasOwn(ERROR_TEXTS, code), code).toBe(true)
  expect([...codes]).not.toContain('documentCrashed')
  expect(await done(core, 'audit.verify', {})).toMatchObject({ ok: true })
  // Core answers while others read for it; the bound is for a busy machine.
  expect(slowest).toBeLessThan(1000)
}, 300_000)
