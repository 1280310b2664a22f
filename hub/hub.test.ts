import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../core/host.ts'
import { codeOf, done, FOUNDER, TestPlace } from '../core/testing.ts'
import { TestHub, until } from './testing.ts'

const place = new TestPlace()
let hub: TestHub
let home: Core
let second: Core

const signIn = (core: Core) =>
  done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
const digestOf = (core: Core): string => String(core.manager.workspace?.log.digest())
const texts = async (core: Core): Promise<string[]> =>
  (await done(core, 'log.list', { limit: 50 })).entries.map(({ text }) => text)
const phase = async (core: Core) => (await done(core, 'sync.hub', {}))?.phase

async function write(core: Core, text: string, attached?: Uint8Array): Promise<string> {
  const attachments = []
  if (attached) {
    const file = { name: 'a.bin', mime: 'application/octet-stream', bytes: Buffer.from(attached) }
    const { sha256, size } = await done(core, 'files.put', file)
    attachments.push({ sha256, name: file.name, mime: file.mime, size })
  }
  await done(core, 'log.write', { text, category: 'round', level: 1, attachments })
  return attachments[0]?.sha256 ?? ''
}

beforeAll(async () => {
  hub = await TestHub.start(join(place.folder, 'hub'))
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  await write(home, 'before there was a server')
})
afterAll(async () => {
  await place.clear()
  await hub.close()
})

describe('connecting a server', () => {
  it('takes the code on its screen and no other', async () => {
    const { address } = hub
    const other = hub.code.replace(/^./u, (first) => (first === '0' ? '1' : '0'))
    expect(await codeOf(home, 'sync.connect', { address, code: other })).toBe('hubCode')
    const secret = hub.code.replace(/.$/u, (last) => (last === '0' ? '1' : '0'))
    expect(await codeOf(home, 'sync.connect', { address, code: secret })).toBe('hubCode')
    expect(await codeOf(home, 'sync.connect', { address: 'http://x', code: other })).toBe(
      'hubAddress',
    )
    expect(await codeOf(home, 'sync.connect', { address: '127.0.0.1:1', code: other })).toBe(
      'hubUnreachable',
    )
    await done(home, 'sync.connect', { address, code: hub.code.toLowerCase() })
    await until(async () => (await phase(home)) === 'live')
    expect(hub.hub.replica?.workspace.log.digest()).toBe(digestOf(home))
    expect(await codeOf(home, 'sync.connect', { address, code: hub.code })).toBe('hubExists')
  })

  it('serves one workspace', async () => {
    const stranger = place.core({ workspacePath: join(place.folder, 'stranger') })
    await done(stranger, 'workspace.create', FOUNDER)
    const code = hub.code + 'A'.repeat(10)
    expect(await codeOf(stranger, 'sync.connect', { address: hub.address, code })).toBe(
      'hubClaimed',
    )
  })
})

describe('a workstation that joins by code', () => {
  it('has everything, once', async () => {
    const { invitation } = await done(home, 'device.invite', { name: 'Back office', code: 'B2' })
    second = place.core({ workspacePath: join(place.folder, 'second') })
    const wrong = invitation.replace(/.$/u, (last) => (last === '0' ? '1' : '0'))
    const { address } = hub
    expect(await codeOf(second, 'workspace.joinServer', { address, code: wrong })).toBe(
      'invitationUnknown',
    )
    await done(second, 'workspace.joinServer', { address, code: invitation })
    await signIn(second)
    expect(await texts(second)).toContain('before there was a server')
    const third = place.core({ workspacePath: join(place.folder, 'third') })
    expect(await codeOf(third, 'workspace.joinServer', { address, code: invitation })).toBe(
      'invitationUnknown',
    )
  })

  it('hears at once what is written elsewhere, and is heard', async () => {
    await until(async () => (await phase(second)) === 'live')
    await write(home, 'from the first')
    await until(async () => (await texts(second)).includes('from the first'))
    await write(second, 'from the second')
    await until(async () => (await texts(home)).includes('from the second'))
    expect(digestOf(home)).toBe(digestOf(second))
  })

  it('gets attachments, large ones in parts', async () => {
    const bytes = Buffer.alloc(9 << 20, 'attached and long ')
    const sha256 = await write(home, 'with a file', bytes)
    await until(() => second.manager.workspace?.blobs.has(sha256) === true)
    const blob = second.manager.workspace?.blobs.carry(sha256)
    expect(Buffer.from(blob?.bytes ?? []).equals(bytes)).toBe(true)
  })
})

describe('the server', () => {
  it('says when each workstation was last there', async () => {
    await until(async () => {
      const { devices } = await done(home, 'sync.status', {})
      const at = devices.find(({ code }) => code === 'B2')?.heardAt ?? 0
      return Math.abs(Date.now() - at) < 60_000
    })
    await done(second, 'sync.now', {})
    const { contacts } = hub.hub.state()
    expect(Object.keys(contacts ?? {})).toHaveLength(2)
  })
})

describe('a line that breaks', () => {
  it('loses nothing of either side', async () => {
    const { port } = hub
    await hub.close()
    await until(async () => (await phase(home)) === 'waiting')
    await write(home, 'while it was away')
    await write(second, 'while it was away, too')
    const status = await done(home, 'sync.hub', {})
    expect(status?.failure?.code).toBe('hubUnreachable')
    hub = await TestHub.start(join(place.folder, 'hub'), port)
    for (const core of [home, second]) await done(core, 'sync.now', {})
    await until(async () => (await texts(home)).includes('while it was away, too'))
    await until(async () => (await texts(second)).includes('while it was away'))
    expect(digestOf(home)).toBe(digestOf(second))
    expect(hub.hub.replica?.workspace.log.digest()).toBe(digestOf(home))
  })
})

describe('a revoked workstation', () => {
  it('is cut off, and what it wrote meanwhile counts once an administrator says so', async () => {
    const { devices } = await done(home, 'sync.status', {})
    const device = devices.find(({ code }) => code === 'B2')?.id ?? ''
    const own = devices.find((one) => one.own)?.id ?? ''
    expect(await codeOf(home, 'device.revoke', { device: own })).toBe('deviceOwn')
    await done(home, 'device.revoke', { device })
    await until(async () => {
      const { failure } = (await done(second, 'sync.hub', {})) ?? {}
      return failure?.code === 'deviceRevoked'
    })
    await write(second, 'after it was revoked')
    await done(second, 'sync.now', {})
    const folder = second.chosen.add(place.folder)
    const { name } = await done(second, 'sync.exportBundle', { folder })
    const file = home.chosen.add(join(place.folder, name))
    await done(home, 'sync.importBundle', { file })
    expect(await texts(home)).not.toContain('after it was revoked')
    const after = (await done(home, 'sync.status', {})).devices.find(({ id }) => id === device)
    expect(after?.waiting).toBeGreaterThan(0)
    const { applied } = await done(home, 'device.acceptRest', { device })
    expect(applied).toBe(after?.waiting)
    expect(await texts(home)).toContain('after it was revoked')
    await until(() => hub.hub.replica?.workspace.log.digest() === digestOf(home))
  })
})
