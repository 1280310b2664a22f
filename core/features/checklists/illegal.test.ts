import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done, signInAs, TestPlace } from '../../testing.ts'
import { at, daily, DAY, HOUR, ITEMS, MINUTE, Scene, TIMING } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
beforeAll(() => scene.open(), 60_000)
afterAll(() => place.clear())

const span = (days: number) => ({ from: scene.now - days * DAY, to: scene.now })
const statistics = async (days: number) => {
  const { rows } = await done(scene.core, 'checklists.statistics', { ...span(days), by: 'all' })
  return rows[0]
}

describe('a machine that was off for a week', () => {
  it('shows every round that nobody made, as missed', async () => {
    scene.now += 7 * DAY
    await scene.reopen()
    const { rounds } = await done(scene.core, 'checklists.misses', span(7))
    expect(rounds.map(({ occurrence }) => occurrence)).toEqual([
      '2026-03-15T10:00',
      '2026-03-14T10:00',
      '2026-03-13T10:00',
      '2026-03-12T10:00',
      '2026-03-11T10:00',
      '2026-03-10T10:00',
      '2026-03-09T10:00',
    ])
    expect(await statistics(7)).toMatchObject({ due: 7, missed: 7, onTime: 0, open: 0 })
  })

  it('and making one afterwards does not take the miss away', async () => {
    const run = await scene.start('2026-03-15T10:00')
    await scene.answerAll(run)
    expect(await done(scene.core, 'checklists.submit', { run })).toMatchObject({ state: 'missed' })
    expect(await statistics(7)).toMatchObject({ due: 7, missed: 7, madeUp: 1 })
  })
})

describe('a miss', () => {
  const missed = () => ({ schedule: scene.schedule, occurrence: '2026-03-14T10:00' })

  it('is explained by those who missed it and approved by somebody else, with his signature', async () => {
    await signInAs(scene.core, 'ma')
    const input = { ...missed(), comment: '停电检修，全员在配电间' }
    const { id: miss } = await done(scene.core, 'checklists.explainMiss', input)
    expect(await codeOf(scene.core, 'checklists.explainMiss', input)).toBe('wrongState')
    const own = { miss, confirmation: await scene.confirm('ma') }
    expect(await codeOf(scene.core, 'checklists.approveMiss', own)).toBe('ownAct')
    expect(await codeOf(scene.core, 'checklists.returnMiss', { miss, reason: '一' })).toBe('ownAct')
    await signInAs(scene.core, 'zhou')
    expect(await codeOf(scene.core, 'checklists.approveMiss', { miss })).toBe('denied')
    await signInAs(scene.core, 'he')
    expect(await codeOf(scene.core, 'checklists.approveMiss', { miss })).toBe('passwordNeeded')
    await done(scene.core, 'checklists.returnMiss', { miss, reason: '写明几点恢复' })
    await signInAs(scene.core, 'ma')
    await done(scene.core, 'checklists.explainMiss', { ...input, comment: '停电检修，11:40恢复' })
    await signInAs(scene.core, 'he')
    const confirmation = await scene.confirm('he')
    await done(scene.core, 'checklists.approveMiss', { miss, confirmation })
    const { rounds } = await done(scene.core, 'checklists.misses', span(7))
    expect(rounds.find(({ occurrence }) => occurrence === missed().occurrence)).toMatchObject({
      state: 'missed',
      miss: { state: 'approved', approvedByName: 'he', comment: '停电检修，11:40恢复' },
    })
    const again = { miss, confirmation: await scene.confirm('he') }
    expect(await codeOf(scene.core, 'checklists.approveMiss', again)).toBe('wrongState')
  })

  it('with a new date stays, and the round on that date is one of its own', async () => {
    await signInAs(scene.core, 'zhou')
    const occurrence = '2026-03-13T10:00'
    const newAt = scene.now + 3 * HOUR
    const input = { schedule: scene.schedule, occurrence, comment: '备件未到' }
    expect(
      await codeOf(scene.core, 'checklists.explainMiss', { ...input, newAt: scene.now - HOUR }),
    ).toBe('fieldInvalid')
    await done(scene.core, 'checklists.explainMiss', { ...input, newAt })
    const rounds = await scene.rounds(newAt, newAt + 1)
    expect(rounds.map(({ state, at: due }) => [state, due])).toEqual([['scheduled', newAt]])
    const [made] = rounds
    scene.now = newAt + MINUTE
    const run = await scene.start(String(made?.occurrence))
    await scene.answerAll(run)
    expect(await done(scene.core, 'checklists.submit', { run })).toMatchObject({ state: 'done' })
    const { rounds: misses } = await done(scene.core, 'checklists.misses', span(8))
    expect(misses.some((round) => round.occurrence === occurrence)).toBe(true)
  })

  it('is not one before its time is over', async () => {
    const occurrence = '2026-03-18T10:00'
    const input = { schedule: scene.schedule, occurrence, comment: '一' }
    expect(await codeOf(scene.core, 'checklists.explainMiss', input)).toBe('notMissed')
    const never = { ...input, occurrence: '2026-03-18T11:00' }
    expect(await codeOf(scene.core, 'checklists.explainMiss', never)).toBe('notFound')
  })
})

