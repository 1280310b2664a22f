import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../../core/host.ts'
import { checkpointIn } from '../../core/log/checkpoint.ts'
import { done, FOUNDER, signInAs, TestPlace } from '../../core/testing.ts'
import { TestPostgres } from '../../tests/support/postgres.ts'
import { dump } from '../backup.ts'
import { TestHub, until } from '../testing.ts'

const place = new TestPlace()
const folders = { one: join(place.folder, 'one'), two: join(place.folder, 'two') }
let ports: { readonly one: number; readonly two: number }
let postgres: TestPostgres
let url: string
let one: TestHub
let two: TestHub
const checkpoint = async ({ hub }: TestHub) => {
  const { text } = (await hub.checkpoint({ sizes: [] })).checkpoint
  return checkpointIn({ text })
}
/** What the server signed before contradicts what it signs now, as any of the devices found. */
const contradictions = async () =>
  (await Promise.all([home, away].map((core) => done(core, 'sync.hub', {})))).flatMap(
    (view) => view?.witnessed.contradictions ?? [],
  )
/** Both devices had the server's log of now shown to them. */
const witnessed = () =>
  until(async () => {
    const now = await checkpoint(one)
    for (const core of [home, away]) await done(core, 'sync.now', {})
    const views = await Promise.all([home, away].map((core) => done(core, 'sync.hub', {})))
    return views.every((view) => view?.witnessed.newest?.size === now?.size)
  })
/** At the first instance, and at the second. */
let home: Core
let away: Core

const texts = async (core: Core): Promise<string[]> =>
  (await done(core, 'log.list', { limit: 50 })).entries.map(({ text }) => text)
const write = (core: Core, text: string) => done(core, 'log.write', { text, category: 'round' })
const arrives = (text: string, at: Core) => until(async () => (await texts(at)).includes(text))
const digest = ({ hub }: TestHub): string | undefined => hub.replica?.workspace.log.digest()
const digestOf = (core: Core): string | undefined => core.manager.workspace?.log.digest()

beforeAll(async () => {
  postgres = await TestPostgres.start()
  url = postgres.database()
  TestHub.databaseOf = () => url
  one = await TestHub.start(folders.one)
  two = await TestHub.start(folders.two)
  ports = { one: one.port, two: two.port }
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
}, 300_000)
afterAll(async () => {
  await place.clear()
  await one.close()
  await two.close()
  postgres.close()
})

it('are one server: one code, one key, and whom one has accepted the other knows', async () => {
  expect(two.code).toBe(one.code)
  await done(home, 'sync.connect', { address: one.address, code: one.code })
  await until(() => two.hub.replica !== undefined)
  const { invitation } = await done(home, 'device.invite', { name: 'Back office', code: 'B2' })
  await until(() => digest(two) === digestOf(home))
  away = place.core({ workspacePath: join(place.folder, 'away') })
  await done(away, 'workspace.joinServer', { address: two.address, code: invitation })
  await signInAs(away, FOUNDER.login)
  await until(() => digest(one) === digestOf(home) && digest(two) === digestOf(home))
})

it('tell each other at once what devices wrote, attachments, too', async () => {
  await write(home, 'at the first instance')
  await arrives('at the first instance', away)
  await write(away, 'at the second')
  await arrives('at the second', home)
  const bytes = Buffer.alloc(9 << 20, 'attached and long ')
  const file = { name: 'a.bin', mime: 'application/octet-stream', bytes }
  const { sha256, size } = await done(home, 'files.put', file)
  const attachments = [{ sha256, name: file.name, mime: file.mime, size }]
  await done(home, 'log.write', { text: 'with a file', category: 'round', attachments })
  await until(() => away.manager.workspace?.blobs.has(sha256) === true)
  const blob = away.manager.workspace?.blobs.carry(sha256)
  expect(Buffer.from(blob?.bytes ?? []).equals(bytes)).toBe(true)
})

it('sign one log, whichever of them is asked', async () => {
  await witnessed()
  const [first, second] = [await checkpoint(one), await checkpoint(two)]
  expect({ ...first, time: 0 }).toEqual({ ...second, time: 0 })
  expect(await contradictions()).toEqual([])
})

