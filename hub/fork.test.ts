import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../core/host.ts'
import { lastRecovery } from '../core/sync/hub/fork.ts'
import { done, FOUNDER, signInAs, TestPlace, workspaceOf } from '../core/testing.ts'
import { DiskImage } from '../tests/support/disk-image.ts'
import { TestHub, until } from './testing.ts'

const place = new TestPlace()
const folder = join(place.folder, 'second')
let hub: TestHub
let home: Core
let second: Core

const digestOf = (core: Core): string => workspaceOf(core).log.digest()
const texts = async (core: Core): Promise<string[]> =>
  (await done(core, 'log.list', { limit: 100 })).entries.map(({ text }) => text)

const write = (core: Core, text: string) => done(core, 'log.write', { text, category: 'round' })
const change = async (core: Core, title: string) =>
  done(core, 'register.create', {
    type: 'change',
    fields: { title, kind: 'normal', reason: title },
  })

async function revise(core: Core, id: string, fields: Record<string, string>): Promise<void> {
  const { record } = await done(core, 'register.get', { type: 'change', id })
  await done(core, 'register.update', { type: 'change', id, fields, seen: record.seen })
}

/** All hold the same, and nobody waits for anything. */
async function agree(): Promise<void> {
  for (const core of [home, second]) await done(core, 'sync.now', {})
  await until(async () => {
    const statuses = await Promise.all([home, second].map((core) => done(core, 'sync.hub', {})))
    return statuses.every((status) => status?.phase === 'live' && status.toSend === 0)
  })
  await until(
    () =>
      digestOf(home) === digestOf(second) &&
      hub.hub.replica?.workspace.log.digest() === digestOf(home),
  )
}

async function open(): Promise<void> {
  second = place.core({ workspacePath: folder })
  await signInAs(second, FOUNDER.login)
}

beforeAll(async () => {
  hub = await TestHub.start(join(place.folder, 'hub'))
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  await done(home, 'sync.connect', { address: hub.address, code: hub.code })
  const { invitation } = await done(home, 'device.invite', { name: 'Back office', code: 'B2' })
  second = place.core({ workspacePath: folder })
  await done(second, 'workspace.joinServer', { address: hub.address, code: invitation })
  await signInAs(second, FOUNDER.login)
  await agree()
})
afterAll(async () => {
  await place.clear()
  await hub.close()
})

describe('a workstation whose whole disk went back', () => {
  /** What it writes before the disk goes back, once more than that afterwards, as often, less often. */
  it.each([
    ['more', 4],
    ['as much', 3],
    ['less', 1],
  ])('and that wrote %s before it reached the server loses nothing', async (_how, count) => {
    const shared = await change(home, `shared ${count}`)
    await agree()
    await second.close()
    const image = new DiskImage(folder)
    await open()
    await write(second, `before ${count}`)
    const numbered = await change(second, `before ${count}`)
    await revise(second, shared.id, { risk: 'high' })
    await agree()
    const stream = workspaceOf(second).log.stream
    await second.close()
    const { port } = hub
    await hub.close()
    image.putBack()
    await open()
    expect(workspaceOf(second).log.stream).toBe(stream)
    expect(await texts(second)).not.toContain(`before ${count}`)
    const again = await change(second, `after ${count}`)
    expect(again.number).toBe(numbered.number)
    await revise(second, again.id, { reason: `because of ${count}` })
    for (let left = count; left > 1; left--) await write(second, `after ${count}.${left}`)
    hub = await TestHub.start(join(place.folder, 'hub'), port)
    await agree()

    expect(workspaceOf(second).log.stream).not.toBe(stream)
    for (const core of [home, second]) {
      const all = await texts(core)
      expect(all).toContain(`before ${count}`)
      for (let left = count; left > 1; left--) expect(all).toContain(`after ${count}.${left}`)
      const { record } = await done(core, 'register.get', { type: 'change', id: again.id })
      expect(record.fields['reason']).toBe(`because of ${count}`)
      // Its number was somebody else's by then.
      expect(record.number).toMatch(/-B2\.\w{3}-/u)
      const { entries } = await done(core, 'register.history', { type: 'change', id: again.id })
      expect(entries.map(({ again: told }) => told)).toEqual(['written', 'written'])
      expect((await done(core, 'audit.verify', {})).findings).toEqual([])
    }
    expect(lastRecovery(workspaceOf(second))).toMatchObject({ kept: 0, unsigned: 0 })
    await write(second, `and on ${count}`)
    await agree()
  })
})

describe('a server and a workstation whose disks went back together', () => {
  it('get back what another workstation holds, although the workstation was first at the server', async () => {
    const kept = workspaceOf(home).path
    const { port } = hub
    await second.close()
    await hub.close()
    const images = [folder, join(place.folder, 'hub')].map((path) => new DiskImage(path))
    hub = await TestHub.start(join(place.folder, 'hub'), port)
    await open()
    const lost = await change(second, 'lost with both disks')
    await write(second, 'lost with both disks')
    await agree()
    await write(home, 'written over what is lost')
    await revise(home, lost.id, { risk: 'high' })
    await agree()
    for (const core of [home, second]) await core.close()
    await hub.close()
    for (const image of images) image.putBack()
    await open()
    for (const count of [1, 2, 3]) await write(second, `written instead ${count}`)
    hub = await TestHub.start(join(place.folder, 'hub'), port)
    await until(() => hub.hub.replica?.workspace.log.digest() === digestOf(second))
    home = place.core({ workspacePath: kept })
    await signInAs(home, FOUNDER.login)
    await write(home, 'written before it knows')
    await agree()

    const all = await texts(second)
    for (const text of [
      'lost with both disks',
      'written over what is lost',
      'written instead 1',
      'written instead 3',
      'written before it knows',
    ])
      expect(all.filter((one) => one === text)).toEqual([text])
    const { record } = await done(second, 'register.get', { type: 'change', id: lost.id })
    expect(record.fields).toMatchObject({ title: 'lost with both disks', risk: 'high' })
    // Both histories are evidence; nothing else is wrong anywhere.
    const kinds = ({ findings }: { readonly findings: readonly { readonly kind: string }[] }) => [
      ...new Set(findings.map(({ kind }) => kind)),
    ]
    const found = kinds(await done(home, 'audit.verify', {})).filter(
      (kind) => kind !== 'serverContradicts',
    )
    expect(found).toEqual(['fork'])
    expect(lastRecovery(workspaceOf(home))).toBeUndefined()
  })
})
