import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WORK_STATES, type Shift, type WorkItem } from '../../../contract/duty.ts'
import { ROLES } from '../../../contract/roles.ts'
import { circlesOf, isEscalated, type Viewer } from './circles.ts'

const NOW = 1_000_000_000
const HOUR = 3_600_000
const PEOPLE = ['p1', 'p2', 'p3', 'p4'] as const
const TEAMS = ['t1', 't2'] as const
const POSTS = ['o1', 'o2'] as const

const shift: Shift = {
  key: 'r/2026-03-16/night',
  roster: 'r',
  rosterName: '',
  date: '2026-03-16',
  slot: 'night',
  name: { 'zh-CN': '夜班', en: 'Night shift' },
  from: NOW - 6 * HOUR,
  to: NOW + 6 * HOUR,
  team: 't1',
  teamName: '',
  people: [
    { person: 'p1', name: '', part: 'lead' },
    { person: 'p2', name: '', part: 'member' },
  ],
}

const viewer = (over: Partial<Viewer> = {}): Viewer => ({
  person: 'p2',
  roles: ['operator'],
  teams: new Set(['t1']),
  posts: new Set(['o1']),
  mates: new Set(['p1', 'p2']),
  shift,
  ...over,
})
const item = (over: Partial<WorkItem> = {}): WorkItem => ({
  key: 'k',
  source: 's',
  title: 't',
  state: 'due',
  at: NOW,
  path: '/',
  ...over,
})

describe('the circles around a person', () => {
  it('hold what names him, his post or his role', () => {
    expect(circlesOf(item({ person: 'p2' }), viewer(), false)).toEqual(['mine', 'shift', 'team'])
    expect(circlesOf(item({ post: 'o1' }), viewer(), false)).toContain('mine')
    expect(circlesOf(item({ roles: ['operator'] }), viewer(), false)).toContain('mine')
    const posted = viewer({ shift: { ...shift, post: 'o2' }, posts: new Set(), person: 'p9' })
    expect(circlesOf(item({ post: 'o2' }), posted, false)).toEqual(['shift'])
    expect(circlesOf(item({ post: 'o1' }), posted, false)).toEqual([])
    // Somebody named comes before the post: a stand-in does not do twice what another has taken on.
    expect(circlesOf(item({ person: 'p3', post: 'o1' }), viewer(), false)).toEqual([])
  })

  it('give to the shift what nobody owns and what its people and its team have to do', () => {
    expect(circlesOf(item(), viewer(), false)).toEqual(['shift'])
    expect(circlesOf(item({ team: 't1' }), viewer(), false)).toEqual(['shift', 'team'])
    expect(circlesOf(item({ person: 'p1' }), viewer(), false)).toEqual(['shift', 'team'])
    expect(circlesOf(item({ at: NOW + 7 * HOUR }), viewer(), false)).toEqual([])
    expect(circlesOf(item({ shift: 'r/2026-03-17/day' }), viewer(), false)).toEqual([])
  })

  it('have no shift where none is on', () => {
    expect(circlesOf(item(), viewer({ shift: undefined }), false)).toEqual([])
  })
})

describe('escalation', () => {
  const late = item({ person: 'p2', state: 'overdue', dueBy: NOW - HOUR })
  const lead = viewer({ person: 'p1', roles: ['lead'] })
  const manager = viewer({ person: 'p4', roles: ['manager'] })

  it('tells the lead after its time and managers after twice as long', () => {
    expect(isEscalated(late, lead, NOW, HOUR)).toBe(true)
    expect(isEscalated(late, lead, NOW, HOUR + 1)).toBe(false)
    expect(isEscalated(late, manager, NOW, HOUR)).toBe(false)
    expect(isEscalated(late, manager, NOW, HOUR / 2)).toBe(true)
    expect(isEscalated(late, viewer(), NOW, HOUR)).toBe(false)
  })

  it('follows the feature where that says whom it told', () => {
    const told = { ...late, escalatedTo: ['p4'] }
    expect(isEscalated(told, manager, NOW, 10 * HOUR)).toBe(true)
    expect(isEscalated(told, lead, NOW, HOUR)).toBe(false)
  })

  it('is off at nought, and never for deadlines of posts', () => {
    expect(isEscalated(late, lead, NOW, 0)).toBe(false)
    const { person: _person, ...deadline } = { ...late, post: 'o1' }
    expect(isEscalated(deadline, lead, NOW, HOUR)).toBe(false)
  })
})

const someone = fc.constantFrom(...PEOPLE)
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const anyItem = fc
  .record({
    person: maybe(someone),
    team: maybe(fc.constantFrom(...TEAMS)),
    post: maybe(fc.constantFrom(...POSTS)),
    roles: maybe(fc.subarray([...ROLES])),
    shift: maybe(fc.constantFrom(shift.key, 'another')),
    state: fc.constantFrom(...WORK_STATES),
    at: fc.integer({ min: NOW - 10 * HOUR, max: NOW + 10 * HOUR }),
    dueBy: maybe(fc.integer({ min: NOW - 10 * HOUR, max: NOW + 10 * HOUR })),
  })
  .map((made) => item(JSON.parse(JSON.stringify(made)) as Partial<WorkItem>))
const anyViewer = fc
  .record({
    person: someone,
    roles: fc.subarray([...ROLES]),
    teams: fc.subarray([...TEAMS]).map((all) => new Set<string>(all)),
    posts: fc.subarray([...POSTS]).map((all) => new Set<string>(all)),
    mates: fc.subarray([...PEOPLE]).map((all) => new Set<string>(all)),
    isOn: fc.boolean(),
  })
  .map(({ isOn, ...made }): Viewer => ({ ...made, shift: isOn ? shift : undefined }))

it('the circles of any item are the same however often they are asked, and what is mine is my team’s', () => {
  fc.assert(
    fc.property(anyItem, anyViewer, fc.boolean(), (one, who, escalated) => {
      const circles = circlesOf(one, who, escalated)
      expect(circlesOf(one, who, escalated)).toEqual(circles)
      expect(new Set(circles).size).toBe(circles.length)
      if (circles.includes('mine')) expect(circles).toContain('team')
      if (escalated) expect(circles).toContain('mine')
      if (circles.includes('shift')) expect(who.shift).toBeDefined()
      if (one.person === who.person) expect(circles).toContain('mine')
    }),
  )
})
