import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  faultsOf,
  makeWorkspace,
  newFolder,
  removeFolder,
  ROUNDS,
  type Acknowledged,
} from './place.ts'
import { compileOnce, sinceOf, Victim } from './victim.ts'

const folder = newFolder('kill')
const workspace = join(folder, 'workspace')
let made: { key: Uint8Array; person: string }
let next: Victim | undefined

beforeAll(async () => {
  compileOnce(folder)
  made = await makeWorkspace(workspace)
})
afterAll(() => {
  next?.kill()
  removeFolder(folder)
})

it(`loses nothing that was acknowledged in ${ROUNDS} kills`, async () => {
  const acknowledged: Acknowledged[] = []
  let writing = 0
  next = new Victim({ folder: workspace, ...made })
  for (let round = 1; round <= ROUNDS; round++) {
    const victim = next
    const told = await victim.killedAfter(Math.random() * 60, sinceOf(round))
    if (told.length > 0) writing++
    acknowledged.push(...told)
    next = new Victim({ folder: workspace, ...made })
    const faults = await faultsOf(workspace, made.key, acknowledged)
    expect(faults, `round ${round}`).toEqual([])
  }
  console.log(`kill -9: ${ROUNDS} rounds, ${acknowledged.length} entries acknowledged, none lost`)
  expect(writing).toBeGreaterThanOrEqual(ROUNDS / 2)
})
