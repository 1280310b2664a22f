import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../../host.ts'
import { codeOf, done, FOUNDER, passwordOf, signInAs } from '../../testing.ts'
import { at, RosterPlace } from './testing.ts'

let place: RosterPlace
let core: Core
const DAY_SHIFT = '2026-03-13T12:00:00'
const DATE = '2026-03-13'

beforeEach(async () => {
  place = new RosterPlace()
  core = await place.open()
})
afterEach(() => place.clear())

const put = (
  action: 'add' | 'remove' | 'team',
  more: { person?: string; insteadOf?: string; team?: string },
  date = DATE,
) => ({
  id: place.roster,
  changes: [
    {
      date,
      slot: 'day',
      action,
      ...(more.person ? { person: place.person(more.person) } : {}),
      ...(more.insteadOf ? { insteadOf: place.person(more.insteadOf) } : {}),
      ...(more.team ? { team: more.team } : {}),
    },
  ],
})

describe('placing by hand', () => {
  beforeEach(() => signInAs(core, 'ada'))

  it('puts people on a shift and takes them off, and leaves nothing behind when it is turned back', async () => {
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
    await done(core, 'roster.place', put('add', { person: 'eva' }))
    await done(core, 'roster.place', put('remove', { person: 'ben' }))
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'eva'])
    await done(core, 'roster.place', put('remove', { person: 'eva' }))
    await done(core, 'roster.place', put('add', { person: 'ben' }))
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
    const { rows } = await done(core, 'register.list', { type: 'roster-override', limit: 10 })
    expect(rows).toEqual([])
  })

  it('puts one in the place of another, who leads when he may', async () => {
    await done(core, 'roster.place', put('add', { person: 'eva', insteadOf: 'ben' }))
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'eva>ben'])
    await done(core, 'roster.place', put('add', { person: 'cai', insteadOf: 'ada' }))
    expect(await place.on(DAY_SHIFT)).toEqual(['cai*>ada', 'eva>ben'])
  })

  it('gives a shift to another team, and back', async () => {
    await done(core, 'roster.place', put('team', { team: String(place.teams[1]) }))
    expect(await place.on(DAY_SHIFT)).toEqual(['cai*', 'dan'])
    await done(core, 'roster.clear', { id: place.roster, date: DATE, slot: 'day' })
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
  })

  it('changes all or nothing, and nothing that is over', async () => {
    const good = put('add', { person: 'eva' }).changes
    const both = [
      ...good,
      { date: DATE, slot: 'none', action: 'add', person: place.person('eva') } as const,
    ]
    expect(await codeOf(core, 'roster.place', { id: place.roster, changes: both })).toBe('notFound')
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
    place.clock = at('2026-03-13T20:00:00')
    expect(await codeOf(core, 'roster.place', put('add', { person: 'eva' }))).toBe('shiftOver')
    expect(await codeOf(core, 'roster.clear', { id: place.roster, date: DATE, slot: 'day' })).toBe(
      'shiftOver',
    )
    expect(await codeOf(core, 'roster.place', put('add', {}, '2026-03-16'))).toBe('missingFields')
  })
})

