import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { codeOf, done, FOUNDER, TestPlace } from '../testing.ts'
import { identityOf, recipientOf } from './age.ts'
import { rawPublic } from '../keys/box.ts'

const place = new TestPlace()
const stick = join(place.folder, 'stick')
const passphrase = 'a rather long passphrase'
let home: Core
let second: Core

const folderOn = (core: Core): string => core.chosen.add(stick)
const fileOn = (core: Core, name: string): string => core.chosen.add(join(stick, name))

async function write(core: Core, text: string, level: 1 | 3 = 1): Promise<void> {
  const file = { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from(`attached to ${text}`) }
  const { sha256, size } = await done(core, 'files.put', file)
  await done(core, 'log.write', {
    text,
    category: 'round',
    level,
    attachments: [{ sha256, name: file.name, mime: file.mime, size }],
  })
}
const texts = async (core: Core): Promise<string[]> =>
  (await done(core, 'log.list', { limit: 50 })).entries.map(({ text }) => text).toSorted()

/** Everything of one to the other, as a stick carries it. */
async function carry(from: Core, to: Core): Promise<{ applied: number; blobs: number }> {
  const { name } = await done(from, 'sync.exportBundle', { folder: folderOn(from) })
  return done(to, 'sync.importBundle', { file: fileOn(to, name) })
}

const digestOf = (core: Core): string => String(core.manager.workspace?.log.digest())
const signIn = (core: Core) =>
  done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })

beforeAll(async () => {
  mkdirSync(stick)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  await write(home, 'before anybody joined')
  await write(home, 'for the few', 3)
  const { name } = await done(home, 'device.enrol', {
    name: 'Back office',
    code: 'B2',
    folder: folderOn(home),
    passphrase,
  })
  second = place.core({ workspacePath: join(place.folder, 'second') })
  const joined = await done(second, 'workspace.join', { file: fileOn(second, name), passphrase })
  expect(joined).toMatchObject({ name: FOUNDER.name, code: 'B2' })
  await signIn(second)
})
afterAll(() => place.clear())

describe('a workstation that joins by a bundle', () => {
  it('holds everything, opens what its people are cleared for, and numbers by its own code', async () => {
    expect(await texts(second)).toEqual(['before anybody joined', 'for the few'])
    for (const { text, attachments } of (await done(second, 'log.list', { limit: 5 })).entries) {
      const { bytes } = await done(second, 'files.get', { sha256: String(attachments[0]?.sha256) })
      expect(Buffer.from(bytes).toString()).toBe(`attached to ${text}`)
    }
    expect((await done(second, 'audit.heads', {})).code).toBe('B2')
    expect((await done(second, 'audit.verify', {})).findings).toEqual([])
  })

  it('does not take a folder that holds a workspace, nor a bundle that brings records only', async () => {
    const { name } = await done(home, 'sync.exportBundle', { folder: folderOn(home), passphrase })
    const third = place.core({ workspacePath: join(place.folder, 'third') })
    expect(await codeOf(third, 'workspace.join', { file: fileOn(third, name), passphrase })).toBe(
      'bundleNotJoining',
    )
    const [enrolment = ''] = readdirSync(stick).filter((one) => one.includes('join-'))
    expect(
      await codeOf(second, 'workspace.join', { file: fileOn(second, enrolment), passphrase }),
    ).toBe('workspaceExists')
  })
})

