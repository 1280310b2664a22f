import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRADE_RULES, graded, MILESTONES, phaseOf, type Grade } from './incident-rules.ts'

const MINUTE = 60_000
const grades = fc.constantFrom<Grade>(1, 2, 3, 4)

describe('an incident that nobody answers', () => {
  it('rises one grade at each limit: 60, then 30, then 20 minutes', () => {
    const at = (minutes: number) => graded(4, 0, undefined, minutes * MINUTE)
    expect(at(59)).toMatchObject({ grade: 4, risen: 0, answerBy: 60 * MINUTE })
    expect(at(60)).toMatchObject({ grade: 3, risen: 1, answerBy: 90 * MINUTE })
    expect(at(89)).toMatchObject({ grade: 3 })
    expect(at(90)).toMatchObject({ grade: 2, answerBy: 110 * MINUTE })
    expect(at(110)).toMatchObject({ grade: 1, risen: 3, answerBy: 120 * MINUTE })
    expect(at(100_000)).toMatchObject({ grade: 1, answerBy: 120 * MINUTE })
  })

  it('keeps the grade that it had when it was answered', () => {
    expect(graded(3, 0, 29 * MINUTE, 999 * MINUTE)).toMatchObject({ grade: 3, risen: 0 })
    expect(graded(3, 0, 31 * MINUTE, 999 * MINUTE)).toMatchObject({ grade: 2, risen: 1 })
  })

  it('never falls, whatever the time', () => {
    fc.assert(
      fc.property(grades, fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (declared, since, a, b) => {
        const [early, late] = [since + Math.min(a, b), since + Math.max(a, b)]
        const before = graded(declared, since, undefined, early)
        const after = graded(declared, since, undefined, late)
        expect(after.grade).toBeLessThanOrEqual(before.grade)
        expect(before.grade).toBeLessThanOrEqual(declared)
        expect(before.answerBy - before.since).toBe(
          GRADE_RULES[before.grade].responseMinutes * MINUTE,
        )
      }),
    )
  })
})

describe('the phase', () => {
  it('follows from the milestones', () => {
    expect(phaseOf({ discovered: 1, reported: 2 })).toBe('report')
    expect(phaseOf({ answered: 3 })).toBe('assess')
    expect(phaseOf({ answered: 3, assessed: 4 })).toBe('implement')
    expect(phaseOf({ answered: 3, assessed: 4, repaired: 5 })).toBe('implement')
    expect(phaseOf({ answered: 3, assessed: 4, restored: 6 })).toBe('review')
    expect(phaseOf({ restored: 6, closed: 7 })).toBe('closed')
  })

  it('never goes back as milestones are reached', () => {
    const order = ['report', 'assess', 'implement', 'review', 'closed']
    fc.assert(
      fc.property(fc.shuffledSubarray([...MILESTONES]), (reached) => {
        let last = 0
        const at: Record<string, number> = {}
        for (const [index, name] of reached.entries()) {
          at[name] = index
          const now = order.indexOf(phaseOf(at))
          expect(now).toBeGreaterThanOrEqual(last)
          last = now
        }
      }),
    )
  })
})
