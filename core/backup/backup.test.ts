import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../contract/procedures.ts'
import type { Core } from '../host.ts'
import { codeOf, done, FOUNDER, signInAs, TestPlace } from '../testing.ts'
import { backupsUnder, pathsIn } from './manifest.ts'

const place = new TestPlace()
const medium = join(place.folder, 'medium')
const secret = { password: FOUNDER.password }
let home: Core
let recoveryKey = ''

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
const textsIn = async (core: Core): Promise<string[]> =>
  (await done(core, 'log.list', { limit: 50 })).entries.map(({ text }) => text).toSorted()
const numbered = async (core: Core, title: string): Promise<string> => {
  const fields = { title, kind: 'normal', reason: title }
  return String((await done(core, 'register.create', { type: 'change', fields })).number)
}
/** What the audit trail tells of backups, newest first. */
async function trail(): Promise<string[]> {
  const type = 'workspace-backup'
  const { entries } = await done(home, 'audit.list', { limit: 50, type })
  return entries.map(({ changes }) => String(changes.find(({ field }) => field === 'kind')?.after))
}
const folderOn = (core: Core, folder = medium): string => core.chosen.add(folder)
const makeAt = (core: Core) => done(core, 'backup.make', { folder: folderOn(core) })
const backups = () => backupsUnder(medium)

async function newest(core: Core): Promise<OutputOf<'workspace.backups'>['backups'][number]> {
  const { backups: list } = await done(core, 'workspace.backups', { folder: folderOn(core) })
  const [first] = list
  if (!first) throw new Error('no backup')
  return first
}
const machine = (name: string): Core => place.core({ workspacePath: join(place.folder, name) })
const restoring = (core: Core, from: string, more = {}) => ({
  folder: folderOn(core),
  place: from,
  login: FOUNDER.login,
  secret,
  replace: false,
  ...more,
})

beforeAll(async () => {
  mkdirSync(medium)
  home = place.core()
  ;({ recoveryKey } = await done(home, 'workspace.create', FOUNDER))
  await write(home, 'for everybody')
  await write(home, 'for the few', 3)
})
afterAll(() => place.clear())

describe('a backup', () => {
  it('holds the database under its key, and each attachment once', async () => {
    const first = await makeAt(home)
    expect(first).toMatchObject({ blobs: 2, findings: 0 })
    await write(home, 'later')
    await makeAt(home)
    const [later, earlier] = backups()
    expect(later?.manifest?.blobs).toHaveLength(3)
    expect(earlier?.manifest?.blobs).toHaveLength(2)
    const names = readdirSync(medium, { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => /blobs[\\/]..[\\/]/u.test(name))).toHaveLength(3)
    for (const name of names.filter((one) => one.endsWith('.db')))
      expect(readFileSync(join(medium, name)).includes('for everybody')).toBe(false)
  })

  it('is told of, tried out, and stands in the audit trail', async () => {
    expect((await done(home, 'backup.status', {})).madeAt).toBeNull()
    await done(home, 'backup.test', {})
    const status = await done(home, 'backup.status', {})
    expect(status).toMatchObject({ isUsual: true, sameDisk: true, failed: null, testFailed: null })
    expect(status.standing).toHaveLength(1)
    expect(status.testedAt).not.toBeNull()
    expect(existsSync(join(place.workspace, 'restore-test'))).toBe(false)
    expect(await trail()).toEqual(['tested', 'made', 'made', 'made'])
  })

  it('keeps so many, and of attachments what those need', async () => {
    const settings = { on: true, at: '03:00', testDays: 7 }
    await done(home, 'backup.set', { ...settings, keep: 1, folder: folderOn(home) })
    await done(home, 'backup.make', {})
    expect(backups()).toHaveLength(1)
    const { nextAt, place: kept } = await done(home, 'backup.status', {})
    expect(kept).toBe(medium)
    expect(new Date(nextAt ?? 0).getHours()).toBe(3)
    await done(home, 'backup.set', { ...settings, keep: 14, folder: null })
  })

  it('says where it cannot be made, once, and what is to be done', async () => {
    const gone = join(place.folder, 'pulled out')
    mkdirSync(gone)
    const settings = { on: true, at: '03:00', keep: 3, testDays: 7 }
    await done(home, 'backup.set', { ...settings, folder: folderOn(home, gone) })
    rmSync(gone, { recursive: true })
    for (let count = 0; count < 2; count++)
      expect(await codeOf(home, 'backup.make', {})).toBe('backupPlaceMissing')
    expect((await done(home, 'backup.status', {})).failed?.code).toBe('backupPlaceMissing')
    const { concerns } = await done(home, 'work.shift', {})
    expect(concerns.find(({ key }) => key === 'backup/failed')).toMatchObject({
      path: '/settings/backup',
      tone: 'warn',
    })
    expect((await trail()).filter((kind) => kind === 'failed')).toHaveLength(1)
    await done(home, 'backup.set', { ...settings, folder: null })
    await done(home, 'backup.make', {})
    expect((await done(home, 'backup.status', {})).failed).toBeNull()
  })

  it('names what was altered in it, wherever that is', async () => {
    await makeAt(home)
    const { path = '' } = backups()[0] ?? {}
    const altered = join(place.folder, 'altered')
    const at = (name: string) => join(altered, 'device', name)
    const harm: Readonly<Record<string, (backup: string) => void>> = {
      'a byte of the database': (backup) => {
        const { database } = pathsIn(backup)
        const bytes = readFileSync(database)
        bytes[9000] = (bytes[9000] ?? 0) ^ 1
        writeFileSync(database, bytes)
      },
      'a database cut short': (backup) => truncateSync(pathsIn(backup).database, 8192),
      'no keys': (backup) => rmSync(pathsIn(backup).keys),
      'an attachment less': () => {
        const [first = ''] = readdirSync(at('blobs'))
        rmSync(join(at('blobs'), first), { recursive: true })
      },
    }
    const fresh = machine('for altered ones')
    for (const [what, doIt] of Object.entries(harm)) {
      rmSync(altered, { recursive: true, force: true })
      cpSync(path, at('2026-01-01T000000Z'), { recursive: true })
      cpSync(join(path, '..', 'blobs'), at('blobs'), { recursive: true })
      doIt(at('2026-01-01T000000Z'))
      const code = await codeOf(fresh, 'workspace.restore', {
        ...restoring(fresh, join('device', '2026-01-01T000000Z')),
        folder: folderOn(fresh, altered),
      })
      expect(['backupDamaged', 'workspaceDamaged'], what).toContain(code)
      expect((await done(fresh, 'workspace.status', {})).state, what).toBe('none')
    }
    await done(fresh, 'workspace.create', { ...FOUNDER, name: 'free after all' })
  })
})

