import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planBody, type PlanBody } from '../../../../../contract/response-body.ts'
import {
  EMPTY_PLAN,
  movedStep,
  shiftedStep,
  spotsOf,
  stepAt,
  tidied,
  unfinished,
  type Spot,
} from './edit-plan.ts'

const bodyOf = (steps: number, recovery: number): PlanBody => ({
  ...EMPTY_PLAN,
  steps: Array.from({ length: steps }, (_, n) => ({ id: `s${n}`, kind: 'action', title: `s${n}` })),
  recovery: Array.from({ length: recovery }, (_, n) => ({
    id: `r${n}`,
    kind: 'recovery',
    title: `r${n}`,
  })),
})
const ids = (body: PlanBody): string[] => spotsOf(body).map((spot) => stepAt(body, spot)?.id ?? '')

describe('moving steps', () => {
  it('goes over the border between response and recovery', () => {
    const body = bodyOf(2, 1)
    const down = shiftedStep(body, { part: 'steps', index: 1 }, 1)
    expect(down.spot).toEqual({ part: 'recovery', index: 0 })
    expect(down.body.recovery.map(({ id }) => id)).toEqual(['s1', 'r0'])
    const up = shiftedStep(down.body, down.spot, -1)
    expect(up.body).toEqual(body)
  })

  it('keeps every step, wherever it goes', () => {
    const spot = fc.record({
      part: fc.constantFrom('steps' as const, 'recovery' as const),
      index: fc.integer({ min: -2, max: 8 }),
    })
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), spot, spot, (steps, recovery, from: Spot, to: Spot) => {
        const body = bodyOf(steps, recovery)
        const moved = movedStep(body, from, to)
        expect(ids(moved.body).toSorted()).toEqual(ids(body).toSorted())
        const step = stepAt(body, from)
        if (step) expect(stepAt(moved.body, moved.spot)).toEqual(step)
      }),
    )
  })
})

describe('a plan that is saved', () => {
  it('names no roles and callers that were removed, and nothing empty', () => {
    const body: PlanBody = {
      ...bodyOf(1, 0),
      levels: [{ level: 1, when: ' ' }],
      steps: [{ id: 'a', kind: 'action', title: ' x ', role: 'gone', caution: '' }],
      contacts: [{ id: 'c', name: 'C', under: 'gone' }],
    }
    const saved = tidied(body)
    expect(planBody.safeParse(saved).success).toBe(true)
    expect(saved.steps).toEqual([{ id: 'a', kind: 'action', title: 'x' }])
    expect(saved.levels).toEqual([])
  })

  it('is not finished while a step has no words', () => {
    expect(unfinished(bodyOf(2, 0))).toEqual([])
    expect(unfinished({ ...EMPTY_PLAN, steps: [{ id: 'a', kind: 'action', title: ' ' }] })).toEqual(
      ['1'],
    )
  })
})
