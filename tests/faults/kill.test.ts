import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { countOf, ran } from '../support/fault-counts.ts'
import { faultsOf, makeWorkspace, newFolder, removeFolder, type Acknowledged } from './place.ts'
import { sinceOf, Victim } from './victim.ts'

const ROUNDS = countOf('kills of core')
/** Rounds of one workspace: each is verified as a whole after every one of them. */
const ROUNDS_OF_ONE = 100

const folder = newFolder('kill')
const workspace = join(folder, 'workspace')
let next: Victim | undefined

afterAll(() => {
  next?.kill()
  removeFolder(folder)
})

it(`loses nothing that was acknowledged in ${ROUNDS} kills`, async () => {
  let entries = 0
  let writing = 0
  let acknowledged: Acknowledged[] = []
  let made = await makeWorkspace(workspace)
  next = new Victim({ folder: workspace, ...made })
  for (let round = 1; round <= ROUNDS; round++) {
    const victim = next
    const told = await victim.killedAfter(Math.random() * 60, sinceOf(round))
    if (told.length > 0) writing++
    entries += told.length
    acknowledged.push(...told)
    const isLast = round % ROUNDS_OF_ONE === 0
    if (!isLast) next = new Victim({ folder: workspace, ...made })
    const faults = await faultsOf(workspace, made.key, acknowledged)
    expect(faults, `round ${round}`).toEqual([])
    if (!isLast || round === ROUNDS) continue
    rmSync(workspace, { recursive: true })
    acknowledged = []
    made = await makeWorkspace(workspace)
    next = new Victim({ folder: workspace, ...made })
  }
  ran('kills of core', `${entries} entries acknowledged, none lost`)
  expect(writing).toBeGreaterThanOrEqual(ROUNDS / 2)
})
