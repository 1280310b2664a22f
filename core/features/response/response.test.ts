import mammoth from 'mammoth'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { progressOf } from '../../../contract/response-engine.ts'
import { codeOf, done, signInAs, TestPlace } from '../../testing.ts'
import { MINUTE, Scene } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
const of = (id: string) => ({ type: 'activation', id })
/** What an office program reads in a document. */
const wordsOf = async ({ bytes }: { readonly bytes: Uint8Array }): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
beforeAll(() => scene.open())
afterAll(() => place.clear())

describe('a plan', () => {
  it('is in use once a manager who did not write it has signed', async () => {
    const { plan } = await done(scene.core, 'plan.get', { id: scene.plan })
    expect(plan.current).toMatchObject({ number: 1, steps: 4, approvedByName: 'he' })
    expect(plan.reviewOn).toBe('2027-03-17')
  })

  it('is neither approved by its author nor without his password', async () => {
    const next = { ...scene.body(), trigger: '单控故障' }
    const { id } = await done(scene.core, 'plan.saveVersion', { plan: scene.plan, body: next })
    await done(scene.core, 'plan.submitVersion', { version: id })
    expect(await codeOf(scene.core, 'plan.saveVersion', { plan: scene.plan, body: next })).toBe(
      'wrongState',
    )
    await signInAs(scene.core, 'he')
    expect(await codeOf(scene.core, 'plan.approveVersion', { version: id })).toBe('passwordNeeded')
    await done(scene.core, 'plan.returnVersion', { version: id, reason: '触发条件太宽' })
    const { body } = await done(scene.core, 'plan.version', { id: scene.version })
    expect(body.trigger).toBe('存储双控均不可用')
    await signInAs(scene.core, 'ma')
  })

  it('refuses roles and callers that are not there', async () => {
    const body = scene.body()
    const [first] = body.steps
    if (!first) throw new Error('no step')
    for (const wrong of [
      { ...body, steps: [{ ...first, role: 'nobody' }] },
      { ...body, steps: [first, first] },
      {
        ...body,
        contacts: [
          { id: 'a', name: 'A', under: 'b' },
          { id: 'b', name: 'B', under: 'a' },
        ],
      },
    ])
      expect(await codeOf(scene.core, 'plan.saveVersion', { plan: scene.plan, body: wrong })).toBe(
        'invalidInput',
      )
  })
})

