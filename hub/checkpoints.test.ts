import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../core/host.ts'
import { Grower, leafHash } from '../core/log/merkle.ts'
import { hex } from '../core/log/codec.ts'
import { checkpointIn } from '../core/log/checkpoint.ts'
import { sizesKnown } from '../core/log/witness.ts'
import { done, FOUNDER, signInAs, TestPlace, workspaceOf } from '../core/testing.ts'
import { TestHub, until } from './testing.ts'

const place = new TestPlace()
const folder = join(place.folder, 'hub')
let hub: TestHub
let home: Core
let second: Core

const write = (core: Core, text: string) => done(core, 'log.write', { text, category: 'round' })
const witnessed = async (core: Core) => {
  const view = await done(core, 'sync.hub', {})
  if (!view) throw new Error('no server')
  return view.witnessed
}
const countOf = (vector: Readonly<Record<string, number>>): number =>
  Object.values(vector).reduce((sum, seq) => sum + seq, 0)
const held = (): number => countOf(workspaceOf(home).log.versionVector())
/** Both know a checkpoint of everything that is there. */
async function agree(): Promise<void> {
  await until(() => held() === countOf(workspaceOf(second).log.versionVector()))
  await until(async () => {
    for (const core of [home, second]) await done(core, 'sync.now', {})
    const sizes = await Promise.all([home, second].map((core) => witnessed(core)))
    return sizes.every(({ newest }) => newest?.size === held())
  }, 20_000)
}

/** The tree over the commits in the order of their leaves, from nothing. */
async function rootAnew(): Promise<string> {
  const { replica } = hub.hub.served
  const tree = await hub.hub.store.tree(replica)
  const grower = new Grower(0, [])
  for (const commit of await tree.commits([0, tree.size]))
    grower.add(leafHash(commit), () => undefined)
  expect(grower.size).toBe(countOf(replica.workspace.log.versionVector()))
  return hex(grower.root)
}
const root = async (sizes: number[] = []) => {
  const { checkpoint } = await hub.hub.checkpoint({ sizes })
  return checkpointIn(checkpoint)?.root
}

beforeAll(async () => {
  hub = await TestHub.start(folder)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  for (let at = 0; at < 40; at++) await write(home, `before there was a server ${at}`)
  await done(home, 'sync.connect', { address: hub.address, code: hub.code })
  const { invitation } = await done(home, 'device.invite', { name: 'Back office', code: 'B2' })
  second = place.core({ workspacePath: join(place.folder, 'second') })
  await done(second, 'workspace.joinServer', { address: hub.address, code: invitation })
  await signInAs(second, FOUNDER.login)
})
afterAll(async () => {
  await place.clear()
  await hub.close()
})

it('a server signs what it holds, and every device has it shown that this follows what it knew', async () => {
  await agree()
  for (let at = 0; at < 20; at++) await write(at % 2 === 0 ? home : second, `later ${at}`)
  await agree()
  expect(await root()).toBe(await rootAnew())
  for (const core of [home, second]) {
    expect(await witnessed(core)).toMatchObject({ missing: 0, contradictions: [] })
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  }
})

it('the tree is there after a restart, and goes on', async () => {
  const before = await root()
  const { port } = hub
  await hub.close()
  hub = await TestHub.start(folder, port)
  expect(await root()).toBe(before)
  await write(home, 'after the restart')
  await agree()
  expect((await witnessed(home)).contradictions).toEqual([])
  expect(await root()).toBe(await rootAnew())
})

it('a bundle carries the newest one to a device that the server does not reach', async () => {
  const { invitation } = await done(home, 'device.invite', { name: 'Third', code: 'C3' })
  const third = place.core({ workspacePath: join(place.folder, 'third') })
  await done(third, 'workspace.joinServer', { address: hub.address, code: invitation })
  const folderOf = home.chosen.add(place.folder)
  await agree()
  const size = (await witnessed(home)).newest?.size
  const { name } = await done(home, 'sync.exportBundle', { folder: folderOf })
  const { port } = hub
  await hub.close()
  await signInAs(third, FOUNDER.login)
  const file = third.chosen.add(join(place.folder, name))
  await done(third, 'sync.importBundle', { file })
  expect((await witnessed(third)).newest?.size).toBe(size)
  hub = await TestHub.start(folder, port)
  for (const core of [home, second, third]) await done(core, 'sync.now', {})
  await agree()
  await until(() => sizesKnown(workspaceOf(third).db).length === 1)
  expect((await witnessed(third)).contradictions).toEqual([])
  rmSync(join(place.folder, name))
})
