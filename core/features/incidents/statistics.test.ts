import { describe, expect, it } from 'vitest'
import { GRADE_RULES } from '../../../contract/incident-rules.ts'
import { statisticsOf, spanOf, type Counted } from './statistics.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const label = (id: string) => ({ type: 'configuration-item', id, title: id, deleted: false })

const incident = (
  id: string,
  discovered: string,
  more: { grade?: number; answered?: number; repaired?: number; items?: string[] },
): Counted => {
  const start = Date.parse(discovered)
  const { grade = 2, answered, repaired, items = ['social'] } = more
  return {
    id,
    number: id,
    title: id,
    level: 1,
    grade,
    declaredGrade: grade,
    risen: 0,
    phase: repaired === undefined ? 'implement' : 'closed',
    impaired: repaired === undefined,
    source: 'alert',
    at: {
      discovered: start,
      reported: start + 5 * MINUTE,
      ...(answered === undefined ? {} : { answered: start + (5 + answered) * MINUTE }),
      ...(repaired === undefined ? {} : { repaired: start + repaired * MINUTE }),
    },
    answerBy: 0,
    repairBy: 0,
    items: items.map(label),
    services: items.filter((item) => item !== 'san'),
    stopsHandover: false,
    openTasks: 0,
    rules: GRADE_RULES,
    cause: 'hardware',
  }
}

const ALL = [
  incident('a', '2026-01-31T23:30:00+08:00', {
    answered: 6,
    repaired: 60,
    items: ['social', 'san'],
  }),
  incident('b', '2026-02-01T00:10:00+08:00', { answered: 30, repaired: 180 }),
  incident('c', '2026-02-10T10:00:00+08:00', { grade: 4, answered: 12, items: ['mail'] }),
]

describe('statistics of incidents', () => {
  const figures = statisticsOf(ALL, 'Asia/Shanghai', Date.parse('2026-02-10T12:00:00+08:00'))

  it('take MTTA from the report and MTTR from the discovery', () => {
    expect(figures.mtta).toEqual({
      mean: 16 * MINUTE,
      median: 12 * MINUTE,
      worst: 30 * MINUTE,
      count: 3,
      within: 2,
    })
    expect(figures.mttr).toMatchObject({ mean: 2 * HOUR, count: 2, within: 2 })
    expect(figures.delay.mean).toBe(5 * MINUTE)
  })

  it('count by grade and by the local month', () => {
    expect(figures.grades.map(({ count }) => count)).toEqual([0, 2, 0, 1])
    expect(figures.months.map(({ month, counts }) => [month, counts])).toEqual([
      ['2026-01', [0, 1, 0, 0]],
      ['2026-02', [0, 1, 0, 1]],
    ])
  })

  it('tell how long each service was impaired, until now where it still is', () => {
    expect(figures.services.map(({ item, count, impaired }) => [item.id, count, impaired])).toEqual(
      [
        ['social', 2, 4 * HOUR],
        ['mail', 1, 2 * HOUR],
      ],
    )
  })

  it('name what failed again', () => {
    expect(figures.repeats.map(({ of, incidents }) => [of.id, incidents.length])).toEqual([
      ['social', 2],
    ])
  })

  it('sort each repair into one class', () => {
    expect(figures.durations.filter(({ count }) => count > 0)).toEqual([
      { upTo: 60, count: 1 },
      { upTo: 240, count: 1 },
    ])
  })

  it('say nothing where there is nothing', () => {
    expect(spanOf([])).toEqual({ mean: null, median: null, worst: null, count: 0, within: 0 })
    expect(statisticsOf([], 'UTC', 0)).toMatchObject({ total: 0, months: [], repeats: [] })
  })
})