describe('a swap', () => {
  const ask = async (more: { inReturn?: string } = {}) => {
    await signInAs(core, 'ben')
    const { id } = await done(core, 'roster.askSwap', {
      shift: place.shiftKey(DATE, 'day'),
      other: place.person('dan'),
      reason: '家中有事',
      ...more,
    })
    return id
  }
  const answer = async (id: string, agree: boolean, reason?: string) => {
    await signInAs(core, 'dan')
    return codeOf(core, 'roster.answerSwap', { id, agree, ...(reason ? { reason } : {}) })
  }
  const decide = async (login: string, id: string, approve: boolean, reason?: string) => {
    await signInAs(core, login)
    const { confirmation } = await done(core, 'session.confirm', {
      password: login === FOUNDER.login ? FOUNDER.password : passwordOf(login),
    })
    return codeOf(core, 'roster.decideSwap', {
      id,
      approve,
      confirmation,
      ...(reason ? { reason } : {}),
    })
  }
  const state = async (id: string) =>
    (await done(core, 'roster.swaps', { open: false })).swaps.find((swap) => swap.id === id)?.state

  it('counts once the other has agreed and a lead or the manager has approved it', async () => {
    const id = await ask({ inReturn: place.shiftKey('2026-03-17', 'day') })
    expect(await state(id)).toBe('asked')
    expect(await decide('max', id, true)).toBe('wrongState')
    expect(await answer(id, true)).toBe('ok')
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
    expect(await decide('max', id, true)).toBe('ok')
    expect(await state(id)).toBe('approved')
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'dan>ben'])
    expect(await place.on('2026-03-17T12:00:00')).toEqual(['cai*', 'ben>dan'])
    expect(await decide('cai', id, false, 'x')).toBe('wrongState')
  })

  it('is signed, by somebody who has no part in it', async () => {
    const id = await ask()
    await answer(id, true)
    await signInAs(core, 'ada')
    expect(await codeOf(core, 'roster.decideSwap', { id, approve: true })).toBe('passwordNeeded')
    await signInAs(core, 'ada')
    const own = await done(core, 'roster.askSwap', {
      shift: place.shiftKey(DATE, 'day'),
      other: place.person('eva'),
      reason: 'x',
    })
    await signInAs(core, 'eva')
    await done(core, 'roster.answerSwap', { id: own.id, agree: true })
    expect(await decide('ada', own.id, true)).toBe('ownSwap')
    expect(await decide('cai', own.id, true)).toBe('ok')
    expect(
      (await done(core, 'register.history', { type: 'shift-swap', id: own.id })).entries.at(-1)
        ?.kind,
    ).toBe('signed')
  })

  it('is warned of where it leaves too little rest, before it is asked for', async () => {
    await signInAs(core, 'ben')
    const shift = place.shiftKey(DATE, 'day')
    const asked = { shift, asker: place.person('ben'), other: place.person('dan') }
    // He comes from the night before.
    const night = { shift: place.shiftKey('2026-03-12', 'night'), hours: 0 }
    expect((await done(core, 'roster.swapRest', asked)).problems).toMatchObject([
      { kind: 'rest', person: place.person('dan'), at: shift, ...night },
    ])
    const free = { ...asked, other: place.person('eva') }
    expect((await done(core, 'roster.swapRest', free)).problems).toEqual([])
    // What was so before is no matter of the swap.
    const back = { ...asked, inReturn: night.shift }
    expect((await done(core, 'roster.swapRest', back)).problems).toEqual([])
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
  })

  it('stays with its reason when it is declined or rejected', async () => {
    const declined = await ask()
    expect(await answer(declined, false)).toBe('missingFields')
    expect(await answer(declined, false, '那天我有课')).toBe('ok')
    expect(await state(declined)).toBe('declined')
    const rejected = await ask()
    await answer(rejected, true)
    expect(await decide('max', rejected, false)).toBe('missingFields')
    expect(await decide('max', rejected, false, '休息不足11小时')).toBe('ok')
    const { swaps } = await done(core, 'roster.swaps', { open: false })
    expect(swaps.map(({ state: now, decisionReason }) => [now, decisionReason])).toEqual([
      ['rejected', '休息不足11小时'],
      ['declined', ''],
    ])
    expect((await done(core, 'roster.swaps', { open: true })).swaps).toEqual([])
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
  })

  it('is between two whose shifts it is, before they begin', async () => {
    await signInAs(core, 'ben')
    const shift = place.shiftKey(DATE, 'day')
    const input = { shift, other: place.person('dan'), reason: 'x' }
    expect(await codeOf(core, 'roster.askSwap', { ...input, other: place.person('ada') })).toBe(
      'alreadyOnShift',
    )
    expect(
      await codeOf(core, 'roster.askSwap', {
        ...input,
        shift: place.shiftKey('2026-03-14', 'day'),
      }),
    ).toBe('notOnShift')
    expect(
      await codeOf(core, 'roster.askSwap', { ...input, shift: place.shiftKey(DATE, 'noon') }),
    ).toBe('notFound')
    const id = await ask()
    await signInAs(core, 'eva')
    expect(await codeOf(core, 'roster.answerSwap', { id, agree: true })).toBe('notFound')
    expect(await codeOf(core, 'roster.withdrawSwap', { id })).toBe('notFound')
    place.clock = at('2026-03-13T08:00:00')
    expect(await state(id)).toBe('lapsed')
    expect(await answer(id, true)).toBe('wrongState')
    await signInAs(core, 'ben')
    expect(await codeOf(core, 'roster.askSwap', input)).toBe('shiftStarted')
  })

  it('can be withdrawn by who asked', async () => {
    const id = await ask()
    await done(core, 'roster.withdrawSwap', { id })
    expect(await state(id)).toBe('withdrawn')
    expect(await answer(id, true)).toBe('wrongState')
  })
})

