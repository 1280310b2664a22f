import { describe, expect, it } from 'vitest'
import { listFields } from '../../../records/columns.ts'
import {
  describeCondition,
  isComplete,
  operatorsFor,
  resolveConditions,
  withCondition,
} from './filters.ts'
import type { Reading } from '../../../records/format.ts'
import { SAMPLE } from '../../../records/sample-type.ts'

const fields = listFields(SAMPLE)
const noon = new Date(2026, 2, 17, 12).getTime()
const zh: Reading = {
  language: 'zh-CN',
  label: (_type, id) => (id === 'p1' ? '陈立远' : undefined),
}
const en: Reading = { ...zh, language: 'en' }
const field = (name: string) => fields.get(name) ?? expect.unreachable(name)

describe('filters', () => {
  it('offers operators for every kind that a list shows', () => {
    for (const [name, shown] of fields) expect(operatorsFor(shown), name).not.toHaveLength(0)
  })

  it('keeps unfinished conditions out of the query', () => {
    expect(isComplete({ field: 'name', op: 'contains', value: '' })).toBe(false)
    expect(isComplete({ field: 'checked', op: 'between', value: [null, null] })).toBe(false)
    expect(
      resolveConditions(
        [
          { field: 'state', op: 'any', value: [] },
          { field: 'gone', op: 'empty' },
        ],
        fields,
        noon,
      ),
    ).toEqual([])
  })

  it('turns moving periods into days of now, both included', () => {
    expect(
      resolveConditions(
        [{ field: 'installed', op: 'between', value: { within: [-6, 0] } }],
        fields,
        noon,
      ),
    ).toEqual([{ field: 'installed', op: 'between', value: ['2026-03-11', '2026-03-17'] }])
    const [instant] = resolveConditions(
      [{ field: 'checked', op: 'between', value: { within: [0, 0] } }],
      fields,
      noon,
    )
    expect(instant?.value).toEqual([
      new Date(2026, 2, 17).getTime(),
      new Date(2026, 2, 18).getTime() - 1,
    ])
  })

  it('leaves a range open where no limit is given', () => {
    const [low] = resolveConditions(
      [{ field: 'pressure', op: 'between', value: [0.4, null] }],
      fields,
      noon,
    )
    expect(low).toEqual({ field: 'pressure', op: 'between', value: [0.4, Number.MAX_VALUE] })
    const [day] = resolveConditions(
      [{ field: 'installed', op: 'between', value: [null, '2026-01-31'] }],
      fields,
      noon,
    )
    expect(day?.value).toEqual(['0000-01-01', '2026-01-31'])
  })

  it('says a condition in both languages', () => {
    const any = { field: 'state', op: 'any' as const, value: ['idle', 'running'] }
    expect(describeCondition(any, field('state'), zh)).toBe('状态：停用、运行')
    expect(describeCondition(any, field('state'), en)).toBe('State: Idle, Running')
    const owner = { field: '_created_by', op: 'any' as const, value: ['p1'] }
    expect(describeCondition(owner, field('_created_by'), zh)).toBe('创建人：陈立远')
    const period = { field: 'checked', op: 'between' as const, value: { within: [-6, 0] } }
    expect(describeCondition(period, field('checked'), zh)).toBe('上次检查：近7天')
    expect(
      describeCondition(
        { field: 'pressure', op: 'between', value: [0.4, null] },
        field('pressure'),
        en,
      ),
    ).toBe('Pressure: 0.4 MPa to …')
    expect(
      describeCondition({ field: 'name', op: 'contains', value: 'UPS' }, field('name'), zh),
    ).toBe('名称含“UPS”')
  })

  it('keeps one condition a field, in place', () => {
    const both = [
      { field: 'name', op: 'empty' as const },
      { field: 'state', op: 'empty' as const },
    ]
    expect(
      withCondition(both, 'name', { field: 'name', op: 'notEmpty' }).map(({ op }) => op),
    ).toEqual(['notEmpty', 'empty'])
    expect(withCondition(both, 'name', undefined)).toEqual([both[1]])
  })
})
