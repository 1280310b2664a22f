import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemonstration } from '../../demonstration/build.ts'
import type { Core } from '../../host.ts'
import { done, TestPlace } from '../../testing.ts'

const TO = Date.parse('2026-03-17T07:40:00')
const place = new TestPlace()
let core: Core

beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: 14,
    to: TO,
    files: fileURLToPath(new URL('../../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => TO })
  await done(core, 'session.signIn', { login: 'chen.ly', password: 'demonstration' })
}, 120_000)
afterAll(() => place.clear())

describe('the demonstration of incidents', () => {
  it('has one being assessed, the night of the storage fault, and a closed one with its report', async () => {
    const { incidents } = await done(core, 'incident.list', {
      phases: ['report', 'assess', 'implement', 'review', 'closed'],
      limit: 50,
    })
    expect(incidents.map(({ phase, impaired }) => [phase, impaired])).toEqual([
      ['assess', true],
      ['implement', false],
      ['closed', false],
    ])
    const [, storage] = incidents
    const { lines } = await done(core, 'incident.timeline', { id: String(storage?.id) })
    expect(lines.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['alert', 'report', 'step']),
    )
    const { reports } = await done(core, 'incident.reports', { states: ['approved'], limit: 9 })
    expect(reports).toHaveLength(1)
  })
})
