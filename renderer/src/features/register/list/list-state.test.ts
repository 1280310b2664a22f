import { describe, expect, it } from 'vitest'
import { SAMPLE } from '../../../records/sample-type.ts'
import {
  differsFrom,
  fromView,
  neededColumns,
  nextSort,
  standardState,
  toQuery,
  toView,
} from './list-state.ts'

const noon = new Date(2026, 2, 17, 12).getTime()

describe('list state', () => {
  it('asks for what is shown, and leaves out what is not set', () => {
    const state = standardState(SAMPLE)
    expect(toQuery(state, SAMPLE, noon)).toEqual({ type: 'pump' })
    const asked = toQuery(
      {
        ...state,
        text: ' 阀 ',
        where: [{ field: 'installed', op: 'between', value: { within: [0, 0] } }],
        sort: { field: 'name', descending: true },
      },
      SAMPLE,
      noon,
    )
    expect(asked).toEqual({
      type: 'pump',
      text: '阀',
      sort: { field: 'name', descending: true },
      where: [{ field: 'installed', op: 'between', value: ['2026-03-17', '2026-03-17'] }],
    })
    expect(neededColumns(state, SAMPLE)).not.toContain('_created')
  })

  it('comes back from a saved view as it was, moving periods and all', () => {
    const state = {
      ...standardState(SAMPLE),
      text: 'UPS',
      groupBy: 'state',
      includeDeleted: true,
      where: [{ field: 'installed', op: 'between' as const, value: { within: [-6, 0] } }],
      columns: [
        { field: 'name', width: 300 },
        { field: 'owner', width: 120 },
      ],
    }
    const view = { id: 'v1', name: 'UPS', shared: false, ...toView(state, SAMPLE) }
    expect(fromView(view, SAMPLE, state.columns)).toEqual({ ...state, view: 'v1' })
    expect(differsFrom(view, state, SAMPLE)).toBe(false)
    expect(differsFrom(view, { ...state, groupBy: undefined }, SAMPLE)).toBe(true)
  })

  it('drops from a view what the type no longer has', () => {
    const view = {
      id: 'v1',
      name: 'old',
      shared: true,
      query: { type: 'pump' },
      columns: ['gone', 'name'],
      groupBy: 'gone',
    }
    const state = fromView(view, SAMPLE, [])
    expect([state.columns.map(({ field }) => field), state.groupBy]).toEqual([['name'], undefined])
  })

  it('turns the order of a column up, down and off', () => {
    const up = nextSort(undefined, 'name')
    const down = nextSort(up, 'name')
    expect([up, down, nextSort(down, 'name')]).toEqual([
      { field: 'name', descending: false },
      { field: 'name', descending: true },
      undefined,
    ])
  })
})