describe('a restore', () => {
  it('on new machines makes workstations that reuse no number while the old one lives on', async () => {
    await makeAt(home)
    await write(home, 'after the backup')
    const given = [await numbered(home, 'at home')]
    const stations: Core[] = [home]
    for (const name of ['first', 'second']) {
      const station = machine(name)
      const { place: from, people } = await newest(station)
      expect(people.map(({ login }) => login)).toEqual([FOUNDER.login])
      const restored = await done(station, 'workspace.restore', restoring(station, from))
      expect(restored).toMatchObject({ name: FOUNDER.name, code: 'A3', findings: 0 })
      await signInAs(station, FOUNDER.login)
      await write(station, `on the ${name}`)
      given.push(await numbered(station, name))
      stations.push(station)
    }
    expect(new Set(given).size).toBe(3)
    const streams = stations.map((one) => one.manager.workspace?.log.stream)
    expect(new Set(streams).size).toBe(3)
    const names: string[] = []
    for (const one of stations)
      names.push((await done(one, 'sync.exportBundle', { folder: folderOn(one) })).name)
    for (const one of stations)
      for (const name of names) {
        const file = one.chosen.add(join(medium, name))
        expect((await done(one, 'sync.importBundle', { file })).refused).toEqual([])
      }
    for (const one of stations) {
      expect(await textsIn(one)).toEqual(await textsIn(home))
      expect((await done(one, 'audit.verify', {})).findings).toEqual([])
      expect(one.manager.workspace?.log.digest()).toBe(home.manager.workspace?.log.digest())
    }
    const opened = await done(stations[1] ?? home, 'log.list', { limit: 50 })
    const few = opened.entries.find(({ text }) => text === 'for the few')
    const { bytes } = await done(stations[1] ?? home, 'files.get', {
      sha256: String(few?.attachments[0]?.sha256),
    })
    expect(Buffer.from(bytes).toString()).toBe('attached to for the few')
  })

  it('of an older backup in the place of the newer sets it aside and loses nothing that others hold', async () => {
    const station = place.core({ workspacePath: join(place.folder, 'first') })
    const { name } = await done(home, 'sync.exportBundle', { folder: folderOn(home) })
    const { place: from } = await newest(station)
    expect(await codeOf(station, 'workspace.restore', restoring(station, from))).toBe(
      'workspaceExists',
    )
    for (const core of [station]) await core.close()
    await done(home, 'workspace.backups', { folder: folderOn(home) })
    const before = home.manager.workspace?.log.stream
    const given = await numbered(home, 'before it was put back')
    const texts = await textsIn(home)
    await done(home, 'workspace.restore', restoring(home, from, { replace: true }))
    expect(readdirSync(place.workspace).some((one) => one.startsWith('before-'))).toBe(true)
    await signInAs(home, FOUNDER.login)
    expect(home.manager.workspace?.log.stream).not.toBe(before)
    expect(await textsIn(home)).not.toContain('after the backup')
    expect(await numbered(home, 'after it was put back')).not.toBe(given)
    const file = home.chosen.add(join(medium, name))
    expect(await done(home, 'sync.importBundle', { file })).toMatchObject({ refused: [], held: 0 })
    expect(await textsIn(home)).toEqual(texts)
    expect((await done(home, 'audit.verify', {})).findings).toEqual([])
    const { concerns } = await done(home, 'work.shift', {})
    expect(concerns.map(({ key }) => key)).toContain('backup/copied')
  })

  it('opens with the recovery key, and with nothing else', async () => {
    const station = machine('third')
    const { place: from } = await newest(station)
    const wish = restoring(station, from)
    for (const [other, code] of [
      [{ secret: { password: 'another one' } }, 'passwordWrong'],
      [{ login: 'nobody' }, 'passwordWrong'],
      [{ secret: { recoveryKey: 'AAAA-BBBB' } }, 'recoveryKeyWrong'],
      [{ place: join('..', 'workspace') }, 'notFound'],
    ] as const)
      expect(await codeOf(station, 'workspace.restore', { ...wish, ...other })).toBe(code)
    await done(station, 'workspace.restore', { ...wish, secret: { recoveryKey } })
    await signInAs(station, FOUNDER.login)
    expect(await textsIn(station)).toContain('for everybody')
  })

  it('does not take the place of another workspace', async () => {
    const other = machine('elsewhere')
    await done(other, 'workspace.create', { ...FOUNDER, name: '别处' })
    const { place: from } = await newest(other)
    const wish = restoring(other, from, { replace: true })
    expect(await codeOf(other, 'workspace.restore', wish)).toBe('backupOtherWorkspace')
    await signInAs(other, FOUNDER.login)
  })
})
