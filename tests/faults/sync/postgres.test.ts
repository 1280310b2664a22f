import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countOf, ran } from '../../support/fault-counts.ts'
import { TestPostgres } from '../../support/postgres.ts'
import { Site } from './site.ts'

const FAULT = 'kills of server, devices and PostgreSQL while they exchange'
const KILLS = countOf(FAULT)
let postgres: TestPostgres
let site: Site

beforeAll(async () => {
  postgres = await TestPostgres.start()
  site = await Site.make('sync-postgres', postgres.database())
}, 300_000)
afterAll(async () => {
  await site.close()
  postgres.close()
})

it(`server, devices and database are killed ${KILLS} times while they exchange, the server's folder is lost, and all end alike and whole`, async () => {
  await site.start()
  for (let round = 0; round < KILLS; round++) {
    site.write(200)
    await sleep(Math.random() * 300)
    const victim = [site.hub, ...site.devices, undefined][round % 5]
    await victim?.kill()
    if (victim === undefined) postgres.crash()
    else await victim.start()
  }
  await site.hub.kill()
  for (const gone of ['workspace', 'partial'])
    rmSync(`${site.hubFolder}/${gone}`, { recursive: true, force: true })
  await site.hub.start()
  const took = await site.drained()
  const count = site.devices.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)
  expect((await site.faults()).join('\n')).toBe('')
  ran(FAULT, `${count} entries acknowledged, drained in ${took} ms`)
  expect(count).toBeGreaterThan(KILLS)
})
