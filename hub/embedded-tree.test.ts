import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../core/host.ts'
import { checkpointIn } from '../core/log/checkpoint.ts'
import { done, FOUNDER, TestPlace } from '../core/testing.ts'
import { DiskImage } from '../tests/support/disk-image.ts'
import { inHubDatabase, rewriteLog, TestHub, until } from './testing.ts'

const place = new TestPlace()
const folder = join(place.folder, 'hub')
let hub: TestHub
let home: Core

const write = (text: string) => done(home, 'log.write', { text, category: 'round' })
const witnessed = async () => {
  const view = await done(home, 'sync.hub', {})
  if (!view) throw new Error('no server')
  return view.witnessed
}
const held = (): number =>
  Object.values(home.manager.workspace?.log.versionVector() ?? {}).reduce((sum, seq) => sum + seq)
const agree = () =>
  until(async () => {
    await done(home, 'sync.now', {})
    return (await witnessed()).newest?.size === held()
  })
const checkpoint = async () => checkpointIn((await hub.hub.checkpoint({ sizes: [] })).checkpoint)

const countIn = (table: string): number =>
  inHubDatabase(folder, (db) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()))

async function restarted(between: () => void): Promise<void> {
  const { port } = hub
  await hub.close()
  between()
  hub = await TestHub.start(folder, port)
}

beforeAll(async () => {
  hub = await TestHub.start(folder)
  home = place.core()
  await done(home, 'workspace.create', FOUNDER)
  for (let at = 0; at < 70; at++) await write(`at first ${at}`)
  await done(home, 'sync.connect', { address: hub.address, code: hub.code })
  await agree()
})
afterAll(async () => {
  await place.clear()
  await hub.close()
})

it('a server of the version before has its tree when it has started, before anybody asks', async () => {
  const before = await checkpoint()
  // As that version leaves its folder.
  await restarted(() =>
    inHubDatabase(folder, (db) => db.exec('DROP TABLE hub_runs; DROP TABLE hub_nodes;')),
  )
  expect(countIn('hub_nodes')).toBe(Math.floor(held() / 16) + Math.floor(held() / 32) + 1)
  expect(await checkpoint()).toMatchObject({ size: held(), root: before?.root })
  await write('and it goes on')
  await agree()
  expect((await witnessed()).contradictions).toEqual([])
})

it('a server that was restored from a copy begins another tree, and nobody contradicts it', async () => {
  const copy = join(place.folder, 'copy')
  await restarted(() => cpSync(folder, copy, { recursive: true }))
  const before = await checkpoint()
  for (const text of ['after', 'the copy', 'was made']) await write(text)
  await agree()
  await restarted(() => {
    rmSync(folder, { recursive: true })
    cpSync(copy, folder, { recursive: true })
  })
  await agree()
  const after = await checkpoint()
  expect(after?.epoch).not.toBe(before?.epoch)
  expect(await witnessed()).toMatchObject({ missing: 0, contradictions: [] })
})

it('a server whose disk went back and which has everything again as it was contradicts nothing', async () => {
  let image: DiskImage | undefined
  await restarted(() => (image = new DiskImage(folder)))
  for (const text of ['what', 'it', 'had']) await write(text)
  await agree()
  const known = (await witnessed()).newest?.size
  const { port } = hub
  await hub.close()
  image?.putBack()
  hub = await TestHub.start(folder, port)
  const { checkpoint: told } = await hub.hub.checkpoint({ sizes: [] })
  expect(checkpointIn(told)?.size).toBeLessThan(known ?? 0)
  await write('and more')
  await agree()
  expect(hub.hub.replica?.workspace.log.digest()).toBe(home.manager.workspace?.log.digest())
  expect((await witnessed()).contradictions).toEqual([])
})

it('a server that rewrote what it had signed is found out, in the state of sync and by verification', async () => {
  expect((await done(home, 'audit.verify', {})).findings).toEqual([])
  await restarted(() => rewriteLog(folder))
  await write('to be witnessed')
  await agree()
  const { contradictions } = await witnessed()
  expect(contradictions.map(({ why }) => why)).toContain('history')
  const { findings } = await done(home, 'audit.verify', {})
  expect(findings.map(({ kind }) => kind)).toContain('serverContradicts')
})
