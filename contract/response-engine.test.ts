import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparisonOf,
  decisionsOf,
  nextReportAt,
  orderedSteps,
  progressOf,
  STEP_OUTCOMES,
  totalScore,
  type EngineStep,
  type StepDecision,
} from './response-engine.ts'

const MINUTE = 60_000
const step = (id: string, more: Partial<EngineStep> = {}): EngineStep => ({
  id,
  kind: 'action',
  title: id,
  part: 'steps',
  ...more,
})
const done = (id: string, at: number, more: Partial<StepDecision> = {}): StepDecision => ({
  step: id,
  attempt: 0,
  outcome: 'done',
  at,
  ...more,
})

const IDS = ['a', 'b', 'c', 'd', 'e'] as const
const steps = fc.array(
  fc.record({
    minutes: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    phase: fc.constantFrom('report', 'assess', 'handle', undefined),
  }),
  { maxLength: IDS.length },
)
const decisions = fc.array(
  fc.record({
    step: fc.constantFrom(...IDS),
    attempt: fc.nat(3),
    outcome: fc.constantFrom(...STEP_OUTCOMES),
    at: fc.integer({ min: -100, max: 1_000 }).map((minute) => minute * MINUTE),
    undoneAt: fc.option(fc.constant(1), { nil: undefined }),
  }),
  { maxLength: 12 },
)
const scene = fc.record({ steps, decisions }).map((one) => ({
  steps: one.steps.map(({ minutes, phase }, index) =>
    step(IDS[index] ?? 'a', {
      ...(minutes === undefined ? {} : { minutes }),
      ...(phase === undefined ? {} : { phase }),
    }),
  ),
  decisions: one.decisions,
}))

describe('where a response stands', () => {
  it('is at the first step that nobody decided', () => {
    const list = [step('a'), step('b', { minutes: 5 }), step('c')]
    const clock = { startedAt: 0, now: 20 * MINUTE }
    const progress = progressOf(list, [done('a', 10 * MINUTE), done('c', 12 * MINUTE)], clock)
    expect(progress.current).toBe(1)
    expect(progress.decided).toBe(2)
    expect(progress.lines[1]).toMatchObject({
      startedAt: 10 * MINUTE,
      usedMs: 10 * MINUTE,
      overMs: 5 * MINUTE,
    })
    // Somebody went ahead: his step began when what stands before it was decided.
    expect(progress.lines[2]).toMatchObject({ startedAt: 10 * MINUTE, usedMs: 2 * MINUTE })
  })

  it('takes a decision back and makes the next attempt count', () => {
    const undone = [done('a', 1, { undoneAt: 2 })]
    expect(progressOf([step('a')], undone, { startedAt: 0, now: 3 }).lines[0]).toMatchObject({
      state: 'open',
      attempt: 1,
    })
    const again = [...undone, done('a', 5, { attempt: 1, outcome: 'cannot' })]
    expect(progressOf([step('a')], again, { startedAt: 0, now: 9 }).lines[0]).toMatchObject({
      state: 'cannot',
      attempt: 2,
    })
  })

  it('goes through the phases and stays in the review until it is over', () => {
    const list = [step('a', { phase: 'report' }), step('b', { phase: 'assess' }), step('c')]
    const states = (made: readonly StepDecision[]) =>
      progressOf(list, made, { startedAt: 0, now: 9 }).phases.map(({ state }) => state)
    expect(states([])).toEqual(['current', 'coming', 'coming', 'coming'])
    expect(states([done('a', 1)])).toEqual(['done', 'current', 'coming', 'coming'])
    expect(states([done('a', 1), done('b', 2), done('c', 3)])).toEqual([
      'done',
      'done',
      'done',
      'current',
    ])
  })

  it('holds for whatever was decided, in whatever order it arrives', () => {
    fc.assert(
      fc.property(
        scene,
        fc.nat(1_000),
        fc.integer(),
        ({ steps: list, decisions: made }, at, seed) => {
          // One decision for each step and attempt: they have one id.
          const unique = [
            ...new Map(made.map((one) => [`${one.step}/${one.attempt}`, one])).values(),
          ]
          const clock = { startedAt: 0, now: at * MINUTE }
          const progress = progressOf(list, unique, clock)
          const shuffled = unique.toSorted((a, b) => ((a.at ^ seed) % 7) - ((b.at ^ seed) % 7))
          expect(progressOf(list, shuffled, clock)).toEqual(progress)
          expect(progress.lines).toHaveLength(list.length)
          expect(progress.decided).toBe(
            progress.lines.filter(({ state }) => state !== 'open').length,
          )
          const first = progress.lines.findIndex(({ state }) => state === 'open')
          expect(progress.current ?? -1).toBe(first)
          for (const { usedMs = 0, overMs = 1 } of progress.lines) {
            expect(usedMs).toBeGreaterThanOrEqual(0)
            expect(overMs).toBeGreaterThan(0)
          }
          expect(progress.phases.filter(({ state }) => state === 'current')).toHaveLength(1)
        },
      ),
    )
  })

  it('never lets a later moment shorten what was used', () => {
    fc.assert(
      fc.property(scene, fc.nat(500), fc.nat(500), ({ steps: list, decisions: made }, a, b) => {
        const used = (at: number) =>
          progressOf(list, made, { startedAt: 0, now: at * MINUTE }).lines.map(
            ({ usedMs }) => usedMs ?? 0,
          )
        const [early, late] = [used(1_000 + Math.min(a, b)), used(1_000 + Math.max(a, b))]
        for (const [index, ms] of early.entries()) expect(late[index]).toBeGreaterThanOrEqual(ms)
      }),
    )
  })
})