describe('a response', () => {
  it('keeps the version that it began with and begins once', async () => {
    const id = await scene.activate()
    expect(await scene.activate({ id })).not.toBe('')
    await done(scene.core, 'response.activate', { id, plan: scene.plan, level: 2, reason: 'x' })
    const { responses } = await done(scene.core, 'response.list', { open: true })
    expect(responses.filter((one) => one.id === id)).toHaveLength(1)
    const { body, head } = await scene.get(id)
    expect([body.trigger, head.planVersion]).toEqual(['存储双控均不可用', 1])
  })

  it('takes the same decision once, and another one never', async () => {
    const id = await scene.activate()
    scene.now += 3 * MINUTE
    const first = await scene.decide(id, 'call')
    const again = await scene.decide(id, 'call')
    expect(again.commit).toBe('')
    expect(again.decision).toEqual(first.decision)
    const asked = { of: of(id), step: 'call', attempt: 0, outcome: 'skipped', reason: 'x' } as const
    expect(await codeOf(scene.core, 'response.decide', asked)).toBe('stepDecided')
    expect(
      await codeOf(scene.core, 'response.decide', { ...asked, step: 'judge', reason: '' }),
    ).toBe('missingFields')
    expect(await codeOf(scene.core, 'response.decide', { ...asked, step: 'none' })).toBe(
      'stepUnknown',
    )
  })

  it('takes a decision back for ten seconds, and keeps that it was made', async () => {
    const id = await scene.activate()
    await scene.decide(id, 'call')
    scene.now += 8_000
    await done(scene.core, 'response.undo', { of: of(id), step: 'call', attempt: 0 })
    const { steps, decisions, head } = await scene.get(id)
    expect(head.current).toBe('报告运维主管')
    expect(decisions[0]?.undoneAt).toBe(scene.now)
    const { lines } = progressOf(steps, decisions, { startedAt: head.startedAt, now: scene.now })
    expect(lines[0]?.attempt).toBe(1)
    await scene.decide(id, 'call', { attempt: 1 })
    scene.now += 60_000
    expect(
      await codeOf(scene.core, 'response.undo', { of: of(id), step: 'call', attempt: 1 }),
    ).toBe('undoTooLate')
  })

  it('is there as it was after core is gone', async () => {
    const id = await scene.activate()
    await scene.decide(id, 'call')
    await scene.reopen('wang')
    await scene.decide(id, 'judge')
    const { decisions, roles } = await scene.get(id)
    expect(decisions.map(({ step, byName }) => `${step} ${byName}`)).toEqual([
      'call ma',
      'judge wang',
    ])
    expect(roles.map(({ personName }) => personName)).toEqual(['ma', 'wang', ''])
    await signInAs(scene.core, 'ma')
  })

  it('reports up the line and carries out the reporting step with it', async () => {
    const id = await scene.activate()
    scene.now += 10 * MINUTE
    const report = uuidv7()
    const given = {
      id,
      report,
      text: '已发现，正在核实',
      to: ['何建平'],
      step: { id: 'call', attempt: 0 },
    }
    await done(scene.core, 'response.report', given)
    await done(scene.core, 'response.report', given)
    const { reports, head, decisions } = await scene.get(id)
    expect(reports).toHaveLength(1)
    expect(decisions).toHaveLength(1)
    expect(head.nextReportAt).toBe(scene.now + 30 * MINUTE)
  })

  it('is told line by line', async () => {
    const id = await scene.activate()
    const note = uuidv7()
    await done(scene.core, 'response.note', { id, note, text: '厂家已出发' })
    await done(scene.core, 'response.note', { id, note, text: '厂家已出发' })
    scene.now += MINUTE
    await scene.decide(id, 'call', { outcome: 'cannot', reason: '电话无人接听' })
    const { entries } = await done(scene.core, 'response.timeline', { id })
    expect(entries.map(({ text }) => text)).toEqual([
      '启动预案“核心存储故障应急预案”，二级响应',
      '厂家已出发',
      '第1步做不了：报告运维主管。电话无人接听',
    ])
  })

  it('ends signed when nothing is open, and is summed up with what it showed', async () => {
    const id = await scene.activate()
    for (const step of ['call', 'judge', 'switch']) {
      scene.now += 9 * MINUTE
      await scene.decide(id, step)
    }
    await done(scene.core, 'response.restored', { id })
    const end = async () => ({
      id,
      outcome: 'normal' as const,
      note: '业务已恢复',
      confirmation: await scene.confirm('ma'),
    })
    expect(await codeOf(scene.core, 'response.end', await end())).toBe('stepsOpen')
    expect(
      await codeOf(scene.core, 'response.sumUp', { id, well: '', badly: '', lessons: '' }),
    ).toBe('wrongState')
    await scene.decide(id, 'back', { outcome: 'skipped', reason: '备库稳定，择日回切' })
    await done(scene.core, 'response.end', await end())
    expect(
      await codeOf(scene.core, 'response.decide', {
        of: of(id),
        step: 'back',
        attempt: 1,
        outcome: 'done',
      }),
    ).toBe('responseEnded')
    await done(scene.core, 'response.raiseFinding', {
      id,
      step: 'switch',
      title: '切换脚本缺少校验',
    })
    await done(scene.core, 'plan.propose', {
      plan: scene.plan,
      text: '切换前核对延迟',
      activation: id,
    })
    await done(scene.core, 'response.sumUp', { id, well: '分工清楚', badly: '', lessons: '补脚本' })
    const { items } = await done(scene.core, 'work.list', { scope: 'all' })
    const titles = items.map(({ title }) => title)
    expect(titles).toContain('切换脚本缺少校验')
    expect(titles).toContain('修订预案：核心存储故障应急预案')
    const { findings, head } = await scene.get(id)
    expect(findings).toMatchObject([{ title: '切换脚本缺少校验', step: 'switch' }])
    expect(head).toMatchObject({ outcome: 'normal', summedUp: true })
    const words = await wordsOf(await done(scene.core, 'response.export', { id, language: 'en' }))
    for (const part of ['Emergency response report', '将社保核心库切换到备库', '补脚本', '9:00'])
      expect(words).toContain(part)
    await done(scene.core, 'response.submitReport', { id })
    const late = { id, well: '别的', badly: '', lessons: '' }
    expect(await codeOf(scene.core, 'response.sumUp', late)).toBe('wrongState')
    await signInAs(scene.core, 'he')
    const asked = (await done(scene.core, 'work.list', { scope: 'all' })).items
    expect(asked.map(({ title }) => title).join()).toContain('批准报告：')
    await done(scene.core, 'response.returnReport', { id, reason: '补充损失' })
    expect((await scene.get(id)).review).toMatchObject({
      state: 'returned',
      returnReason: '补充损失',
    })
    await done(scene.core, 'response.submitReport', { id })
    const own = { id, confirmation: await scene.confirm('he') }
    expect(await codeOf(scene.core, 'response.approveReport', own)).toBe('ownAct')
    await done(scene.core, 'response.returnReport', { id, reason: '由值班长提交' })
    await signInAs(scene.core, 'ma')
    await done(scene.core, 'response.submitReport', { id })
    await signInAs(scene.core, 'he')
    const confirmation = await scene.confirm('he')
    await done(scene.core, 'response.approveReport', { id, confirmation })
    expect((await scene.get(id)).review).toMatchObject({ state: 'approved' })
    expect((await done(scene.core, 'audit.verify', {})).findings).toEqual([])
    await signInAs(scene.core, 'ma')
  })
})

describe('steps of other records', () => {
  it('are worked off as those of responses are', async () => {
    const { id } = await done(scene.core, 'incident.declare', { title: '存储告警', grade: 3 })
    const incident = { type: 'incident', id }
    await done(scene.core, 'response.addStep', {
      of: incident,
      step: { kind: 'action', title: '更换控制器B', minutes: 30 },
    })
    const { steps } = await done(scene.core, 'response.steps', { of: incident })
    const [first] = steps
    if (!first) throw new Error('no step')
    await done(scene.core, 'response.decide', {
      of: incident,
      step: first.id,
      attempt: 0,
      outcome: 'done',
    })
    expect((await done(scene.core, 'response.steps', { of: incident })).decisions).toHaveLength(1)
    expect(
      await codeOf(scene.core, 'response.decide', {
        of: { type: 'incident', id: uuidv7() },
        step: first.id,
        attempt: 0,
        outcome: 'done',
      }),
    ).toBe('notFound')
  })
})