it('keep what they acknowledged over a crash of the database', async () => {
  await write(home, 'before the crash')
  postgres.crash()
  await write(away, 'while it was away')
  await arrives('while it was away', home)
  await arrives('before the crash', away)
  expect(digestOf(home)).toBe(digestOf(away))
})

it('make their own copy anew where it was lost', async () => {
  const { port } = two
  await two.close()
  rmSync(folders.two, { recursive: true })
  await write(home, 'while the second was gone')
  two = await TestHub.start(folders.two, port)
  await arrives('while the second was gone', away)
  expect(digest(two)).toBe(digest(one))
})

it('share what one had applied and not shared when it ended', async () => {
  const { port } = one
  await one.close()
  await write(home, 'applied alone')
  // As an instance that is killed between its own store and the database.
  TestHub.databaseOf = undefined
  const alone = await TestHub.start(folders.one, port)
  TestHub.databaseOf = () => url
  await done(home, 'sync.now', {})
  await until(() => digest(alone) === digestOf(home))
  await alone.close()
  one = await TestHub.start(folders.one, port)
  await arrives('applied alone', away)
})

it('follow a database that was put back to an older state, and give it back what it lacks', async () => {
  await witnessed()
  const before = await checkpoint(one)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'DELETE FROM hub_commits WHERE position > (SELECT max(position) - 2 FROM hub_commits)',
  )
  await write(home, 'after it was put back')
  await arrives('after it was put back', away)
  await write(away, 'and the other way')
  await arrives('and the other way', home)
  expect(digestOf(home)).toBe(digestOf(away))
  const { port } = two
  await two.close()
  rmSync(folders.two, { recursive: true })
  two = await TestHub.start(folders.two, port)
  expect(digest(two)).toBe(digestOf(home))
  await client.end()
  // Noticed by the instances: the log begins anew, and that is no contradiction.
  await witnessed()
  const after = await checkpoint(two)
  expect(after?.epoch).not.toBe(before?.epoch)
  expect({ ...(await checkpoint(one)), time: 0 }).toEqual({ ...after, time: 0 })
  expect(await contradictions()).toEqual([])
})

it('begin another epoch with a database that was made from a dump, and only then', async () => {
  const { epoch } = (await checkpoint(one)) ?? {}
  const restored = postgres.database()
  const file = dump(url, join(place.folder, 'dumps'), Date.now())
  execFileSync('pg_restore', ['--dbname', restored, file])
  TestHub.databaseOf = () => restored
  const epochs: unknown[] = []
  for (const again of [0, 1]) {
    const other = await TestHub.start(join(place.folder, `from-dump-${again}`))
    epochs.push((await checkpoint(other))?.epoch)
    await other.close()
  }
  TestHub.databaseOf = () => url
  expect(epochs[0]).not.toBe(epoch)
  expect(epochs[1]).toBe(epochs[0])
  expect((await checkpoint(one))?.epoch).toBe(epoch)
})

it('that rewrote the database are found out by devices', async () => {
  await one.close()
  await two.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Two commits of different devices change places, with everything above them.
  await client.query(`
    DELETE FROM hub_nodes;
    DELETE FROM hub_values WHERE key = 'tree';
    UPDATE hub_commits SET position = -position;
    UPDATE hub_commits SET position = (SELECT 1 + count(*) FROM hub_commits before
      WHERE (before.stream, before.seq) < (hub_commits.stream, hub_commits.seq))`)
  await client.end()
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true })
  one = await TestHub.start(folders.one, ports.one)
  two = await TestHub.start(folders.two, ports.two)
  await write(home, 'after it was rewritten')
  await arrives('after it was rewritten', away)
  await witnessed()
  expect((await contradictions()).map(({ why }) => why)).toContain('history')
})

it('refuse a database in which somebody altered a commit', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `UPDATE hub_commits SET body = set_byte(body, 80, get_byte(body, 80) # 1)
     WHERE position = (SELECT max(position) - 1 FROM hub_commits)`,
  )
  await client.end()
  const other = join(place.folder, 'three')
  await expect(TestHub.start(other)).rejects.toThrow(/does not follow|signature|malformed/u)
})
