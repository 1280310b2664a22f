import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contributionsOf } from '../../contributions.ts'
import type { Context } from '../../feature.ts'
import { codeOf, done, signInAs, TestPlace } from '../../testing.ts'
import { checklists } from './module.ts'
import { recordHandlers } from './record.ts'
import { at, DAY, HOUR, MINUTE, Scene } from './testing.ts'
import type { Shift } from '../../../contract/duty.ts'

const place = new TestPlace()
const scene = new Scene(place)
let TEN = ''
beforeAll(async () => {
  await scene.open()
  TEN = scene.nextDay()
}, 60_000)
afterAll(() => place.clear())

const shift = (): Shift => ({
  key: `r/${TEN.slice(0, 10)}/day`,
  roster: '01a20dd7-363c-7f2f-b24d-d03e7f8744a6',
  rosterName: '值班',
  date: TEN.slice(0, 10),
  slot: 'day',
  name: { 'zh-CN': '白班', en: 'Day' },
  from: at(`${TEN.slice(0, 10)}T08:00`),
  to: at(`${TEN.slice(0, 10)}T20:00`),
  teamName: '',
  people: [{ person: String(scene.people['ma']), name: 'ma', part: 'lead' }],
})

/** This feature's contributions among those of one roster with one shift. */
const context = (locked = false): Context => {
  const { workspace, session } = scene.core.manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  const roster = {
    name: 'roster',
    types: [],
    handlers: {},
    contributes: {
      shifts: () => [shift()],
      roundsLocked: () =>
        locked ? { 'zh-CN': '未接班', en: 'the shift has not been taken over' } : undefined,
    },
  }
  return {
    workspace,
    session,
    shared: contributionsOf([roster, checklists]),
    now: () => scene.now,
    emit: () => undefined,
    guards: new Map(),
    chosenPath: () => undefined,
  }
}
const work = () =>
  context()
    .shared.work(context(), { from: shift().from, to: shift().to })
    .map(({ key, state, title }) => ({ key, state, title }))
const sheet = () =>
  context()
    .shared.sheet(context(), shift())
    .map(({ key, title, section, tone, open }) => ({ key, title, section, tone, open }))

/** Keys of what is wrong now. */
const wrong = () =>
  context()
    .shared.standing(context(), shift())
    .concerns.map(({ key }) => key)

