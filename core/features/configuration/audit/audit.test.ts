import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../../../contract/record-type.ts'
import { done, FOUNDER } from '../../../testing.ts'
import { ConfigurationStage, HOUR, NOW } from '../testing.ts'

const stage = new ConfigurationStage()
beforeAll(() => stage.set(), 60_000)
afterAll(() => stage.place.clear())

describe('a baseline and its audit', () => {
  it('is frozen, compared with reality, put right, looked at again and closed with its figures', async () => {
    await stage.as('wangxm')
    const [one, two, gone] = [
      await stage.item('B-1', { location: 'A列', serial: '1' }),
      await stage.item('B-2', { location: 'B列' }),
      await stage.item('B-3'),
    ]
    const baseline = await stage.make('baseline', {
      name: '核心',
      items: [],
      scope: 'chosen',
      auditEvery: 'quarter',
    })
    expect(await stage.take('hejp', 'baseline', baseline, 'freeze')).toMatch(/no live items/u)
    await stage.change('baseline', baseline, { items: [one, two, gone] })
    const audit = await stage.make('configuration-audit', {
      title: '季度审计',
      baseline,
      auditor: stage.people['wangxm'] ?? '',
    })
    expect(await stage.take('wangxm', 'configuration-audit', audit, 'compare')).toMatch(
      /not frozen/u,
    )
    expect(await stage.take('wangxm', 'baseline', baseline, 'freeze')).toBe('denied')
    expect(await stage.take('hejp', 'baseline', baseline, 'freeze')).toBe('ok')
    expect(await stage.fieldsOf('baseline', baseline)).toMatchObject({
      count: 3,
      frozenBy: stage.people['hejp'],
    })
    await stage.change('configuration-item', one, { location: 'C列' })
    await stage.change('configuration-item', gone, { state: 'retired' })
    expect(await stage.take('wangxm', 'configuration-audit', audit, 'compare')).toBe('ok')
    expect(await stage.fieldsOf('configuration-audit', audit)).toMatchObject({
      deviations: 2,
      // Name, kind, location of both, and a serial number: 7 values, 6 agree.
      checked: 7,
      accuracy: 85.7,
      completeness: 66.7,
    })
    const { rows } = await done(stage.core, 'register.list', {
      type: 'configuration-deviation',
      where: [{ field: 'audit', op: 'is', value: audit }],
      limit: 10,
    })
    const of = (title: string) => rows.find((row) => row.title === title)?.id ?? ''
    const moved = of('B-1 位置')
    const missing = of('B-3')
    expect(rows).toHaveLength(2)
    const deviation = (
      login: string,
      id: string,
      step: string,
      fields: Record<string, Json> = {},
    ) => stage.take(login, 'configuration-deviation', id, step, fields)
    expect(
      await stage.take('hejp', 'configuration-audit', audit, 'close', { summary: 'x' }),
    ).toMatch(/2 deviations/u)
    expect(await deviation('wangxm', moved, 'correct')).toBe('missingFields')
    expect(await deviation('wangxm', moved, 'correct', { correction: '搬回' })).toBe('ok')
    expect(await deviation('wangxm', moved, 'verify')).toBe('denied')
    expect(await deviation('zhaoym', moved, 'verify')).toMatch(/still differs.*C列/u)
    await stage.change('configuration-item', one, { location: 'A列' })
    expect(await deviation('zhaoym', moved, 'verify')).toBe('ok')
    expect(await deviation('wangxm', missing, 'accept', { correction: '已报废' })).toBe('denied')
    expect(await deviation('hejp', missing, 'accept', { correction: '已报废' })).toBe('ok')
    expect(
      await stage.take('zhaoym', 'configuration-audit', audit, 'close', { summary: '一项搬回' }),
    ).toBe('ok')
    expect(await stage.fieldsOf('baseline', baseline)).toMatchObject({
      auditedOn: '2026-03-17',
      nextAudit: '2026-06-17',
    })
  })

  it('compares again without doubling, and shows that a change stands behind a deviation', async () => {
    await stage.as('wangxm')
    const one = await stage.item('C-1', { version: '1' })
    const baseline = await stage.make('baseline', { name: '二', items: [one], scope: 'chosen' })
    expect(await stage.take('hejp', 'baseline', baseline, 'freeze')).toBe('ok')
    stage.clock += HOUR
    await stage.as('wangxm')
    const change = await stage.make('change', {
      title: '升级C-1',
      kind: 'normal',
      reason: 'x',
      rollback: 'x',
      items: [one],
      windowFrom: stage.clock,
      windowTo: stage.clock + HOUR,
    })
    expect(await stage.take('hejp', 'change', change, 'approve')).toBe('ok')
    expect(await stage.take('wangxm', 'change', change, 'start')).toBe('ok')
    await stage.change('configuration-item', one, { version: '2' })
    expect(await stage.take('wangxm', 'change', change, 'finish')).toBe('ok')
    const audit = await stage.make('configuration-audit', { title: 'y', baseline })
    for (const step of ['compare', 'again', 'compare'])
      expect(await stage.take('wangxm', 'configuration-audit', audit, step)).toBe('ok')
    const { rows } = await done(stage.core, 'register.list', {
      type: 'configuration-deviation',
      where: [{ field: 'audit', op: 'is', value: audit }],
      limit: 10,
    })
    expect(
      rows.map(({ fields }) => [fields['expected'], fields['actual'], fields['change']]),
    ).toEqual([['1', '2', change]])
    stage.clock = NOW
  })

  it('is made anew from the log, and verifies', async () => {
    await stage.as(FOUNDER.login)
    expect((await done(stage.core, 'maintenance.rebuild', {})).same).toBe(true)
    expect((await done(stage.core, 'audit.verify', {})).findings).toEqual([])
  })
})
