import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { READY_PATTERNS } from '../../../contract/roster-patterns.ts'
import type { Core } from '../../host.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../../testing.ts'

const HOUR = 3_600_000
const place = new TestPlace()
let core: Core
let clock = 0
let roster = ''
let teams: readonly string[] = []
const people: Record<string, string> = {}

const at = (time: string): number => Date.parse(`${time}+08:00`)
const shiftAt = async (time: string) => {
  const from = at(time)
  const { shifts } = await done(core, 'roster.shifts', { from, to: from + 1 })
  return shifts[0]
}

const ready = READY_PATTERNS[0]
const rotation = () => ({
  slots: (ready?.slots ?? []).map((slot) => ({ ...slot })),
  cycle: (ready?.cycle ?? []).map((day) => [...day]),
})

beforeEach(async () => {
  clock = at('2026-03-10T07:00:00')
  core = place.core({ now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  for (const login of ['ada', 'ben', 'cai', 'dan'])
    people[login] = await addAccount(core, login, ['operator'])
  const made = await done(core, 'roster.create', {
    name: '运维值班',
    timeZone: 'Asia/Shanghai',
    from: '2026-03-10',
    teams: [{ name: '甲' }, { name: '乙' }, { name: '丙' }],
    ...rotation(),
  })
  roster = made.id
  teams = made.teams
  await done(core, 'roster.setMembers', {
    team: String(teams[0]),
    members: [String(people['ben']), String(people['ada'])],
    lead: String(people['ada']),
  })
})
afterEach(() => place.clear())

describe('a roster', () => {
  it('puts the members of the team on duty, the lead first, under a key that names the shift', async () => {
    expect(await shiftAt('2026-03-10T12:00:00')).toMatchObject({
      key: `${roster}/2026-03-10/day`,
      from: at('2026-03-10T08:00:00'),
      to: at('2026-03-10T20:00:00'),
      team: teams[0],
      teamName: '甲',
      people: [
        { person: people['ada'], part: 'lead' },
        { person: people['ben'], part: 'member' },
      ],
    })
    expect((await shiftAt('2026-03-12T02:00:00'))?.key).toBe(`${roster}/2026-03-11/night`)
    expect(await shiftAt('2026-03-10T07:30:00')).toBeUndefined()
  })

  it('keeps who was on the shifts that are over when people come and go', async () => {
    clock = at('2026-03-11T09:00:00')
    await done(core, 'roster.setMembers', {
      team: String(teams[0]),
      members: [String(people['cai'])],
      lead: String(people['cai']),
    })
    const names = async (time: string) => (await shiftAt(time))?.people.map(({ person }) => person)
    expect(await names('2026-03-10T12:00:00')).toEqual([people['ada'], people['ben']])
    // His first night has not begun: the team as it is now.
    expect(await names('2026-03-11T23:00:00')).toEqual([people['cai']])
  })

  it('lets who joins in the middle of a shift be on it, and who leaves it be gone', async () => {
    clock = at('2026-03-10T09:00:00')
    await done(core, 'roster.setMembers', {
      team: String(teams[0]),
      members: [String(people['dan'])],
    })
    expect((await shiftAt('2026-03-10T12:00:00'))?.people).toEqual([
      { person: people['dan'], name: 'dan', part: 'member' },
    ])
  })

  it('is computed the same by another run of the program, and far ahead', async () => {
    const from = at('2026-03-10T00:00:00')
    const period = { from, to: from + 300 * 24 * HOUR }
    const before = await done(core, 'roster.shifts', period)
    await core.close()
    core = place.core({ now: () => clock })
    await signInAs(core, FOUNDER.login)
    expect(await done(core, 'roster.shifts', period)).toEqual(before)
    expect(before.shifts.length).toBeGreaterThan(590)
  })

  it('is refused in a zone that there is not, and with a cycle that does not fit', async () => {
    const input = { name: 'x', from: '2026-03-10', teams: [{ name: 'x' }], ...rotation() }
    expect(await codeOf(core, 'roster.create', { ...input, timeZone: 'Asia/Nowhere' })).toBe(
      'invalidInput',
    )
    expect(
      await codeOf(core, 'roster.create', { ...input, cycle: [[0, 0]], timeZone: 'Asia/Nowhere' }),
    ).toBe('fieldInvalid')
    expect(
      await codeOf(core, 'roster.create', { ...input, cycle: [[0]], timeZone: 'Asia/Shanghai' }),
    ).toBe('invalidInput')
  })
})