describe('records on a stick', () => {
  it('go both ways, whatever is repeated, and both are the same afterwards', async () => {
    await write(home, 'written at home')
    await write(second, 'written in the back office')
    expect((await carry(home, second)).blobs).toBe(1)
    await carry(second, home)
    await carry(second, home)
    expect(await carry(home, second)).toMatchObject({ applied: 1, blobs: 0 })
    expect(await texts(home)).toEqual(await texts(second))
    expect(digestOf(home)).toBe(digestOf(second))
  })

  it('tell what the other holds: the next bundle for it brings only what is new', async () => {
    await carry(second, home)
    const { devices } = await done(home, 'sync.status', {})
    const other = devices.find(({ code }) => code === 'B2')
    expect(other).toMatchObject({ name: 'Back office', own: false, lacks: 0 })
    await write(home, 'one more')
    const made = await done(home, 'sync.exportBundle', {
      folder: folderOn(home),
      device: String(other?.id),
    })
    // The entry, and that it was exported.
    expect(made).toMatchObject({ commits: 2, blobs: 1, parts: 1 })
    const seen = await done(second, 'sync.inspectBundle', { file: fileOn(second, made.name) })
    expect(seen).toMatchObject({ commits: 2, fresh: 2, blobs: 1, enrols: false })
    await done(second, 'sync.importBundle', { file: fileOn(second, made.name) })
    expect(digestOf(home)).toBe(digestOf(second))
  })

  it('are for the people of the workspace, or for whoever knows the passphrase', async () => {
    const { name } = await done(home, 'sync.exportBundle', { folder: folderOn(home), passphrase })
    expect(await codeOf(second, 'sync.importBundle', { file: fileOn(second, name) })).toBe(
      'bundleLocked',
    )
    expect(
      await codeOf(second, 'sync.importBundle', {
        file: fileOn(second, name),
        passphrase: 'another passphrase',
      }),
    ).toBe('bundleLocked')
    await done(second, 'sync.importBundle', { file: fileOn(second, name), passphrase })
  })

  it('of another workspace are refused by name', async () => {
    const elsewhere = place.core({ workspacePath: join(place.folder, 'elsewhere') })
    await done(elsewhere, 'workspace.create', { ...FOUNDER, name: '别处', deviceCode: 'Z9' })
    const { name } = await done(elsewhere, 'sync.exportBundle', {
      folder: folderOn(elsewhere),
      passphrase,
    })
    const answer = await home.dispatch('sync.importBundle', {
      file: fileOn(home, name),
      passphrase,
    })
    expect(answer).toEqual({
      ok: false,
      error: { code: 'bundleForeign', params: { name: '别处' } },
    })
  })

  it('altered or cut anywhere are refused, and nothing is taken', async () => {
    await write(home, 'in the altered bundle')
    const { name } = await done(home, 'sync.exportBundle', { folder: folderOn(home) })
    const whole = readFileSync(join(stick, name))
    const before = digestOf(second)
    for (let count = 0; count < 60; count++) {
      const bytes = Buffer.from(whole)
      const at = Math.floor((count / 60) * bytes.length)
      if (count % 3 === 0) bytes[at] = (bytes[at] ?? 0) ^ 0x20
      const mutated =
        count % 3 === 0
          ? bytes
          : count % 3 === 1
            ? bytes.subarray(0, at)
            : Buffer.concat([bytes, bytes.subarray(0, 1 + at)])
      writeFileSync(join(stick, 'mutated.wkbundle'), mutated)
      const code = await codeOf(second, 'sync.importBundle', {
        file: fileOn(second, 'mutated.wkbundle'),
      })
      expect(['bundleDamaged', 'bundleLocked']).toContain(code)
    }
    expect(digestOf(second)).toBe(before)
    await done(second, 'sync.importBundle', { file: fileOn(second, name) })
  })

  it('leave nothing half-written on a medium that is gone', async () => {
    const answer = await codeOf(home, 'sync.exportBundle', {
      folder: home.chosen.add(join(place.folder, 'no such stick')),
    })
    expect(answer).toBe('storageFailed')
    expect(readdirSync(stick).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

const age = ['/usr/bin/age', '/usr/local/bin/age'].find((path) => existsSync(path))
describe.skipIf(age === undefined)('the age tool, skipped where it is not installed', () => {
  it('opens a bundle of the team with a person’s key, and makes one that is taken', async () => {
    const keys = home.manager.session?.keys
    if (!keys || age === undefined) throw new Error('nobody')
    const { name } = await done(home, 'sync.exportBundle', { folder: folderOn(home) })
    const identity = join(place.folder, 'identity.txt')
    writeFileSync(identity, `${identityOf(keys.box)}\n`)
    const plain = join(place.folder, 'plain')
    execFileSync(age, ['-d', '-i', identity, '-o', plain, join(stick, name)])
    expect(readFileSync(plain).subarray(0, 10).toString()).toBe('WKBUNDLE1\n')
    const again = join(stick, 'by-age.wkbundle')
    execFileSync(age, ['-r', recipientOf(rawPublic(keys.box)), '-o', again, plain])
    expect(existsSync(again)).toBe(true)
    const taken = await done(second, 'sync.importBundle', {
      file: fileOn(second, 'by-age.wkbundle'),
    })
    expect(taken.refused).toEqual([])
  })
})
