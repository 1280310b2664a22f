import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { roundsOf } from '../place.ts'
import type { Weather } from './cut-line.ts'
import { Site } from './site.ts'

const KILLS = roundsOf(8, 1000)
const STORMS = roundsOf(8, 1000)
const RESTORES = roundsOf(6, 300)
/** Milliseconds between two entries of a device. */
const PACE = 40

let site: Site
beforeAll(async () => {
  site = await Site.make('sync')
})
beforeEach(() => site.start())
afterAll(() => site.close())

const some = (most: number): number => Math.floor(Math.random() * most)
const written = (): number =>
  site.devices.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)

it(`server and devices are killed ${KILLS} times while they exchange, and end alike and whole`, async () => {
  for (let round = 0; round < KILLS; round++) {
    site.write(PACE)
    await sleep(some(300))
    const victim = [site.hub, ...site.devices][round % 4]
    await victim?.kill()
    await victim?.start()
  }
  const took = await site.drained()
  expect(await site.faults()).toEqual([])
  console.log(`kill -9: ${KILLS} rounds, ${written()} entries acknowledged, drained in ${took} ms`)
  expect(written()).toBeGreaterThan(KILLS)
})

const stormOf = (round: number): Weather => {
  const storms: readonly Weather[] = [
    { is: 'cut', after: some(20_000), way: 'up' },
    { is: 'cut', after: some(20_000), way: 'down' },
    { is: 'mute', for: some(500) },
    { is: 'down' },
    { is: 'cut', after: some(3000), way: 'down' },
    { is: 'cut', after: some(3000), way: 'up' },
  ]
  // Takes as long as it takes to notice that nobody is there.
  if (round === 7) return { is: 'half-open' }
  return storms[round % storms.length] ?? { is: 'fair' }
}

it(`the line is cut ${STORMS} times at any byte, answers are lost, ends forgotten: what waits is sent within 30 s`, async () => {
  const times: number[] = []
  for (let round = 0; round < STORMS; round++) {
    site.write(PACE)
    site.line.weather = stormOf(round)
    await sleep(200 + some(800))
    site.line.weather = { is: 'fair' }
    times.push(await site.drained())
  }
  expect(await site.faults()).toEqual([])
  const longest = Math.max(...times)
  console.log(
    `line: ${STORMS} rounds, ${site.line.cuts} cuts, drained in ${longest} ms at the longest`,
  )
  expect(site.line.cuts).toBeGreaterThan(STORMS / 2)
})

it(`server, device or both are put back ${RESTORES} times to an older copy: nothing is lost that anybody holds, no number used twice`, async () => {
  for (let round = 0; round < RESTORES; round++) {
    const device = site.devices[some(3)]
    if (!device) throw new Error('no device')
    const isBoth = round % 3 === 2
    const victims = isBoth ? [site.hub, device] : [round % 3 === 0 ? site.hub : device]
    const folderOf = (one: (typeof victims)[number]): string =>
      one === device ? device.place.folder : site.hubFolder
    site.write(PACE)
    await sleep(some(500))
    for (const one of victims) await one.kill()
    for (const [at, one] of victims.entries())
      cpSync(folderOf(one), join(site.folder, `copy-${at}`), { recursive: true })
    for (const one of victims) await one.start()
    site.write(PACE)
    await sleep(300 + some(500))
    if (victims.includes(device)) {
      await site.forget(device)
      await device.kill()
    }
    if (victims.includes(site.hub)) await site.hub.kill()
    // The device goes on without the server first, where it could use a number again.
    if (round % 2 === 0) site.line.weather = { is: 'down' }
    for (const [at, one] of victims.entries()) {
      rmSync(folderOf(one), { recursive: true })
      cpSync(join(site.folder, `copy-${at}`), folderOf(one), { recursive: true })
      rmSync(join(site.folder, `copy-${at}`), { recursive: true })
      await one.start()
    }
    site.write(PACE)
    await sleep(300)
    site.line.weather = { is: 'fair' }
    await site.drained()
  }
  expect(await site.faults()).toEqual([])
  console.log(`put back: ${RESTORES} rounds, ${written()} entries acknowledged`)
})
