import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeOf, done, passwordOf, signInAs, TestPlace } from '../../testing.ts'
import { at, HOUR, MINUTE, Scene } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
let TEN = ''
beforeAll(() => scene.open(), 60_000)
beforeEach(async () => {
  TEN = scene.nextDay()
  await signInAs(scene.core, 'zhou')
})
afterAll(() => place.clear())

/** A time of the test's day. */
const time = (text: string) => at(`${TEN.slice(0, 10)}T${text}`)
const wholeDay = () => [time('00:00'), time('23:59')] as const

describe('a round', () => {
  it('goes from its time to its submission and is then closed', async () => {
    const { core } = scene
    const state = async () => (await scene.rounds(...wholeDay()))[0]?.state
    expect(await state()).toBe('scheduled')
    expect(
      await codeOf(core, 'checklists.start', { schedule: scene.schedule, occurrence: TEN }),
    ).toBe('roundNotDue')
    scene.now = time('10:02')
    expect(await state()).toBe('due')
    const run = await scene.start(TEN)
    expect(await scene.start(TEN)).toBe(run)
    expect(await state()).toBe('progress')
    expect(await codeOf(core, 'checklists.submit', { run })).toBe('roundIncomplete')
    await scene.answerAll(run)
    expect(await state()).toBe('complete')
    const { state: after } = await done(core, 'checklists.submit', { run })
    expect(after).toBe('done')
    const [round] = await scene.rounds(...wholeDay())
    expect(round).toMatchObject({
      run,
      state: 'done',
      submittedByName: 'zhou',
      counts: { items: 6, answered: 5, out: 0, skipped: 0 },
    })
    for (const refused of [
      codeOf(core, 'checklists.record', { run, answers: [{ item: 'lamp', value: false }] }),
      codeOf(core, 'checklists.submit', { run }),
      codeOf(core, 'checklists.start', { schedule: scene.schedule, occurrence: TEN }),
    ])
      expect(await refused).toBe('roundClosed')
  })

  it('is resumed exactly where it was, by another program on the same workspace', async () => {
    scene.now = at(TEN)
    const run = await scene.start(TEN)
    await done(scene.core, 'checklists.record', {
      run,
      answers: [
        { item: 'lamp', value: true },
        { item: 'temperature', value: 24.5 },
      ],
    })
    await scene.reopen()
    const view = await done(scene.core, 'checklists.run', { run })
    expect(view.results.map(({ item, value }) => [item, value])).toEqual([
      ['lamp', true],
      ['temperature', 24.5],
    ])
    expect(view.missing.map(({ item, part }) => `${item} ${part}`)).toEqual([
      'fuel answer',
      'photo answer',
      'leak answer',
    ])
  })

  it('demands what an answer lacks, and says all of it', async () => {
    scene.now = at(TEN)
    const run = await scene.start(TEN)
    const { missing, results } = await done(scene.core, 'checklists.record', {
      run,
      answers: [
        { item: 'lamp', value: false },
        { item: 'temperature', value: 25.6 },
        { item: 'fuel', value: 81 },
        { item: 'photo', value: true },
        { item: 'leak', skip: '检测主机断电检修' },
      ],
    })
    expect(results.map(({ status }) => status)).toEqual(['failed', 'warn', 'ok', 'ok', 'skipped'])
    expect(results[1]?.message).toBe('先看滤网')
    expect(missing.map(({ item, part }) => `${item} ${part}`)).toEqual([
      'lamp remark',
      'temperature remark',
      'fuel second',
      'photo evidence',
    ])
    const refused = await scene.core.dispatch('checklists.submit', { run })
    expect(refused).toMatchObject({ ok: false, error: { params: { count: 4, missing } } })
  })

  it('keeps what is corrected, and takes an answer back', async () => {
    scene.now = at(TEN)
    const run = await scene.start(TEN)
    const write = (answer: { item: string; value?: number; clear?: true; remark?: string }) =>
      done(scene.core, 'checklists.record', { run, answers: [answer] })
    await write({ item: 'temperature', value: 32.4 })
    await write({ item: 'temperature', value: 23.4 })
    const { missing } = await write({ item: 'temperature', clear: true })
    expect(missing).toContainEqual({ item: 'temperature', title: '温度', part: 'answer' })
    const { results } = await done(scene.core, 'checklists.answers', { run, item: 'temperature' })
    expect(results.map(({ value, status }) => [value, status])).toEqual([
      [32.4, 'alarm'],
      [23.4, 'ok'],
      [null, 'cleared'],
    ])
  })

  it('refuses what cannot be an answer', async () => {
    scene.now = at(TEN)
    const run = await scene.start(TEN)
    const code = (answer: object) =>
      codeOf(scene.core, 'checklists.record', { run, answers: [answer as never] })
    expect(await code({ item: 'nothing', value: true })).toBe('itemUnknown')
    expect(await code({ item: 'lamp', value: 1 })).toBe('answerInvalid')
    expect(await code({ item: 'temperature', value: 220.4 })).toBe('answerInvalid')
    expect(await code({ item: 'leak', value: 'flood' })).toBe('answerInvalid')
    expect(await code({ item: 'lamp' })).toBe('answerInvalid')
    expect(await code({ item: 'lamp', value: true, skip: '一' })).toBe('answerInvalid')
    expect(await code({ item: 'lamp', value: true, at: scene.now + HOUR })).toBe('timeInFuture')
    expect((await done(scene.core, 'checklists.run', { run })).results).toEqual([])
  })
})

