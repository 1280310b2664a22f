import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReadOnly, mountSmall, unmount } from '../../tests/faults/mounts.ts'
import { skip } from '../../tests/support/skip.ts'
import type { Core } from '../host.ts'
import { codeOf, done, FOUNDER, signInAs, TestPlace } from '../testing.ts'
import { identityOf } from './age.ts'

const MEDIUM = 9 << 20
const place = new TestPlace()
const stick = join(place.folder, 'stick')
const bytes = createHash('shake256', { outputLength: 24_000_001 }).update('attachment').digest()
let home: Core
let second: Core
let sha256: string
let parts: readonly string[]

const take = (name: string) =>
  done(second, 'sync.importBundle', { file: second.chosen.add(join(stick, name)) })

beforeAll(async () => {
  mkdirSync(stick)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  const passphrase = 'a rather long passphrase'
  const folder = home.chosen.add(stick)
  const asked = { name: 'Back office', code: 'B2', folder, passphrase }
  const { name } = await done(home, 'device.enrol', asked)
  second = place.core({ workspacePath: join(place.folder, 'second') })
  const file = second.chosen.add(join(stick, name))
  await done(second, 'workspace.join', { file, passphrase })
  await signInAs(second, FOUNDER.login)
  const put = { name: 'a.bin', mime: 'application/octet-stream', bytes }
  const stored = await done(home, 'files.put', put)
  sha256 = stored.sha256
  const attachments = [{ sha256, name: put.name, mime: put.mime, size: stored.size }]
  await done(home, 'log.write', { text: 'with a large file', category: 'round', attachments })
  const made = await done(home, 'sync.exportBundle', { folder, split: MEDIUM })
  parts = readdirSync(stick)
    .filter((one) => one.includes('.part'))
    .toSorted()
  expect(parts.length).toBe(made.parts)
})
afterAll(() => place.clear())

describe('a bundle for several media', () => {
  it('has parts that fit', () => {
    expect(parts).toHaveLength(3)
    for (const name of parts) expect(statSync(join(stick, name)).size).toBeLessThanOrEqual(MEDIUM)
  })

  it('has parts that age opens each by itself', (test) => {
    const age = ['/usr/bin/age', '/usr/local/bin/age'].find((path) => existsSync(path))
    if (age === undefined) return skip(test, 'age is not installed')
    const keys = home.manager.session?.keys
    if (!keys) throw new Error('not signed in')
    const identity = join(place.folder, 'identity.txt')
    writeFileSync(identity, `${identityOf(keys.box)}\n`)
    const plain = execFileSync(age, ['-d', '-i', identity, join(stick, parts[1] ?? '')], {
      maxBuffer: 20 << 20,
    })
    expect(plain.subarray(0, 10).toString()).toBe('WKBUNDLE1\n')
  })

  it('is taken in any order, whatever is repeated, and says what is still missing', async () => {
    const [first = '', middle = '', last = ''] = parts
    const file = second.chosen.add(join(stick, last))
    expect((await done(second, 'sync.inspectBundle', { file })).part).toEqual({ number: 3, of: 3 })
    expect((await take(middle)).missing).toEqual([1, 'last'])
    expect(await take(last)).toMatchObject({ missing: [1], blobs: 0 })
    const damaged = readFileSync(join(stick, first))
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1
    writeFileSync(join(stick, 'damaged.wkbundle'), damaged)
    const altered = second.chosen.add(join(stick, 'damaged.wkbundle'))
    expect(await codeOf(second, 'sync.importBundle', { file: altered })).toBe('bundleDamaged')
    expect((await take(middle)).missing).toEqual([1])
    expect(await take(first)).toMatchObject({ missing: [], blobs: 1 })
    const { blobs } = second.manager.workspace ?? {}
    const { entries } = await done(second, 'log.list', { limit: 5 })
    expect(entries.map(({ text }) => text)).toEqual(['with a large file'])
    expect(bytes.equals(blobs?.carry(sha256).bytes ?? new Uint8Array())).toBe(true)
    expect((await done(second, 'audit.verify', {})).findings).toEqual([])
    expect((await take(last)).blobs).toBe(0)
  })
})

describe('a medium', () => {
  it('that is full gets nothing', async (test) => {
    const disk = join(place.folder, 'disk')
    mkdirSync(disk)
    const reason = mountSmall(disk, 20)
    if (reason !== undefined) return skip(test, reason)
    try {
      const folder = home.chosen.add(disk)
      for (const split of [undefined, MEDIUM]) {
        const asked = split === undefined ? { folder } : { folder, split }
        expect(await codeOf(home, 'sync.exportBundle', asked)).toBe('diskFull')
        expect(readdirSync(disk)).toEqual([])
      }
    } finally {
      unmount(disk)
    }
  })

  it('that cannot be written is read all the same', async (test) => {
    const undo = makeReadOnly(stick)
    if (typeof undo === 'string') return skip(test, undo)
    try {
      const folder = home.chosen.add(stick)
      expect(await codeOf(home, 'sync.exportBundle', { folder })).not.toBe('ok')
      expect((await take(parts[0] ?? '')).refused).toEqual([])
    } finally {
      undo()
    }
  })
})
