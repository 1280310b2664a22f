import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { countOf, ran } from '../../support/fault-counts.ts'
import type { Weather } from './cut-line.ts'
import { Site } from './site.ts'

const KILLS = countOf('kills of server and devices while they exchange')
const CUTS = countOf('cuts of the line')
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
  expect((await site.faults()).join('\n')).toBe('')
  ran(
    'kills of server and devices while they exchange',
    `${written()} entries acknowledged, drained in ${took} ms`,
  )
  expect(written()).toBeGreaterThan(KILLS)
})

const stormOf = (count: number): Weather => {
  const storms: readonly Weather[] = [
    { is: 'cut', after: some(20_000), way: 'up' },
    { is: 'cut', after: some(20_000), way: 'down' },
    { is: 'mute', for: some(300) },
    { is: 'down' },
    { is: 'cut', after: some(3000), way: 'down' },
    { is: 'cut', after: some(3000), way: 'up' },
    { is: 'cut', after: some(500), way: 'down' },
  ]
  // Takes as long as it takes to notice that nobody is there.
  if (count % 50 === 7) return { is: 'half-open' }
  return storms[count % storms.length] ?? { is: 'fair' }
}

it(`the line is cut ${CUTS} times at any byte, answers are lost, ends forgotten: what waits is sent within 30 s`, async () => {
  let longest = 0
  for (let count = 0; count < CUTS;) {
    site.write(PACE)
    for (const line of site.lines) line.weather = stormOf(count++)
    await sleep(150 + some(350))
    for (const line of site.lines) line.weather = { is: 'fair' }
    longest = Math.max(longest, await site.drained())
  }
  expect((await site.faults()).join('\n')).toBe('')
  const cuts = site.lines.reduce((sum, line) => sum + line.cuts, 0)
  ran('cuts of the line', `${cuts} connections cut, drained in ${longest} ms at the longest`)
  expect(cuts).toBeGreaterThan(CUTS / 2)
})
