import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../feature.ts'
import { FEATURES } from '../../features.ts'
import { contributionsOf } from '../../contributions.ts'
import type { Core } from '../../host.ts'
import { done, signInAs } from '../../testing.ts'
import { calendarFile } from './icalendar.ts'
import { at, RosterPlace } from './testing.ts'

let place: RosterPlace
let core: Core

beforeEach(async () => {
  place = new RosterPlace()
  core = await place.open()
})
afterEach(() => place.clear())

/** The work list as the person who is signed in has it. */
async function workOf(login: string) {
  await signInAs(core, login)
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  const context: Context = {
    workspace,
    session,
    shared: contributionsOf(FEATURES),
    now: () => place.clock,
    emit: () => undefined,
    guards: new Map(),
    chosenPath: () => undefined,
  }
  const items = context.shared.work(context, { from: place.clock, to: place.clock + 86_400_000 })
  return items.filter(({ source }) => source === 'roster')
}

describe('the work list', () => {
  it('asks the other, then those who may decide; never who asked', async () => {
    await place.setMembers(2, ['eva', 'max'], 'max')
    await signInAs(core, 'ben')
    const { id } = await done(core, 'roster.askSwap', {
      shift: place.shiftKey('2026-03-13', 'day'),
      other: place.person('dan'),
      reason: '家中有事',
    })
    expect(await workOf('ben')).toEqual([])
    expect(await workOf('dan')).toMatchObject([
      {
        key: `roster-swap/${id}/answer`,
        title: 'ben找你换班：3月13日白班',
        dueBy: at('2026-03-13T08:00:00'),
        person: place.person('dan'),
        record: { type: 'shift-swap', id },
      },
    ])
    await done(core, 'roster.answerSwap', { id, agree: true })
    expect(await workOf('dan')).toEqual([])
    expect((await workOf('max')).map(({ key }) => key)).toEqual([`roster-swap/${id}/decide`])
  })

  it('tells those who place people of the gaps of the next seven days', async () => {
    const gaps = await workOf('cai')
    // The third team has nobody: its shifts of the 12th, 13th, 15th and 16th.
    expect(gaps.map(({ shift }) => shift?.slice(37))).toEqual([
      '2026-03-10/night',
      '2026-03-12/day',
      '2026-03-13/night',
      '2026-03-15/day',
      '2026-03-16/night',
    ])
    expect(gaps[0]?.title).toBe('3月10日夜班：缺值班长、缺2人')
    expect(await workOf('dan')).toEqual([])
  })
})

describe('the calendar', () => {
  it('has a person’s shifts in UTC, each under the same name every time', async () => {
    const input = {
      id: place.roster,
      person: place.person('ben'),
      from: '2026-03-10',
      to: '2026-03-12',
      language: 'zh-CN' as const,
    }
    const file = await done(core, 'roster.calendar', input)
    expect(file).toMatchObject({ name: 'ben 2026-03-10.ics', mime: 'text/calendar', shifts: 2 })
    const text = new TextDecoder().decode(file.bytes)
    expect(text).toContain('DTSTART:20260310T000000Z\r\nDTEND:20260310T120000Z\r\n')
    expect(text).toContain('DTSTART:20260311T120000Z\r\nDTEND:20260312T000000Z\r\n')
    expect(text).toContain('SUMMARY:白班 运维值班')
    expect(text).toContain('TRIGGER:-PT30M')
    const uids = (content: string) => content.match(/^UID:.*(?:\r\n .*)*$/gmu)
    const again = await done(core, 'roster.calendar', input)
    expect(uids(new TextDecoder().decode(again.bytes))).toEqual(uids(text))
    const { rows } = await done(core, 'register.list', {
      type: 'access-event',
      where: [{ field: 'action', op: 'is', value: 'export' }],
      limit: 5,
    })
    expect(rows.map(({ fields }) => fields['what'])).toEqual(['ben', 'ben'])
  })

  it('has a team’s shifts, and the whole roster’s', async () => {
    const input = {
      id: place.roster,
      from: '2026-03-10',
      to: '2026-03-12',
      language: 'en' as const,
    }
    const all = await done(core, 'roster.calendar', input)
    expect(all.shifts).toBe(6)
    const team = await done(core, 'roster.calendar', { ...input, team: String(place.teams[0]) })
    expect(team.shifts).toBe(2)
    expect(new TextDecoder().decode(team.bytes)).toContain('DESCRIPTION:甲: ada (lead)\\, ben')
  })

  it('escapes texts and folds long lines between characters', () => {
    const summary = `夜班；a,b;c\\d\n${'值'.repeat(60)}`
    const file = calendarFile('x', [{ uid: 'u', from: 0, to: 1, summary, description: '' }], 0)
    const lines = file.split('\r\n')
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(file.replaceAll('\r\n ', '')).toContain(
      `SUMMARY:夜班；a\\,b\\;c\\\\d\\n${'值'.repeat(60)}\r\n`,
    )
  })
})
