import { describe, expect, it } from 'vitest'
import { isBackupDue, isTestDue, lastDue, type Outcome, type Plan } from './plan.ts'

const plan: Plan = { on: true, place: null, at: '12:30', keep: 14, testDays: 7 }
const at = (day: number, time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(2026, 10, day, hours, minutes).getTime()
}
const made = (day: number, time: string, lock = 'a'): Outcome => ({
  made: { at: at(day, time), name: 'x', findings: 0, lock },
})

describe('when a backup is due', () => {
  it('is every day at its time, and as soon as the program runs when it did not then', () => {
    expect(lastDue(plan, at(10, '12:29'))).toBe(at(9, '12:30'))
    expect(lastDue(plan, at(10, '12:30'))).toBe(at(10, '12:30'))
    for (const [told, now, due] of [
      [{}, at(10, '08:00'), true],
      [made(9, '12:31'), at(10, '12:29'), false],
      [made(9, '12:31'), at(10, '12:30'), true],
      [made(10, '12:30'), at(10, '23:59'), false],
      [made(3, '12:30'), at(10, '08:00'), true],
      // A clock that was far ahead when the last one was made.
      [made(20, '12:30'), at(10, '08:00'), true],
    ] as const)
      expect(isBackupDue(plan, told, 'a', now)).toBe(due)
    expect(isBackupDue({ ...plan, on: false }, {}, 'a', at(10, '12:30'))).toBe(false)
  })

  it('is at once when the key was changed: whoever lost his access opens no newer one', () => {
    expect(isBackupDue(plan, made(10, '12:31'), 'another', at(10, '12:40'))).toBe(true)
  })

  it('is tried again half an hour after a failure', () => {
    const failed = { at: at(10, '12:30'), code: 'diskFull', params: {} }
    const told = { ...made(9, '12:30'), failed }
    expect(isBackupDue(plan, told, 'a', at(10, '12:59'))).toBe(false)
    expect(isBackupDue(plan, told, 'a', at(10, '13:00'))).toBe(true)
  })

  it('is tried out after so many days, once there is one', () => {
    expect(isTestDue(plan, {}, at(10, '12:30'))).toBe(false)
    const told = made(10, '12:30')
    expect(isTestDue(plan, told, at(10, '12:31'))).toBe(true)
    const tested = { ...told, tested: { at: at(3, '12:31'), name: 'x' } }
    expect(isTestDue(plan, tested, at(10, '12:30'))).toBe(false)
    expect(isTestDue(plan, tested, at(10, '12:31'))).toBe(true)
  })
})
