import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done } from '../../testing.ts'
import { IncidentStage } from './testing.ts'

const stage = new IncidentStage()
const MINUTE = 60_000
beforeAll(() => stage.set())
afterAll(() => stage.place.clear())

const incident = async (id: string) => (await done(stage.core, 'incident.get', { id })).incident
const lines = async (id: string) =>
  (await done(stage.core, 'incident.timeline', { id })).lines.map(({ text }) => text)

describe('the four phases', () => {
  let id = ''

  it('begin with an answer of the person in charge', async () => {
    stage.at(0)
    id = await stage.declare()
    stage.at(6)
    await done(stage.core, 'incident.answer', { id, note: '马上到' })
    expect(await incident(id)).toMatchObject({
      phase: 'assess',
      commander: { name: 'zhao' },
      decideBy: stage.start + 36 * MINUTE,
    })
    expect(await codeOf(stage.core, 'incident.answer', { id })).toBe('incidentPhase')
  })

  it('want to be assessed before it is decided', async () => {
    const decide = { id, decision: 'repair' as const, reason: '有备库' }
    const refused = await stage.core.dispatch('incident.decide', decide)
    expect(refused).toMatchObject({
      error: {
        code: 'missingFields',
        params: { names: ['assessor', 'impacts', 'loss', 'options'] },
      },
    })
    await done(stage.core, 'incident.update', {
      id,
      changes: {
        assessor: String(stage.people['zhao']),
        impacts: ['outage', 'customers'],
        loss: '窗口业务停办',
        options: '切备库；等厂家换件',
      },
    })
    stage.at(15)
    await done(stage.core, 'incident.decide', decide)
    expect(await incident(id)).toMatchObject({ phase: 'implement', decision: 'repair' })
  })

  it('keep a step, a relapse and the verification', async () => {
    const of = { type: 'incident', id }
    const { id: step } = await done(stage.core, 'response.addStep', {
      of,
      step: { kind: 'action', title: '切换到备库db-core-02' },
    })
    stage.at(40)
    await stage.repaired(id)
    expect(await incident(id)).toMatchObject({ impaired: false, openTasks: 1 })
    await done(stage.core, 'incident.relapse', { id, reason: '写延迟又升高' })
    expect(await incident(id)).toMatchObject({ impaired: true, phase: 'implement' })
    stage.at(60)
    await stage.repaired(id)
    const confirmation = await stage.confirmed('zhao')
    const refused = await stage.core.dispatch('incident.restore', { id, confirmation })
    expect(refused).toMatchObject({
      error: { code: 'incidentTasks', params: { tasks: ['切换到备库db-core-02'] } },
    })
    await done(stage.core, 'response.decide', {
      of,
      step: `x-${step.replaceAll('-', '')}`,
      attempt: 0,
      outcome: 'done',
    })
    expect(await lines(id)).toContain('切换到备库db-core-02：完成')
  })

  it('are ended by a signature, with everything that was found put right', async () => {
    expect(await codeOf(stage.core, 'incident.restore', { id })).toBe('passwordNeeded')
    stage.at(90)
    await done(stage.core, 'incident.restore', { id, confirmation: await stage.confirmed('zhao') })
    expect((await incident(id)).phase).toBe('review')
    await done(stage.core, 'incident.update', {
      id,
      changes: {
        causeKind: 'hardware',
        rootCause: '控制器B电池老化',
        lessons: '电池未列入巡检',
        improvement: '巡检表加电池项',
      },
    })
    const unreported = await stage.confirmed('zhao')
    expect(await codeOf(stage.core, 'incident.close', { id, confirmation: unreported })).toBe(
      'incidentReport',
    )
    const { finding } = await done(stage.core, 'incident.raiseFinding', {
      id,
      title: '巡检表增加存储电池',
    })
    const confirmation = await stage.confirmed('zhao')
    expect(await codeOf(stage.core, 'incident.close', { id, confirmation })).toBe('incidentTasks')
    await done(stage.core, 'register.transition', {
      type: 'finding',
      id: finding,
      transition: 'finish',
      fields: { result: '已加' },
    })
    await stage.as('boss')
    await done(stage.core, 'register.transition', {
      type: 'finding',
      id: finding,
      transition: 'verify',
      confirmation: await stage.confirmed('boss'),
    })
    await stage.reported(id)
    await done(stage.core, 'incident.close', { id, confirmation: await stage.confirmed('boss') })
    expect(await incident(id)).toMatchObject({ phase: 'closed', closedBy: { name: 'boss' } })
    expect((await done(stage.core, 'audit.verify', {})).findings).toEqual([])
    await stage.as('zhao')
  })

  it('are read, never changed, after the end', async () => {
    expect(await codeOf(stage.core, 'incident.grade', { id, grade: 1, reason: 'x' })).toBe(
      'incidentPhase',
    )
    expect(
      await codeOf(stage.core, 'incident.update', { id, changes: { rootCause: '别的' } }),
    ).toBe('incidentPhase')
  })
})

