import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemonstration } from '../../demonstration/build.ts'
import type { Core } from '../../host.ts'
import { done, TestPlace } from '../../testing.ts'

const place = new TestPlace()
const to = Date.parse('2026-03-17T16:08:00')
let core: Core
beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: 14,
    to,
    files: fileURLToPath(new URL('../../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => to })
  await core.dispatch('session.signIn', { login: 'he.jp', password: 'demonstration' })
}, 120_000)
afterAll(() => place.clear())

describe('the demonstration of emergency response', () => {
  it('has plans in use, bound to manuals, and one that waits for a manager', async () => {
    const { plans } = await done(core, 'plan.list', {})
    expect(plans.filter(({ current }) => current)).toHaveLength(2)
    expect(plans.map(({ next }) => next?.state)).toContain('submitted')
    const storage = plans.find(({ proposals }) => proposals > 0)
    expect(storage?.lastDrill).toMatchObject({ kind: 'live', scope: 'comprehensive' })
    const { bindings } = await done(core, 'library.bindings', {
      source: { type: 'emergency-plan', id: storage?.id ?? '' },
    })
    expect(bindings.map(({ item }) => item).toSorted()).toEqual([
      'look',
      'paths',
      'replace',
      'switch',
    ])
  })

  it('tells a drill with scores and findings, and the night of the fault', async () => {
    const { responses } = await done(core, 'response.list', {})
    expect(responses.map(({ drill, outcome }) => [drill !== undefined, outcome])).toEqual([
      [false, 'normal'],
      [true, 'normal'],
    ])
    const [night, drill] = responses
    expect(night?.restoredAt).toBeDefined()
    const detail = await done(core, 'response.get', { id: drill?.id ?? '' })
    expect(detail.findings).toHaveLength(2)
    expect(detail.scores).toHaveLength(2)
    expect(detail.decisions).toHaveLength(11)
    // Who was there has it in his record of training, once, with the drill behind it.
    const { record } = await done(core, 'register.get', {
      type: 'activation',
      id: drill?.id ?? '',
    })
    const { rows } = await done(core, 'register.list', {
      type: 'study-record',
      where: [{ field: 'kind', op: 'is', value: 'drill' }],
      limit: 50,
    })
    const there = record.fields['attendees']
    expect(there).not.toEqual([])
    expect(rows.map(({ fields }) => fields['person']).toSorted()).toEqual(
      Array.isArray(there) ? there.map(String).toSorted() : [],
    )
    expect(rows[0]?.fields).toMatchObject({ source: [{ type: 'activation', id: drill?.id }] })
    const { drills, coverage } = await done(core, 'drill.year', { year: 2026 })
    expect(drills.map(({ state }) => state)).toContain('done')
    expect(coverage.find(({ done: count }) => count > 0)?.findings).toBe(2)
  })
})
