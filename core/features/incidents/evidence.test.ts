import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done } from '../../testing.ts'
import { likeness, pieces } from './likeness.ts'
import { IncidentStage } from './testing.ts'

const stage = new IncidentStage()
const HOUR = 3_600_000
beforeAll(() => stage.set())
afterAll(() => stage.place.clear())

describe('likeness of symptoms', () => {
  it('sees the same words in Han and Latin text', () => {
    const a = pieces('存储SAN-02控制器B离线')
    expect(likeness(a, pieces('SAN-02控制器离线'))).toBeGreaterThan(0.4)
    expect(likeness(a, pieces('邮件网关证书过期'))).toBe(0)
    expect(likeness(a, pieces(''))).toBe(0)
  })
})

describe('evidence', () => {
  it('offers like incidents and the changes of the days before, not those long ago', async () => {
    const change = (title: string, days: number) =>
      done(stage.core, 'register.create', {
        type: 'change',
        fields: {
          title,
          kind: 'normal',
          reason: 'x',
          items: [stage.service],
          windowFrom: stage.start - days * 24 * HOUR,
          windowTo: stage.start - days * 24 * HOUR + HOUR,
        },
      })
    const near = await change('社保核心库升级', 2)
    await change('去年的变更', 300)
    stage.at(-60 * 24 * 30)
    const earlier = await stage.declare('存储SAN-02控制器A离线', 3)
    stage.at(0)
    const id = await stage.declare()
    const evidence = await done(stage.core, 'incident.evidence', { id })
    expect(evidence.changes.map((one) => one.id)).toEqual([near.id])
    // What was done to the ground that it stands on is as suspect.
    const ground = await done(stage.core, 'register.create', {
      type: 'configuration-item',
      fields: { name: 'UPS-9', kind: 'facility' },
    })
    await done(stage.core, 'register.update', {
      type: 'configuration-item',
      id: stage.service,
      fields: { dependsOn: [ground.id] },
    })
    const below = await done(stage.core, 'register.create', {
      type: 'change',
      fields: {
        title: '换电池',
        kind: 'routine',
        reason: 'x',
        items: [ground.id],
        windowFrom: stage.start - 3 * HOUR,
        windowTo: stage.start - 2 * HOUR,
      },
    })
    const more = await done(stage.core, 'incident.evidence', { id })
    expect(more.changes.map((one) => one.id)).toEqual([below.id, near.id])
    expect(evidence.similar[0]).toMatchObject({
      id: earlier,
      shared: [{ title: '社保核心业务' }],
    })
  })
})

describe('the analysis', () => {
  it('keeps thoughts in order, changes and takes them away', async () => {
    const id = await stage.declare('写延迟升高', 3)
    const first = await done(stage.core, 'incident.analyse', {
      incident: id,
      kind: 'hypothesis',
      text: '电池老化',
      category: 'hardware',
    })
    await done(stage.core, 'incident.analyse', { incident: id, kind: 'why', text: '缓存关闭' })
    await done(stage.core, 'incident.analyse', {
      incident: id,
      id: first.cause,
      kind: 'hypothesis',
      text: '电池老化',
      state: 'confirmed',
    })
    const causes = async () => (await done(stage.core, 'incident.causes', { id })).causes
    expect((await causes()).map(({ text, state }) => [text, state])).toEqual([
      ['电池老化', 'confirmed'],
      ['缓存关闭', 'open'],
    ])
    await done(stage.core, 'incident.analyse', {
      incident: id,
      id: first.cause,
      kind: 'hypothesis',
      text: '',
    })
    expect(await causes()).toHaveLength(1)
    const other = await stage.declare('别的事件', 4)
    const foreign = { incident: other, id: first.cause, kind: 'why' as const, text: 'x' }
    expect(await codeOf(stage.core, 'incident.analyse', foreign)).toBe('notFound')
  })
})