describe('milestones', () => {
  it('are corrected visibly and stay in order', async () => {
    stage.at(0)
    const id = await stage.declare('办事大厅变慢', 3)
    stage.at(20)
    await done(stage.core, 'incident.answer', { id })
    const at = stage.start + 8 * MINUTE
    await done(stage.core, 'incident.correct', {
      id,
      milestone: 'answered',
      at,
      reason: '8分已接电话',
    })
    expect((await incident(id)).at.answered).toBe(at)
    expect((await lines(id)).at(-1)).toMatch(/^更正“响应”时间：.* → .*。8分已接电话$/u)
    const before = { id, milestone: 'answered' as const, at: stage.start - 1, reason: 'x' }
    expect(await codeOf(stage.core, 'incident.correct', before)).toBe('fieldInvalid')
    const unreached = { ...before, milestone: 'repaired' as const }
    expect(await codeOf(stage.core, 'incident.correct', unreached)).toBe('incidentPhase')
  })
})

describe('the timeline', () => {
  it('is curated without losing a line', async () => {
    stage.at(0)
    const id = await stage.declare('统一认证中断', 2)
    await done(stage.core, 'incident.tell', { id, kind: 'note', text: '误报，忽略' })
    const all = (await done(stage.core, 'incident.timeline', { id })).lines
    const key = String(all.at(-1)?.key)
    await done(stage.core, 'incident.curate', { id, key, hidden: true, note: '另一台主机' })
    await done(stage.core, 'incident.curate', { id, key, pinned: true })
    const after = (await done(stage.core, 'incident.timeline', { id })).lines
    expect(after.at(-1)).toMatchObject({ hidden: true, pinned: true, note: '另一台主机' })
    expect(after).toHaveLength(all.length)
  })
})

describe('the shared places', () => {
  it('ask for what is due, stop handovers and show the incident on the sheet and the ribbon', async () => {
    stage.at(0)
    const { id } = await done(stage.core, 'incident.declare', {
      title: '核心交换机中断',
      grade: 1,
      scope: '全部业务',
      stopsHandover: true,
    })
    const lead = String(stage.people['zhao'])
    const sides = {
      outgoing: '乙班',
      incoming: '丙班',
      outgoingPeople: [lead],
      incomingPeople: [lead],
    }
    const { id: sheet } = await done(stage.core, 'handover.open', {
      byHand: { from: stage.start, to: stage.start + 10 * MINUTE, ...sides },
    })
    const begins = () => codeOf(stage.core, 'handover.start', { id: sheet })
    expect(await begins()).toBe('handoverSuspended')
    const titles = async () =>
      (await done(stage.core, 'work.list', { scope: 'all', text: '核心交换机' })).items.map(
        ({ title, state }) => `${title} ${state}`,
      )
    expect((await titles())[0]).toMatch(/^响应INC-\d{4} due$/u)
    stage.at(11)
    expect((await titles())[0]).toMatch(/overdue$/u)
    await stage.decided(id)
    expect((await titles()).join()).toMatch(/修复INC-\d{4} progress/u)
    const { concerns, marks } = await done(stage.core, 'work.shift', {})
    expect(concerns.find(({ record }) => record?.id === id)).toMatchObject({
      tone: 'crit',
      state: 'acknowledged',
      card: { grade: '一级', impaired: true },
      detail: '第3阶段 处理实施　负责人zhao　11分响应，限10分',
    })
    expect(marks.find(({ key }) => key === `incident/${id}`)).toMatchObject({ open: true })
    await stage.repaired(id)
    expect((await titles()).join()).not.toMatch(/进展报告/u)
    expect(await begins()).toBe('ok')
  })
})
