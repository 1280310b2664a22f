import fc from 'fast-check'
import { describe, it } from 'vitest'
import { countOf, ran } from '../support/fault-counts.ts'
import { check } from './check.ts'
import { scenarios } from './scenario.ts'
import { fakeWorkspace, inMemory, World } from './world.ts'

const RUNS = countOf('histories in memory')

describe('merge', () => {
  it(
    `gives the same tables on all devices and loses no edit (${RUNS} histories in memory)`,
    { timeout: 86_400_000 },
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
      ran('histories in memory', 'converged, no edit lost')
    },
  )
})
