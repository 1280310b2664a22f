import { afterEach, expect, it, vi } from 'vitest'
import { READY_PATTERNS } from '../../../contract/roster-patterns.ts'

const ZONES = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu']
const own = process.env['TZ']
afterEach(() => {
  if (own === undefined) delete process.env['TZ']
  else process.env['TZ'] = own
  vi.resetModules()
})

it('shifts are the same on computers that stand in other time zones', async () => {
  const told = []
  for (const zone of ZONES) {
    process.env['TZ'] = zone
    // A program that has just started: it remembers nothing of the zone before.
    vi.resetModules()
    const { plannedShifts } = await import('./planned.ts')
    const plans = READY_PATTERNS.map((pattern) => ({
      ...pattern,
      id: pattern.key,
      from: '2026-01-01',
      teams: ['a', 'b', 'c', 'd'],
    }))
    const shifts = plans.flatMap((plan) =>
      ['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Shanghai'].flatMap((timeZone) =>
        plannedShifts(
          { id: 'r', name: 'r', timeZone, minimum: 1, leadNeeded: false, plans: [plan] },
          { from: Date.parse('2026-03-20T00:00:00Z'), to: Date.parse('2026-11-05T00:00:00Z') },
        ).map(({ key, from, to, team }) => `${key} ${from} ${to} ${team}`),
      ),
    )
    told.push(shifts)
  }
  expect(told[0]?.length).toBeGreaterThan(3000)
  for (const shifts of told) expect(shifts).toEqual(told[0])
})