describe('a version', () => {
  it('is approved by somebody other than its author, and a running list keeps its own', async () => {
    const ten = scene.nextDay()
    scene.now = at(ten)
    await signInAs(scene.core, 'zhou')
    const run = await scene.start(ten)
    const first = scene.version
    await signInAs(scene.core, 'ma')
    const body = { sections: [{ id: 'all', title: '全部', items: [...ITEMS.slice(0, 2)] }] }
    const { id: version, number } = await done(scene.core, 'checklists.saveVersion', {
      template: scene.template,
      body,
    })
    expect(number).toBe(2)
    await done(scene.core, 'checklists.submitVersion', { version })
    expect(
      await codeOf(scene.core, 'checklists.saveVersion', { template: scene.template, body }),
    ).toBe('wrongState')
    const own = { version, confirmation: await scene.confirm('ma') }
    expect(await codeOf(scene.core, 'checklists.approveVersion', own)).toBe('ownAct')
    await signInAs(scene.core, 'he')
    expect(await codeOf(scene.core, 'checklists.approveVersion', { version })).toBe(
      'passwordNeeded',
    )
    await done(scene.core, 'checklists.approveVersion', {
      version,
      confirmation: await scene.confirm('he'),
    })
    expect((await done(scene.core, 'checklists.run', { run })).version.id).toBe(first)
    await signInAs(scene.core, 'zhou')
    const extra = await done(scene.core, 'checklists.start', { template: scene.template })
    const { version: used } = await done(scene.core, 'checklists.run', { run: extra.run })
    expect(used.id).toBe(version)
  })

  it('without items is not submitted, and a retired checklist starts nothing', async () => {
    await signInAs(scene.core, 'ma')
    const { id: template } = await done(scene.core, 'checklists.saveTemplate', {
      name: '空表',
      category: 'week',
      area: 'server',
    })
    const { id: version } = await done(scene.core, 'checklists.saveVersion', {
      template,
      body: { sections: [] },
    })
    expect(await codeOf(scene.core, 'checklists.submitVersion', { version })).toBe('checklistEmpty')
    expect(await codeOf(scene.core, 'checklists.start', { template })).toBe('noApprovedVersion')
  })
})

describe('a schedule', () => {
  it('that is changed leaves what was due before as it was', async () => {
    await signInAs(scene.core, 'ma')
    const from = scene.now - 8 * DAY
    const before = await scene.rounds(from, scene.now)
    scene.schedule = await scene.plan(daily('09:00', '21:00'), { id: scene.schedule })
    expect(await scene.rounds(from, scene.now)).toEqual(before)
    const next = await scene.rounds(scene.now + 1, scene.now + DAY)
    expect(next.map(({ occurrence }) => occurrence?.slice(11))).toEqual(['21:00', '09:00'])
    // A new name is no reason for a new schedule.
    const renamed = await scene.plan(daily('09:00', '21:00'), { id: scene.schedule, name: '日检' })
    expect(renamed).toBe(scene.schedule)
  })

  it('that cannot be is refused with what is wrong', async () => {
    const code = (more: object) =>
      codeOf(scene.core, 'checklists.saveSchedule', {
        name: '一',
        template: scene.template,
        rule: daily('10:00'),
        timing: TIMING,
        ...more,
      })
    expect(await code({ timeZone: 'Asia/Binjiang' })).toBe('scheduleInvalid')
    expect(await code({ rule: { kind: 'cron', expression: '61 * * * *' } })).toBe('scheduleInvalid')
    expect(await code({ rule: { kind: 'cron', expression: '* * * * *' } })).toBe('scheduleInvalid')
    expect(await code({ timing: { early: 0, due: 60, grace: 60, missed: 90 } })).toBe(
      'scheduleInvalid',
    )
    expect(await code({ since: scene.now - DAY })).toBe('scheduleInvalid')
  })

  it('that follows an event is due once for each, the same after the tables are made anew', async () => {
    await signInAs(scene.core, 'ma')
    const rule = { kind: 'event', type: 'key-tool', state: 'lost', delayMinutes: 30 } as const
    const schedule = await scene.plan(rule)
    scene.now += MINUTE
    const { id } = await done(scene.core, 'register.create', {
      type: 'key-tool',
      fields: { code: 'K-1', name: '钥匙', kind: 'key', place: '柜', notes: '一' },
    })
    for (const transition of ['report-lost', 'found', 'report-lost']) {
      scene.now += MINUTE
      await done(scene.core, 'register.transition', { type: 'key-tool', id, transition })
    }
    const own = async () =>
      (await scene.rounds(scene.now, scene.now + HOUR))
        .filter((round) => round.schedule === schedule)
        .map(({ occurrence }) => occurrence)
    const found = await own()
    expect(found).toHaveLength(2)
    scene.now += HOUR
    const run = await scene.start(String(found[0]), schedule)
    expect(run).toMatch(/^[0-9a-f-]{36}$/u)
    await signInAs(scene.core, 'chenly')
    await done(scene.core, 'maintenance.rebuild', {})
    scene.now -= HOUR
    expect(await own()).toEqual(found)
    scene.now += HOUR
  })
})

describe('taking a round off the plan', () => {
  it('is for those who decide, has a reason, and hides no miss', async () => {
    const ten = `${scene.nextDay().slice(0, 10)}T21:00`
    const input = { schedule: scene.schedule, occurrence: ten, reason: '机房搬迁' }
    await signInAs(scene.core, 'zhou')
    expect(await codeOf(scene.core, 'checklists.cancel', input)).toBe('denied')
    await signInAs(scene.core, 'ma')
    await done(scene.core, 'checklists.cancel', input)
    const [round] = await scene.rounds(at(ten), at(ten) + 1)
    expect(round).toMatchObject({ state: 'cancelled', reason: '机房搬迁' })
    expect(
      await codeOf(scene.core, 'checklists.start', { schedule: scene.schedule, occurrence: ten }),
    ).toBe('roundClosed')
    scene.now += 2 * DAY
    const gone = `${ten.slice(0, 8)}${String(Number(ten.slice(8, 10)) + 1).padStart(2, '0')}T09:00`
    expect(await codeOf(scene.core, 'checklists.cancel', { ...input, occurrence: gone })).toBe(
      'roundClosed',
    )
  })
})
