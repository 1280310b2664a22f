import fc from 'fast-check'
import { describe, it } from 'vitest'
import { check } from './check.ts'
import { scenarios } from './scenario.ts'
import { fakeWorkspace, inMemory, World } from './world.ts'

const RUNS = Number(process.env['MERGE_RUNS'] ?? 10_000)

describe('merge', () => {
  it(
    `gives the same tables on all devices and loses no edit (${RUNS} histories in memory)`,
    { timeout: 3_600_000 },
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const world = new World(scenario, inMemory, fakeWorkspace)
          for (const step of scenario.steps) world.step(step)
          world.settle(scenario.steps.length)
          check(world)
        }),
        { numRuns: RUNS },
      )
    },
  )
})
