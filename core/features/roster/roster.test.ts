import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { codeOf, done, FOUNDER, signInAs } from '../../testing.ts'
import { at, RosterPlace, rotation } from './testing.ts'

const HOUR = 3_600_000
let place: RosterPlace
let core: Core

beforeEach(async () => {
  place = new RosterPlace()
  core = await place.open()
})
afterEach(() => place.clear())

describe('a roster', () => {
  it('puts the members of the team on duty, the lead first, under a key that names the shift', async () => {
    expect(await place.shiftAt('2026-03-10T12:00:00')).toMatchObject({
      key: place.shiftKey('2026-03-10', 'day'),
      from: at('2026-03-10T08:00:00'),
      to: at('2026-03-10T20:00:00'),
      team: place.teams[0],
      teamName: '甲',
      people: [
        { person: place.person('ada'), part: 'lead' },
        { person: place.person('ben'), part: 'member' },
      ],
    })
    expect((await place.shiftAt('2026-03-12T02:00:00'))?.key).toBe(
      place.shiftKey('2026-03-11', 'night'),
    )
    expect(await place.shiftAt('2026-03-10T07:30:00')).toBeUndefined()
  })

  it('keeps who was on the shifts that are over when people come and go', async () => {
    place.clock = at('2026-03-11T09:00:00')
    await place.setMembers(0, ['eva'], 'eva')
    expect(await place.on('2026-03-10T12:00:00')).toEqual(['ada*', 'ben'])
    expect(await place.on('2026-03-11T23:00:00')).toEqual(['eva*'])
  })

  it('lets who joins in the middle of a shift be on it, and who leaves it be gone', async () => {
    place.clock = at('2026-03-10T09:00:00')
    await place.setMembers(0, ['eva'])
    expect(await place.on('2026-03-10T12:00:00')).toEqual(['eva'])
  })

  it('is computed the same by another run of the program, and far ahead', async () => {
    const from = at('2026-03-10T00:00:00')
    const period = { from, to: from + 300 * 24 * HOUR }
    const before = await done(core, 'roster.shifts', period)
    await core.close()
    core = place.start()
    await signInAs(core, FOUNDER.login)
    expect(await done(core, 'roster.shifts', period)).toEqual(before)
    expect(before.shifts.length).toBeGreaterThan(590)
  })

  it('tells who is on now, who is next, and when I am', async () => {
    place.clock = at('2026-03-10T12:00:00')
    await signInAs(core, 'dan')
    const { now, next, mine } = await done(core, 'roster.duty', {})
    expect(now.map(({ key }) => key)).toEqual([place.shiftKey('2026-03-10', 'day')])
    expect(next.map(({ key }) => key)).toEqual([place.shiftKey('2026-03-10', 'night')])
    expect(mine.map(({ key }) => key)).toEqual([
      place.shiftKey('2026-03-11', 'day'),
      place.shiftKey('2026-03-12', 'night'),
      place.shiftKey('2026-03-14', 'day'),
    ])
  })

  it('is refused in a zone that there is not, and with a cycle that does not fit', async () => {
    const input = { name: 'x', from: '2026-03-10', teams: [{ name: 'x' }], ...rotation() }
    const zone = { timeZone: 'Asia/Shanghai' }
    expect(await codeOf(core, 'roster.create', { ...input, ...zone })).toBe('invalidInput')
    expect(await codeOf(core, 'roster.create', { ...input, ...zone, cycle: [[0]] })).toBe(
      'invalidInput',
    )
    expect(
      await codeOf(core, 'roster.create', {
        ...input,
        cycle: [[0, 0]],
        timeZone: 'Asia/Nowhere',
      }),
    ).toBe('fieldInvalid')
  })
})

describe('another rotation', () => {
  const plan = (from: string) => ({
    id: place.roster,
    from,
    slots: rotation().slots,
    cycle: [[1, 0]],
    teams: place.teams.map((id) => ({ id })),
  })

  it('holds from its day on; the shifts before it stay, and a later plan is overtaken', async () => {
    place.clock = at('2026-03-11T09:00:00')
    await done(core, 'roster.plan', plan('2026-03-14'))
    await done(core, 'roster.plan', plan('2026-03-13'))
    expect((await place.shiftAt('2026-03-10T12:00:00'))?.teamName).toBe('甲')
    expect((await place.shiftAt('2026-03-12T12:00:00'))?.teamName).toBe('丙')
    expect((await place.shiftAt('2026-03-13T12:00:00'))?.teamName).toBe('乙')
    expect((await place.shiftAt('2026-03-14T23:00:00'))?.teamName).toBe('甲')
    const { rosters } = await done(core, 'roster.list', {})
    expect(rosters[0]?.plans.map(({ from }) => from)).toEqual(['2026-03-10', '2026-03-13'])
  })

  it('cannot change what is over', async () => {
    place.clock = at('2026-03-11T21:00:00')
    expect(await codeOf(core, 'roster.plan', plan('2026-03-10'))).toBe('shiftOver')
    expect(await codeOf(core, 'roster.plan', plan('2026-03-11'))).toBe('shiftOver')
    const end = { id: place.roster, name: 'x', minimum: 1, leadNeeded: true }
    expect(await codeOf(core, 'roster.update', { ...end, endsOn: '2026-03-09' })).toBe('shiftOver')
    await done(core, 'roster.update', { ...end, endsOn: '2026-03-12' })
    expect(await place.shiftAt('2026-03-13T12:00:00')).toBeUndefined()
    expect((await place.shiftAt('2026-03-12T12:00:00'))?.rosterName).toBe('x')
  })

  it('is previewed with its holes, its overlaps and the shortest rest', async () => {
    const input = { timeZone: 'Asia/Shanghai', from: '2026-03-10', teams: ['a', 'b', 'c'], days: 6 }
    expect(await done(core, 'roster.preview', { ...input, ...rotation() })).toMatchObject({
      uncovered: 0,
      doubled: 0,
      shortestRest: 24,
    })
    const slots = rotation().slots.map((slot) =>
      slot.key === 'day' ? { ...slot, from: '07:00', to: '19:30' } : slot,
    )
    const odd = await done(core, 'roster.preview', { ...input, slots, cycle: [[0, 0]], days: 2 })
    expect(odd).toMatchObject({ uncovered: 60, doubled: 60 })
  })
})
