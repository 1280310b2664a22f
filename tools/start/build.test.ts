import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStale } from './build.ts'

let root: string
const file = (path: string, seconds: number): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), '')
  utimesSync(join(root, path), seconds, seconds)
}
const folder = (path: string, seconds: number): void =>
  utimesSync(join(root, path), seconds, seconds)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watchkeeper-build-'))
  file('core/log/a.ts', 100)
  file('core/b.ts', 100)
  folder('core/log', 100)
  folder('core', 100)
  for (const built of ['main/index.js', 'preload/index.cjs', 'renderer/index.html'])
    file(`out/${built}`, 200)
})
afterEach(() => rmSync(root, { recursive: true }))

it('keeps what is newer than every source', () => {
  expect(isStale(root)).toBe(false)
})

it('builds when a part is missing', () => {
  rmSync(join(root, 'out/preload/index.cjs'))
  expect(isStale(root)).toBe(true)
})

it('builds when a deep source is newer than the oldest part', () => {
  utimesSync(join(root, 'core/log/a.ts'), 201, 201)
  expect(isStale(root)).toBe(true)
})

it('builds when a source was removed', () => {
  rmSync(join(root, 'core/log/a.ts'))
  expect(isStale(root)).toBe(true)
})