describe('decisions', () => {
  it('count by their attempt, not by when they were heard of', () => {
    const late = done('a', 9, { attempt: 0 })
    const early = done('a', 1, { attempt: 1, outcome: 'skipped' })
    expect(decisionsOf([early, late]).get('a')).toEqual({ decision: early, attempt: 2 })
  })
})

describe('steps that are added', () => {
  it('come after the step they name, in their order, else at the end', () => {
    const body = { steps: [step('a'), step('b')], recovery: [step('r')] }
    const added = (id: string, after?: string): EngineStep => step(id, { part: 'added', after })
    expect(
      orderedSteps(body, [added('x', 'a'), added('y'), added('z', 'a')]).map(({ id }) => id),
    ).toEqual(['a', 'x', 'z', 'b', 'r', 'y'])
  })
})

describe('reports', () => {
  it('are due by the interval from the last one, until the end', () => {
    expect(nextReportAt({ startedAt: 0, now: 0 }, 30, [])).toBe(30 * MINUTE)
    expect(nextReportAt({ startedAt: 0, now: 0 }, 30, [20 * MINUTE])).toBe(50 * MINUTE)
    expect(nextReportAt({ startedAt: 0, now: 0, endedAt: 1 }, 30, [])).toBeUndefined()
  })
})

describe('planned against actual', () => {
  it('compares each step, all of it, and the restoration with the RTO', () => {
    const list = [step('a', { minutes: 10 }), step('b', { minutes: 5 })]
    const clock = { startedAt: 0, now: 99, endedAt: 40 * MINUTE }
    const made = [done('a', 8 * MINUTE), done('b', 30 * MINUTE, { outcome: 'cannot' })]
    const found = comparisonOf(
      progressOf(list, made, clock),
      { ...clock, discoveredAt: -5 * MINUTE, restoredAt: 25 * MINUTE },
      60,
    )
    expect(found).toMatchObject({
      plannedMs: 15 * MINUTE,
      actualMs: 40 * MINUTE,
      late: 1,
      failed: 1,
      rtoMs: 60 * MINUTE,
      restoredMs: 30 * MINUTE,
    })
    expect(found.steps.map(({ actualMs }) => actualMs)).toEqual([8 * MINUTE, 22 * MINUTE])
  })
})

describe('scores', () => {
  it('are the observers’ mean by weight', () => {
    const weights = { feasibility: 40, effectiveness: 40, teamwork: 20 }
    const a = { feasibility: 90, effectiveness: 80, teamwork: 60 }
    const b = { feasibility: 70, effectiveness: 80, teamwork: 80 }
    expect(totalScore([], weights)).toBeUndefined()
    expect(totalScore([a, b], weights)).toEqual({
      aspects: { feasibility: 80, effectiveness: 80, teamwork: 70 },
      total: 78,
    })
  })
})