describe('an absence', () => {
  const away = (more: object = {}) => ({
    person: place.person('ben'),
    from: DATE,
    to: DATE,
    kind: 'leave' as const,
    ...more,
  })

  it('brings the stand-in; without one, or when he is absent too, there is a gap', async () => {
    await signInAs(core, 'ben')
    const { id } = await done(core, 'roster.setAbsence', away())
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*'])
    expect((await place.problems(DATE))['day']).toEqual(['few', 'absent'])
    await done(core, 'roster.setAbsence', away({ id, standIn: place.person('eva') }))
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'eva>ben'])
    expect((await place.problems(DATE))['day']).toEqual([])
    await signInAs(core, 'eva')
    await done(core, 'roster.setAbsence', away({ person: place.person('eva') }))
    expect((await place.problems(DATE))['day']).toEqual(['few', 'absent'])
    await done(core, 'roster.removeAbsence', {
      id:
        (await done(core, 'roster.absences', { from: DATE, to: DATE })).absences.find(
          ({ person }) => person === place.person('eva'),
        )?.id ?? '',
    })
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'eva>ben'])
  })

  it('is entered by oneself, or for others by those who place people', async () => {
    await signInAs(core, 'dan')
    expect(await codeOf(core, 'roster.setAbsence', away())).toBe('denied')
    await signInAs(core, 'ada')
    const { id } = await done(core, 'roster.setAbsence', away())
    await signInAs(core, 'dan')
    expect(await codeOf(core, 'roster.removeAbsence', { id })).toBe('denied')
    expect(
      await codeOf(
        core,
        'roster.setAbsence',
        away({ person: place.person('dan'), standIn: place.person('dan') }),
      ),
    ).toBe('fieldInvalid')
    expect(
      await codeOf(
        core,
        'roster.setAbsence',
        away({ person: place.person('dan'), from: '2026-03-14' }),
      ),
    ).toBe('invalidInput')
  })

  it('never changes a shift that is over: entered late, changed, or taken back', async () => {
    place.clock = at('2026-03-13T21:00:00')
    await signInAs(core, 'ben')
    await done(core, 'roster.setAbsence', away())
    expect(await place.on(DAY_SHIFT)).toEqual(['ada*', 'ben'])
    const { id } = await done(
      core,
      'roster.setAbsence',
      away({ from: '2026-03-14', to: '2026-03-20', standIn: place.person('eva') }),
    )
    expect(await place.on('2026-03-16T12:00:00')).toEqual(['ada*', 'eva>ben'])
    place.clock = at('2026-03-17T09:00:00')
    const second = await done(
      core,
      'roster.setAbsence',
      away({ id, from: '2026-03-14', to: '2026-03-25' }),
    )
    expect(await place.on('2026-03-16T12:00:00')).toEqual(['ada*', 'eva>ben'])
    expect(await place.on('2026-03-19T12:00:00')).toEqual(['ada*'])
    await done(core, 'roster.removeAbsence', { id: second.id })
    expect(await place.on('2026-03-16T12:00:00')).toEqual(['ada*', 'eva>ben'])
    expect(await place.on('2026-03-19T12:00:00')).toEqual(['ada*', 'ben'])
  })

  it('of the lead leaves the lead to who stands in for him', async () => {
    await signInAs(core, 'ada')
    await done(
      core,
      'roster.setAbsence',
      away({ person: place.person('ada'), standIn: place.person('eva') }),
    )
    expect(await place.on(DAY_SHIFT)).toEqual(['eva>ada', 'ben'])
    expect((await place.problems(DATE))['day']).toEqual(['noLead'])
    await done(core, 'roster.place', put('add', { person: 'cai', insteadOf: 'eva' }))
    expect(await place.on(DAY_SHIFT)).toEqual(['cai*>eva', 'ben'])
  })
})

describe('what is wrong', () => {
  it('is seen over all shifts of a person: two at once, too little rest, on leave', async () => {
    await signInAs(core, 'ada')
    const slots = ['day', 'night'] as const
    await done(core, 'roster.place', {
      id: place.roster,
      changes: slots.map((slot) => ({
        date: '2026-03-14',
        slot,
        action: 'add',
        person: place.person('ben'),
      })),
    })
    // The 14th: his day, then his own night at once, and the day after it.
    expect(await place.problems('2026-03-14')).toEqual({ day: [], night: ['rest'] })
    const other = await (async () => {
      await signInAs(core, 'max')
      return done(core, 'roster.create', {
        name: '二线',
        timeZone: 'Europe/Berlin',
        from: '2026-03-10',
        slots: [
          { key: 'all', name: { 'zh-CN': '全天', en: 'All day' }, from: '00:00', to: '00:00' },
        ],
        cycle: [[0]],
        teams: [{ name: '二线' }],
      })
    })()
    await done(core, 'roster.place', {
      id: other.id,
      changes: [{ date: '2026-03-13', slot: 'all', action: 'add', person: place.person('ada') }],
    })
    const board = await done(core, 'roster.board', { id: other.id, from: DATE, to: DATE })
    expect(board.shifts[0]?.problems.map(({ kind }) => kind)).toContain('double')
    await done(core, 'roster.setAbsence', {
      person: place.person('eva'),
      from: DATE,
      to: DATE,
      kind: 'sick',
    })
    await done(core, 'roster.place', put('add', { person: 'eva' }))
    expect((await place.problems(DATE))['day']).toContain('onLeave')
  })
})
