import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../testing.ts'

let place: TestPlace
let core: Core
beforeEach(async () => {
  place = new TestPlace()
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await write(core, 'before')
})
afterEach(() => place.clear())

const write = (at: Core, text: string) => done(at, 'log.write', { text, category: 'round' })
const stick = (): string => {
  const folder = join(place.folder, 'stick')
  mkdirSync(folder, { recursive: true })
  return folder
}
const streamOf = async (at: Core): Promise<string> => (await done(at, 'audit.heads', {})).device

/** The number that a new change request gets. */
const numbered = async (at: Core, title: string): Promise<string> => {
  const made = await done(at, 'register.create', {
    type: 'change',
    fields: { title, kind: 'normal', reason: title },
  })
  return String(made.number)
}

async function reopened(folder: string): Promise<Core> {
  const opened = place.core({ workspacePath: folder })
  await signInAs(opened, FOUNDER.login)
  return opened
}

/** Everybody exports, everybody imports; then all hold the same. */
async function agree(cores: readonly Core[], texts: readonly string[]): Promise<void> {
  const names: string[] = []
  for (const from of cores) {
    const folder = from.chosen.add(stick())
    names.push((await done(from, 'sync.exportBundle', { folder })).name)
  }
  for (const to of cores)
    for (const name of names) {
      const file = to.chosen.add(join(stick(), name))
      expect(await done(to, 'sync.importBundle', { file })).toMatchObject({ refused: [] })
    }
  const [first] = cores
  for (const one of cores) {
    const { entries } = await done(one, 'log.list', { limit: 50 })
    expect(entries.map(({ text }) => text).toSorted()).toEqual([...texts].toSorted())
    expect((await done(one, 'audit.verify', {})).findings).toEqual([])
    expect(one.manager.workspace?.log.digest()).toBe(first?.manager.workspace?.log.digest())
  }
}

it('keeps its stream over any number of openings, and when its folder is moved', async () => {
  const before = await streamOf(core)
  await core.close()
  core = await reopened(place.workspace)
  await core.close()
  const moved = join(place.folder, 'moved')
  renameSync(place.workspace, moved)
  core = await reopened(moved)
  expect(await streamOf(core)).toBe(before)
  expect(core.manager.workspace?.device.copiedAt).toBeUndefined()
})

it('that was copied is noticed on the other machine, and both go on beside each other', async () => {
  const first = await numbered(core, 'first')
  await core.close()
  const copies = ['copy', 'second copy'].map((name) => join(place.folder, name))
  for (const copy of copies)
    cpSync(place.workspace, copy, { recursive: true, preserveTimestamps: true })
  const all = [
    await reopened(place.workspace),
    ...(await Promise.all(copies.map((copy) => reopened(copy)))),
  ]
  const streams = await Promise.all(all.map(streamOf))
  expect(new Set(streams).size).toBe(3)
  expect(all.map((one) => one.manager.workspace?.device.copiedAt !== undefined)).toEqual([
    false,
    true,
    true,
  ])
  const numbers = [first]
  for (const [at, one] of all.entries()) {
    await write(one, `on machine ${at}`)
    numbers.push(await numbered(one, `on machine ${at}`))
  }
  expect(new Set(numbers).size).toBe(numbers.length)
  await agree(all, ['before', 'on machine 0', 'on machine 1', 'on machine 2'])
  for (const one of all) await one.close()
  const again = await reopened(copies[0] ?? '')
  expect(await streamOf(again)).toBe(streams[1])
})

it('of which an older copy was put back over the newer one reuses no number', async () => {
  await core.close()
  const copy = join(place.folder, 'copy')
  cpSync(place.workspace, copy, { recursive: true, preserveTimestamps: true })
  core = await reopened(place.workspace)
  await write(core, 'after the copy')
  const given = await numbered(core, 'after the copy')
  const stream = await streamOf(core)
  const { name } = await done(core, 'sync.exportBundle', { folder: core.chosen.add(stick()) })
  await core.close()
  for (const entry of readdirSync(place.workspace))
    if (/-wal$|-shm$/u.test(entry)) rmSync(join(place.workspace, entry))
  cpSync(copy, place.workspace, { recursive: true, preserveTimestamps: true, force: true })
  core = await reopened(place.workspace)
  expect(await streamOf(core)).not.toBe(stream)
  await write(core, 'after it was put back')
  expect(await numbered(core, 'after it was put back')).not.toBe(given)
  // What only the stick still holds comes back.
  const taken = await done(core, 'sync.importBundle', {
    file: core.chosen.add(join(stick(), name)),
  })
  expect(taken).toMatchObject({ refused: [], held: 0 })
  const { entries } = await done(core, 'log.list', { limit: 50 })
  expect(entries.map(({ text }) => text).toSorted()).toEqual(
    ['after it was put back', 'after the copy', 'before'].toSorted(),
  )
  expect((await done(core, 'audit.verify', {})).findings).toEqual([])
})
