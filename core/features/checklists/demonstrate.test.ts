import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemonstration } from '../../demonstration/build.ts'
import type { Core } from '../../host.ts'
import { done, TestPlace } from '../../testing.ts'
import { PLANNED } from './demonstration/plan.ts'
import { FINDINGS, MISSED, SKIPPED } from './demonstration/story.ts'
import { shippedChecklists } from './shipped.ts'
import { itemsOf } from './views.ts'

const DAYS = 14
const to = Date.parse('2026-03-17T16:08:00')
const place = new TestPlace()
let core: Core
beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: DAYS,
    to,
    files: fileURLToPath(new URL('../../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => to })
  await done(core, 'session.signIn', { login: 'he.jp', password: 'demonstration' })
}, 120_000)
afterAll(() => place.clear())

const period = { from: to - DAYS * 86_400_000, to }

describe('the rounds of the demonstration', () => {
  it('are those of its schedules, nearly all in time', async () => {
    const { rows } = await done(core, 'checklists.statistics', { ...period, by: 'all' })
    const [row] = rows
    if (!row) throw new Error('no rounds')
    expect(row.due).toBeGreaterThan(DAYS * 9)
    expect(row.onTime / row.due).toBeGreaterThan(0.9)
    expect(row.missed).toBe(MISSED.filter(({ day }) => day > -DAYS).length)
    expect(row.madeUp).toBe(1)
    expect(row.lateEntry).toBe(1)
    expect(row.out).toBeGreaterThan(2)
    expect(row.skipped).toBe(SKIPPED.filter(({ day }) => day > -DAYS).length)
    expect(row.extra).toBe(1)
  })

  it('tell the story of the last night: the third round missed, made late, approved', async () => {
    const { rounds } = await done(core, 'checklists.misses', period)
    const last = rounds[0]
    expect(new Date(last?.at ?? 0).getHours()).toBe(2)
    expect(last).toMatchObject({
      state: 'missed',
      madeUp: true,
      submittedByName: '周敏',
      miss: { state: 'approved', personName: '陈立远', approvedByName: '何建平' },
    })
    const run = await done(core, 'checklists.run', { run: String(last?.run) })
    const aisle = run.results.find(({ item }) => item === 'cold-aisle-a')
    expect(aisle).toMatchObject({ value: 25.6, status: 'warn' })
    expect(aisle?.remark).toContain('AC-2')
  })

  it('trend: cold aisle A gets warmer until the filter is changed', async () => {
    const { templates } = await done(core, 'checklists.templates', {})
    const template = templates.find(({ name }) => name === '机房巡检')
    const { points } = await done(core, 'checklists.trend', {
      template: String(template?.id),
      item: 'cold-aisle-a',
      limit: 1000,
    })
    expect(points.length).toBeGreaterThan(DAYS * 5)
    const values = points.map(({ value }) => value)
    expect(Math.max(...values)).toBe(25.6)
    expect(values.at(-1)).toBe(23.4)
    expect(values[0]).toBeLessThan(23.5)
  })

  it('leave follow-ups, one of them waiting to be verified', async () => {
    const findings = await done(core, 'register.list', { type: 'finding', limit: 50 })
    // Drills leave some, too.
    const rows = findings.rows.filter(({ fields }) =>
      JSON.stringify(fields['sources']).includes('checklist-run'),
    )
    expect(rows).toHaveLength(FINDINGS.filter(({ day }) => day > -DAYS).length)
    expect(rows.map(({ fields }) => fields['state'])).toContain('done')
  })

  it('leave a version that waits for approval, in the work list of the manager', async () => {
    const { items } = await done(core, 'work.list', { scope: 'all' })
    expect(items.map(({ title }) => title)).toContain('批准检查表：机房巡检 第2版')
  })
})

describe('the story', () => {
  it('speaks of items that are in their lists', () => {
    const lists = new Map(
      shippedChecklists('en').map((list) => [list.key, itemsOf(list).map(({ id }) => id)]),
    )
    for (const { list, item } of [...SKIPPED, ...FINDINGS])
      expect(lists.get(list), list).toContain(item)
    expect(PLANNED.every(({ key }) => lists.has(key))).toBe(true)
  })
})
