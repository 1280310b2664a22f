import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../../core/host.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../../core/testing.ts'
import { TestPostgres } from '../../tests/support/postgres.ts'
import { TestHub, until } from '../testing.ts'

const place = new TestPlace()
const folder = join(place.folder, 'server')
let postgres: TestPostgres
let url: string
let server: TestHub
let home: Core
let attached: string

const inFolder = (): void => {
  TestHub.databaseOf = undefined
}
const inDatabase = (): void => {
  TestHub.databaseOf = () => url
}
/** The same address, as after a change of the service's settings. */
async function again(): Promise<void> {
  const { port } = server
  await server.close()
  server = await TestHub.start(folder, port)
}
const write = (text: string) => done(home, 'log.write', { text, category: 'round' })
const digest = ({ hub }: TestHub): string | undefined => hub.replica?.workspace.log.digest()
const isThere = (hub = server) => until(() => digest(hub) === home.manager.workspace?.log.digest())
const contradictions = async () =>
  (await done(home, 'sync.hub', {}))?.witnessed.contradictions ?? []

beforeAll(async () => {
  postgres = await TestPostgres.start()
  url = postgres.database()
  inFolder()
  server = await TestHub.start(folder)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  await done(home, 'sync.connect', { address: server.address, code: server.code })
}, 300_000)
afterAll(async () => {
  await place.clear()
  await server.close()
  postgres.close()
})

it('takes a server out of its folder into a database, and workstations notice nothing', async () => {
  const file = { name: 'a.bin', mime: 'application/octet-stream', bytes: Buffer.from('attached') }
  const { sha256, size } = await done(home, 'files.put', file)
  attached = sha256
  const attachments = [{ sha256, name: file.name, mime: file.mime, size }]
  await done(home, 'log.write', { text: 'in the folder', category: 'round', attachments })
  await isThere()
  await until(() => server.hub.replica?.workspace.blobs.has(sha256) === true)
  inDatabase()
  await again()
  await write('in the database')
  await isThere()
  expect(await contradictions()).toEqual([])
})

it('serves further instances from the database alone, and lets workstations in', async () => {
  const other = await TestHub.start(join(place.folder, 'other'))
  await isThere(other)
  expect(other.hub.replica?.workspace.blobs.has(attached)).toBe(true)
  const { invitation } = await done(home, 'device.invite', { name: 'Back office', code: 'B2' })
  const away = place.core({ workspacePath: join(place.folder, 'away') })
  await done(away, 'workspace.joinServer', { address: other.address, code: invitation })
  await signInAs(away, FOUNDER.login)
  await until(() => away.manager.workspace?.log.digest() === digest(other))
  await away.close()
  await other.close()
})

it('goes back into its folder with what it had taken over', async () => {
  inFolder()
  await again()
  await write('in the folder again')
  await isThere()
  expect(await contradictions()).toEqual([])
})

it('refuses the database of another server, and changes nothing', async () => {
  const another = postgres.database()
  TestHub.databaseOf = () => another
  const stranger = await TestHub.start(join(place.folder, 'stranger'))
  await stranger.close()
  const { port } = server
  await server.close()
  await expect(TestHub.start(folder, port)).rejects.toMatchObject({ code: 'hubDatabase' })
  inDatabase()
  server = await TestHub.start(folder, port)
  await write('after the refusal')
  await isThere()
})