describe('what the rounds tell the shared places', () => {
  it('is the round that is due, by the same key from its plan to its end', async () => {
    const key = `checklists/${scene.schedule}/${TEN}`
    expect(work()).toContainEqual({ key, state: 'scheduled', title: '机房日检' })
    scene.now = at(TEN) + 2 * MINUTE
    expect(work()).toContainEqual({ key, state: 'due', title: '机房日检' })
    const run = await scene.start(TEN)
    await scene.answerAll(run)
    await done(scene.core, 'checklists.record', {
      run,
      answers: [{ item: 'temperature', value: 25.6, remark: '滤网堵' }],
    })
    const unsubmitted = {
      key: `checklists/round/${scene.schedule}/${TEN}`,
      section: 'checks',
      title: '机房日检 未提交',
      open: true,
    }
    expect(sheet()).toContainEqual({ ...unsubmitted, tone: 'notice' })
    expect(wrong()).not.toContain(unsubmitted.key)
    const [round] = await scene.rounds(at(TEN), at(TEN) + 1)
    const started = scene.now
    scene.now = (round?.graceBy ?? 0) + 1
    expect(sheet()).toContainEqual({ ...unsubmitted, tone: 'warn' })
    expect(wrong()).toContain(unsubmitted.key)
    scene.now = started
    await done(scene.core, 'checklists.submit', { run })
    expect(work()).toContainEqual({ key, state: 'done', title: '机房日检' })
  })

  it('is a reading out of limits until a better one is read', async () => {
    const key = `checklists/reading/${scene.template}/temperature`
    const point = { key, section: 'environment', title: '温度 25.6℃' }
    expect(sheet()).toContainEqual({ ...point, tone: 'warn', open: true })
    scene.now += HOUR
    const { run } = await done(scene.core, 'checklists.start', { template: scene.template })
    await done(scene.core, 'checklists.record', {
      run,
      answers: [{ item: 'temperature', value: 23.4 }],
    })
    expect(sheet()).toContainEqual({ ...point, tone: 'notice', open: false })
  })

  it('is a follow-up until it is closed, from the item to the work list and the sheet', async () => {
    const [round] = await scene.rounds(at(TEN), at(TEN) + 1)
    const run = String(round?.run)
    const { id } = await done(scene.core, 'checklists.raiseFinding', {
      run,
      item: 'temperature',
      title: 'AC-2滤网堵塞',
      owner: String(scene.people['wang']),
      dueAt: scene.now + DAY,
    })
    const { findings } = await done(scene.core, 'checklists.run', { run })
    expect(findings).toEqual([{ id, item: 'temperature', title: 'AC-2滤网堵塞', state: 'open' }])
    const key = `finding/${id}`
    expect(work()).toContainEqual({ key, state: 'due', title: 'AC-2滤网堵塞' })
    expect(sheet().some((point) => point.key === key && point.open)).toBe(true)
    await done(scene.core, 'register.transition', {
      type: 'finding',
      id,
      transition: 'finish',
      fields: { result: '已换' },
    })
    await signInAs(scene.core, 'ma')
    await done(scene.core, 'register.transition', {
      type: 'finding',
      id,
      transition: 'verify',
      confirmation: await scene.confirm('ma'),
    })
    expect(work().some((item) => item.key === key)).toBe(false)
    expect(sheet().some((point) => point.key === key)).toBe(false)
  })

  it('is a finding that neither its owner nor who put it right verifies', async () => {
    const [round] = await scene.rounds(at(TEN), at(TEN) + 1)
    const raised = { run: String(round?.run), item: 'temperature', title: 'AC-2' }
    const verify = async (id: string, login: string) => {
      const confirmation = await scene.confirm(login)
      const asked = { type: 'finding', id, transition: 'verify', confirmation }
      return codeOf(scene.core, 'register.transition', asked)
    }
    const finish = { type: 'finding', transition: 'finish', fields: { result: '已换' } }
    await signInAs(scene.core, 'ma')
    const owner = String(scene.people['he'])
    const { id } = await done(scene.core, 'checklists.raiseFinding', { ...raised, owner })
    await done(scene.core, 'register.transition', { ...finish, id })
    expect(await verify(id, 'ma')).toBe('ownAct')
    await signInAs(scene.core, 'he')
    expect(await verify(id, 'he')).toBe('ownAct')
    expect(work().some(({ key }) => key === `finding/${id}`)).toBe(false)
    await signInAs(scene.core, 'ma')
  })

  it('is a miss for whoever may approve it, never for who explained it', async () => {
    scene.now = at(TEN) + 2 * DAY
    const date = new Date(at(TEN) + DAY + 8 * HOUR).toISOString().slice(0, 10)
    const { id } = await done(scene.core, 'checklists.explainMiss', {
      schedule: scene.schedule,
      occurrence: `${date}T10:00`,
      comment: '停电',
    })
    const has = () => work().some(({ key }) => key === `checklists/miss/${id}`)
    expect(has()).toBe(false)
    await signInAs(scene.core, 'he')
    expect(has()).toBe(true)
  })
})

describe('rounds that are locked', () => {
  it('are not answered until the shift has taken over', async () => {
    await signInAs(scene.core, 'ma')
    const { run } = await done(scene.core, 'checklists.start', { template: scene.template })
    const record = recordHandlers['checklists.record']
    const input = { run, answers: [{ item: 'lamp', value: true }] }
    await expect(async () => record?.(context(true), input)).rejects.toMatchObject({
      code: 'roundsLocked',
      params: { reason: { 'zh-CN': '未接班' } },
    })
    expect(await codeOf(scene.core, 'checklists.record', input)).toBe('ok')
  })
})

describe('escalation', () => {
  it('goes up step by step, and ends when the round is made', async () => {
    const days = scene.nextDay()
    await signInAs(scene.core, 'ma')
    await scene.plan(
      { kind: 'cron', expression: '0 12 * * *' },
      {
        name: '午检',
        escalation: [
          { minutes: 0, to: { kind: 'lead' } },
          { minutes: 30, to: { kind: 'person', id: String(scene.people['he']) } },
        ],
      },
    )
    const noon = at(`${days.slice(0, 10)}T12:00`)
    const told = async () => {
      const found = await scene.rounds(noon, noon + 1)
      return found.flatMap(({ escalatedTo }) => escalatedTo)
    }
    scene.now = noon + 89 * MINUTE
    expect(await told()).toEqual([])
    scene.now = noon + 121 * MINUTE
    // Without a roster there is no lead of a shift; the manager is told by name.
    expect(await told()).toEqual([scene.people['he']])
    const item = context()
      .shared.work(context(), { from: noon, to: noon + HOUR })
      .find(({ title }) => title === '午检')
    expect(item?.escalatedTo).toEqual([scene.people['he']])
  })
})
