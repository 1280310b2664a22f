import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contributionsOf } from '../../contributions.ts'
import type { Context } from '../../feature.ts'
import { FEATURES } from '../../features.ts'
import { done, FOUNDER } from '../../testing.ts'
import { shiftByKey } from './shifts.ts'
import { HandoverStage } from './testing.ts'

const stage = new HandoverStage()
beforeAll(() => stage.set(), 60_000)
beforeEach(() => stage.next())
afterAll(() => stage.place.clear())

const HOUR = 3_600_000
const shared = contributionsOf(FEATURES)

function context(): Context {
  const { workspace } = stage.core.manager
  if (!workspace) throw new Error('locked')
  return {
    workspace,
    session: stage.session,
    shared,
    now: () => stage.now,
    emit: () => undefined,
    guards: new Map(),
    chosenPath: () => undefined,
  }
}

const work = () =>
  shared
    .work(context(), { from: stage.morning('07:30'), to: stage.morning('08:30') })
    .filter(({ key }) => key.startsWith('handover/') && key.endsWith(stage.key()))
    .map(({ key, state }) => [key, state])

function shift(key: string) {
  const found = shiftByKey(context(), key)
  if (!found) throw new Error(key)
  return found
}

describe('the work list', () => {
  it('asks no sheet of the shift before the first one', async () => {
    await stage.draft('一')
    const first = shift(stage.key())
    const period = { from: first.from - HOUR, to: first.to }
    const before = shared.shifts(context(), period).find(({ to }) => to === first.from)
    const keys = shared.work(context(), period).map(({ key }) => key)
    expect(keys).toContain(`handover/out/${first.key}`)
    expect(before).toBeDefined()
    expect(keys).not.toContain(`handover/out/${before?.key}`)
  })

  it('asks the outgoing side for its sheet and the incoming one to accept it', async () => {
    const key = stage.key()
    const id = await stage.draft('一')
    expect(work()).toEqual([
      [`handover/out/${key}`, 'progress'],
      [`handover/in/${key}`, 'scheduled'],
    ])
    stage.now = stage.morning('08:05')
    expect(work()).toContainEqual([`handover/out/${key}`, 'overdue'])
    await done(stage.core, 'handover.start', { id })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    expect(work()).toEqual([
      [`handover/out/${key}`, 'done'],
      [`handover/in/${key}`, 'progress'],
    ])
    await done(stage.core, 'handover.pause', { id, reason: 'UPS-1转旁路' })
    expect(work()).toContainEqual([`handover/in/${key}`, 'paused'])
    await done(stage.core, 'handover.resume', { id })
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    expect(work()).toContainEqual([`handover/in/${key}`, 'done'])
  })

  it('calls the lead who comes before his shift begins to a sheet that is signed', async () => {
    const id = await stage.draft('一')
    stage.now = stage.morning('07:45')
    const accept = () =>
      shared
        .work(context(), { from: stage.morning('07:30'), to: stage.morning('08:30') })
        .find(({ key }) => key === `handover/in/${stage.key()}`)
    await done(stage.core, 'handover.start', { id })
    expect(accept()).toMatchObject({ at: stage.morning('08:00'), state: 'due' })
    expect(accept()?.person).toBeUndefined()
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    const { zhao } = stage.people
    expect(accept()).toMatchObject({ at: stage.now, state: 'progress', person: zhao })
    stage.now = stage.morning('08:05')
    expect(accept()?.person).toBeUndefined()
  })

  it('calls the outgoing side back at once to a sheet that was refused', async () => {
    const id = await stage.draft('一')
    stage.now = stage.morning('06:00')
    await done(stage.core, 'handover.start', { id, earlyReason: '就医' })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    await stage.as('zhao')
    await done(stage.core, 'handover.refuse', {
      id,
      reason: '巡检未提交',
      ...stage.confirmed('zhao'),
    })
    const write = shared
      .work(context(), { from: stage.morning('05:30'), to: stage.morning('08:30') })
      .find(({ key }) => key === `handover/out/${stage.key()}`)
    expect(write).toMatchObject({
      title: '交接单被拒接，重写',
      at: stage.now,
      state: 'due',
    })
  })

  it('tells a handover that nobody made as missed, once it is long over', async () => {
    await stage.draft('一')
    stage.now = stage.morning('08:00') + 13 * HOUR
    expect(work()).toContainEqual([`handover/out/${stage.key()}`, 'missed'])
  })
})

