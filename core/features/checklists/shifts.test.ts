import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done, passwordOf, signInAs, TestPlace } from '../../testing.ts'
import { DAY, HOUR, MINUTE, Scene } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
const BERLIN = 'Europe/Berlin'
/** Local midnight of the day before the clocks go forward. */
const EVE = Date.parse('2026-03-28T00:00:00+01:00')
let roster = ''

/** Two shifts of twelve hours by the clock, of one team, from the eve on. */
beforeAll(async () => {
  await scene.open()
  scene.now = EVE - 3 * DAY
  await signInAs(scene.core, 'chenly')
  const made = await done(scene.core, 'roster.create', {
    name: '值班',
    timeZone: BERLIN,
    from: '2026-03-26',
    slots: [
      { key: 'day', name: { 'zh-CN': '白班', en: 'Day' }, from: '08:00', to: '20:00' },
      { key: 'night', name: { 'zh-CN': '夜班', en: 'Night' }, from: '20:00', to: '08:00' },
    ],
    cycle: [[0, 0]],
    teams: [{ name: '动力组' }],
  })
  roster = made.id
  const { rows } = await done(scene.core, 'register.list', { type: 'team', limit: 10 })
  const team = rows.find(({ title }) => title === '动力组')
  await done(scene.core, 'roster.setMembers', {
    team: String(team?.id),
    members: [String(scene.people['ma']), String(scene.people['zhou'])],
    lead: String(scene.people['ma']),
  })
}, 60_000)
afterAll(() => place.clear())

describe('rounds of every shift', () => {
  it('count from its start and before its end, through the night in which an hour is missing', async () => {
    await signInAs(scene.core, 'ma')
    scene.schedule = await scene.plan(
      {
        kind: 'shift',
        roster,
        slots: ['night'],
        offsets: [
          { from: 'start', minutes: 120 },
          { from: 'end', minutes: 60 },
        ],
      },
      { timeZone: BERLIN, escalation: [{ minutes: 0, to: { kind: 'lead' } }] },
    )
    const rounds = (await scene.rounds(EVE, EVE + 3 * DAY)).filter(
      ({ schedule }) => schedule === scene.schedule,
    )
    expect(rounds.map(({ occurrence, at }) => [occurrence, new Date(at).toISOString()])).toEqual([
      [`${roster}/2026-03-27/night-60`, '2026-03-28T06:00:00.000Z'],
      [`${roster}/2026-03-28/night+120`, '2026-03-28T21:00:00.000Z'],
      [`${roster}/2026-03-28/night-60`, '2026-03-29T05:00:00.000Z'],
      [`${roster}/2026-03-29/night+120`, '2026-03-29T20:00:00.000Z'],
      [`${roster}/2026-03-29/night-60`, '2026-03-30T05:00:00.000Z'],
      [`${roster}/2026-03-30/night+120`, '2026-03-30T20:00:00.000Z'],
    ])
    expect(rounds[1]).toMatchObject({ shift: `${roster}/2026-03-28/night`, teamName: '动力组' })
  })

  it('are made by their keys, and told to the lead of the shift when nobody does', async () => {
    const due = Date.parse('2026-03-28T21:00:00Z')
    scene.now = due + 95 * MINUTE
    const [late] = await scene.rounds(due, due + 1)
    expect(late).toMatchObject({ state: 'overdue', escalatedTo: [scene.people['ma']] })
    await signInAs(scene.core, 'zhou')
    const run = await scene.start(`${roster}/2026-03-28/night+120`)
    await scene.answerAll(run)
    expect(await done(scene.core, 'checklists.submit', { run })).toMatchObject({ state: 'late' })
    const [made] = await scene.rounds(due, due + 1)
    expect(made).toMatchObject({ run, escalatedTo: [] })
    const { rows } = await done(scene.core, 'checklists.statistics', {
      from: due - HOUR,
      to: due + HOUR,
      by: 'team',
    })
    expect(rows.map(({ label, due: count, late: slow }) => [label, count, slow])).toEqual([
      ['动力组', 1, 1],
    ])
  })
})

describe('a signature', () => {
  it('is the person’s own, with his password', async () => {
    await scene.approve([{ id: 'sign', kind: 'signature', title: '签名' }])
    await signInAs(scene.core, 'zhou')
    const { run } = await done(scene.core, 'checklists.start', { template: scene.template })
    const input = { run, answers: [{ item: 'sign', value: true }] }
    expect(await codeOf(scene.core, 'checklists.record', input)).toBe('passwordNeeded')
    const witness = await scene.witness('wang')
    expect(await codeOf(scene.core, 'checklists.record', { ...input, confirmation: witness })).toBe(
      'passwordNeeded',
    )
    const { confirmation } = await done(scene.core, 'session.confirm', {
      password: passwordOf('zhou'),
    })
    const { results } = await done(scene.core, 'checklists.record', { ...input, confirmation })
    expect(results[0]).toMatchObject({ value: true, personName: 'zhou' })
    expect(await done(scene.core, 'checklists.submit', { run })).toMatchObject({ state: 'done' })
  })
})
