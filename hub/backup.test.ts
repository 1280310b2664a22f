import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupsIn } from '../core/backup/manifest.ts'
import type { Core } from '../core/host.ts'
import { done, FOUNDER, TestPlace } from '../core/testing.ts'
import { mountSmall, unmount } from '../tests/faults/mounts.ts'
import { skip } from '../tests/support/skip.ts'
import { backUp, restore } from './backup.ts'
import { TestHub, until } from './testing.ts'

const place = new TestPlace()
const folder = join(place.folder, 'hub')
const backups = join(place.folder, 'backups')
let hub: TestHub
let home: Core

const write = (text: string) => done(home, 'log.write', { text, category: 'round' })
const digest = () => home.manager.workspace?.log.digest()
const alike = () => until(() => hub.hub.replica?.workspace.log.digest() === digest())

beforeAll(async () => {
  hub = await TestHub.start(folder)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  await done(home, 'sync.connect', { address: hub.address, code: hub.code })
  const file = { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('attached') }
  const { sha256, size } = await done(home, 'files.put', file)
  const attachments = [{ sha256, name: file.name, mime: file.mime, size }]
  await done(home, 'log.write', { text: 'before', category: 'round', attachments })
  await alike()
  await until(() => hub.hub.replica?.workspace.blobs.has(sha256) === true)
})
afterAll(async () => {
  await place.clear()
  await hub.close()
})

describe('a backup of a server', () => {
  it('is made while it runs, and restored is the same server, which gets the rest back', async () => {
    const made = await backUp(folder, backups, Date.now())
    expect(made).toMatchObject({ blobs: 1, findings: 0 })
    await write('after the backup')
    await alike()
    const { port } = hub
    await hub.close()
    rmSync(folder, { recursive: true })
    const [newest] = backupsIn(backups)
    await restore(newest?.path ?? '', folder)
    await expect(restore(newest?.path ?? '', folder)).rejects.toThrow('workspaceExists')
    hub = await TestHub.start(folder, port)
    await done(home, 'sync.now', {})
    await alike()
    expect(hub.hub.replica?.workspace.log.quarantined()).toEqual([])
  })

  it('that is killed, or that does not fit, leaves the earlier ones as they were', async () => {
    const stands = backupsIn(backups).map(({ name }) => name)
    for (const ms of [350, 550, 650, 750, 850]) {
      const args = ['hub/main.ts', '--data', folder, 'backup', backups]
      const child = spawn(process.execPath, args, { stdio: 'ignore' })
      const ended = once(child, 'close')
      await new Promise((resolve) => setTimeout(resolve, ms))
      child.kill('SIGKILL')
      await ended
      const now = backupsIn(backups)
      expect(now.every(({ manifest }) => manifest !== undefined)).toBe(true)
      expect(now.map(({ name }) => name)).toEqual(expect.arrayContaining(stands))
    }
    await backUp(folder, backups, Date.now())
    expect(readdirSync(backups).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('tells of a full disk, and nothing half counts', async (test) => {
    const disk = join(place.folder, 'disk')
    mkdirSync(disk)
    const reason = mountSmall(disk, 1)
    if (reason !== undefined) return skip(test, reason)
    try {
      await expect(backUp(folder, join(disk, 'backups'), Date.now())).rejects.toThrow('diskFull')
      expect(backupsIn(join(disk, 'backups'))).toEqual([])
      expect(existsSync(join(disk, 'backups')) && readdirSync(join(disk, 'backups'))).toEqual([])
    } finally {
      unmount(disk)
    }
  })
})