describe('rounds of the next shift', () => {
  it('wait for the handover where the setting says so', async () => {
    const day = stage.key('day', 1)
    const id = await stage.signedOut('一')
    expect(shared.roundsLocked(context(), shift(day))).toBeUndefined()
    await stage.as(FOUNDER.login)
    await done(stage.core, 'settings.set', { key: 'lockRounds', value: true })
    expect(shared.roundsLocked(context(), shift(day))?.en).toContain('Take over first')
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    expect(shared.roundsLocked(context(), shift(day))).toBeUndefined()
  })
})

describe('what a shift took over', () => {
  it('is told with who handed it over, beside its own draft', async () => {
    const id = await stage.signedOut('限流保持到12:00')
    const day = shift(stage.key('day', 1))
    const before = shared.handover(context(), day)
    expect(before?.taken?.acknowledgedAt).toBeUndefined()
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    stage.now += HOUR
    const own = await done(stage.core, 'handover.open', { shift: day.key })
    const told = shared.handover(context(), day)
    expect(told?.taken).toMatchObject({
      path: `/handover/${id}`,
      acknowledgedAt: stage.now - HOUR,
      points: [{ title: '限流保持到12:00', author: 'chen', shifts: 1, open: true }],
    })
    expect(told?.draft?.path).toBe(`/handover/${own.id}`)
  })
})

describe('the sheet of a shift', () => {
  it('is filled from the log by category, changes, requests and keys that are out', async () => {
    stage.now = stage.morning('02:10')
    await stage.as('wang')
    const write = (text: string, category: string, level?: 1 | 2) =>
      done(stage.core, 'log.write', { text, category, ...(level ? { level } : {}) })
    await write('SAN-02控制器B心跳丢失', 'alert')
    await write('第1次巡检完成', 'round')
    stage.now += 60_000
    await write('第2次巡检完成', 'round')
    await done(stage.core, 'register.create', {
      type: 'request',
      fields: { title: '窗口打印机离线', requester: '李敏', dueAt: stage.now + HOUR },
    })
    await stage.as('chen')
    const { id: key } = await done(stage.core, 'register.create', {
      type: 'key-tool',
      fields: { code: 'K-07', name: '气瓶间钥匙', kind: 'key', place: '值班台' },
    })
    await done(stage.core, 'register.transition', {
      type: 'key-tool',
      id: key,
      transition: 'lend',
      fields: { borrower: '李国栋', lentAt: stage.now, dueBack: stage.now + HOUR },
    })
    // What is above internal is on no sheet: everybody of the next shift reads it.
    await stage.as(FOUNDER.login)
    await write('口令变更，见保险柜', 'duty', 2)
    await stage.as('chen')
    stage.now = stage.morning('07:30')
    const { id } = await done(stage.core, 'handover.open', { shift: stage.key() })
    const { points } = await stage.sheet(id)
    expect(points.map(({ section, title }) => [section, title])).toEqual([
      ['checks', '巡检日志2条'],
      ['alerts', 'SAN-02控制器B心跳丢失'],
      ['actions', '窗口打印机离线'],
      ['keys', 'K-07 气瓶间钥匙由李国栋借用，未还'],
      ['environment', '机房温湿度'],
      ['environment', '供配电'],
      ['environment', '卫生与门禁'],
    ])
    expect(points.find(({ section }) => section === 'checks')?.detail).toMatch(
      /^\d\d:\d\d 第1次巡检完成\n\d\d:\d\d 第2次巡检完成$/u,
    )
    expect(JSON.stringify(points)).not.toContain('口令')
  })

  it('tells what was written down in the shift of the time before: no other sheet does', async () => {
    await stage.as('wang')
    stage.now = stage.morning('02:10')
    const write = (text: string, at: number) =>
      done(stage.core, 'log.write', { text, category: 'duty', at })
    const { from } = shift(stage.key())
    await write('白班更换过滤网', from - 5 * HOUR)
    await write('换电池', from + HOUR)
    await write('巡视', from + 2 * HOUR)
    // Of a shift ago, and told there: it was written down in time.
    stage.now = from - HOUR
    await write('白班记录', stage.now)
    stage.now = from + 60_000
    await write('接班前一刻的告警', from - 60_000)
    stage.now = stage.morning('07:30')
    await stage.as('chen')
    const { id } = await done(stage.core, 'handover.open', { shift: stage.key() })
    const points = (await stage.sheet(id)).points.filter(({ section }) => section === 'log')
    expect(points.map(({ title }) => title).toSorted()).toEqual(
      ['接班前一刻的告警', '白班更换过滤网', '值班日志2条'].toSorted(),
    )
    const late = points.find(({ title }) => title === '白班更换过滤网')
    expect(late?.detail).toMatch(/^2026-\d\d-\d\d \d\d:\d\d的事，本班补录$/u)
  })
})