describe('the second person', () => {
  it('is never the first, at whichever window', async () => {
    scene.now = at(TEN)
    const run = await scene.start(TEN)
    await done(scene.core, 'checklists.record', { run, answers: [{ item: 'fuel', value: 81 }] })
    const own = { run, items: ['fuel'], confirmation: await scene.confirm('zhou') }
    expect(await codeOf(scene.core, 'checklists.confirm', own)).toBe('secondIsFirst')
    expect(
      await codeOf(scene.core, 'session.witness', { login: 'zhou', password: passwordOf('zhou') }),
    ).toBe('secondIsFirst')
    expect(
      await codeOf(scene.core, 'session.witness', { login: 'wang', password: passwordOf('zhou') }),
    ).toBe('passwordWrong')
    expect(await codeOf(scene.core, 'checklists.confirm', { run, items: ['fuel'] })).toBe(
      'passwordNeeded',
    )
    expect(
      await codeOf(scene.core, 'checklists.confirm', {
        run,
        items: ['lamp'],
        witness: await scene.witness('wang'),
      }),
    ).toBe('answerInvalid')
    await signInAs(scene.core, 'wang')
    await done(scene.core, 'checklists.confirm', {
      run,
      items: ['fuel'],
      confirmation: await scene.confirm('wang'),
    })
    const { results } = await done(scene.core, 'checklists.run', { run })
    expect(results[0]?.second?.personName).toBe('wang')
    // A correction wants the second person's word anew.
    await done(scene.core, 'checklists.record', { run, answers: [{ item: 'fuel', value: 18 }] })
    expect((await done(scene.core, 'checklists.run', { run })).results[0]?.second).toBeUndefined()
  })

  it('signs with his own key, which the verification checks', async () => {
    scene.now = at(TEN)
    await scene.answerAll(await scene.start(TEN))
    await signInAs(scene.core, 'chenly')
    expect((await done(scene.core, 'audit.verify', {})).findings).toEqual([])
    expect((await done(scene.core, 'maintenance.rebuild', {})).same).toBe(true)
  })
})

describe('what was noted on paper', () => {
  it('cannot be keyed in as if in time', async () => {
    scene.now = time('10:40')
    const run = await scene.start(TEN)
    const answers = [{ item: 'lamp', value: true, at: time('10:05') }]
    expect(await codeOf(scene.core, 'checklists.record', { run, answers })).toBe('lateUndeclared')
    const { results } = await done(scene.core, 'checklists.record', {
      run,
      answers,
      fromPaper: true,
      doneBy: String(scene.people['wang']),
    })
    expect(results[0]).toMatchObject({
      at: time('10:05'),
      enteredAt: scene.now,
      late: true,
      personName: 'wang',
    })
    const stranger = { run, answers, fromPaper: true, doneBy: run }
    expect(await codeOf(scene.core, 'checklists.record', stranger)).toBe('notFound')
    const untimed = { run, answers: [{ item: 'lamp', value: true }], fromPaper: true }
    expect(await codeOf(scene.core, 'checklists.record', untimed)).toBe('answerInvalid')
  })

  it('is a late entry, never in time and no miss, when it was made in time', async () => {
    scene.now = time('08:10')
    const { code, short } = await done(scene.core, 'checklists.paper', {
      schedule: scene.schedule,
      occurrence: TEN,
    })
    scene.now = time('20:00')
    expect(short).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u)
    const typed = ` ${short.toLowerCase().replace('-', '').replaceAll('0', 'o')}`
    const byShort = await done(scene.core, 'checklists.readCode', { code: typed })
    expect(byShort).toEqual(await done(scene.core, 'checklists.readCode', { code }))
    const { name, at: due, ...named } = await done(scene.core, 'checklists.readCode', { code })
    expect([name, due]).toEqual(['机房日检', at(TEN)])
    const { run } = await done(scene.core, 'checklists.start', named)
    const read = time('10:20')
    await done(scene.core, 'checklists.record', {
      run,
      fromPaper: true,
      answers: [
        { item: 'lamp', value: true, at: read },
        { item: 'temperature', value: 24, at: read },
        { item: 'fuel', value: 80, at: read },
        { item: 'photo', value: true, attachments: [scene.picture], at: read },
        { item: 'leak', value: 'quiet', at: read },
      ],
    })
    const witness = await scene.witness('wang')
    await done(scene.core, 'checklists.confirm', { run, items: ['fuel'], witness })
    expect(await done(scene.core, 'checklists.submit', { run })).toMatchObject({ state: 'late' })
    const { rows } = await done(scene.core, 'checklists.statistics', {
      from: time('00:00'),
      to: time('23:59'),
      by: 'all',
    })
    expect(rows[0]).toMatchObject({ due: 1, onTime: 0, lateEntry: 1, missed: 0 })
  })

  it('names nothing by a code of somebody else’s making', async () => {
    for (const code of [
      '',
      'x',
      '7QK2-M0XD',
      'WK1 R a b c',
      `WK1 T ${scene.version} ${scene.schedule}`,
    ])
      expect(await codeOf(scene.core, 'checklists.readCode', { code })).toBe('codeUnknown')
  })
})

describe('an extra round', () => {
  it('is begun once however often the call is repeated', async () => {
    const input = { template: scene.template, id: '01a20dd7-363c-7f2f-b24d-d03e7f8744a6' }
    const { run } = await done(scene.core, 'checklists.start', input)
    expect((await done(scene.core, 'checklists.start', input)).run).toBe(run)
    const rounds = await scene.rounds(scene.now - MINUTE, scene.now + MINUTE)
    expect(rounds.map(({ key, state }) => [key, state])).toEqual([[run, 'progress']])
  })
})
