import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../contract/record-type.ts'
import { letEverybodyWrite } from './everybody-writes.ts'
import type { Core } from './host.ts'
import { codeOf, done, FOUNDER, TestPlace } from './testing.ts'

const place = new TestPlace()
let core: Core
/** The types whose records can be listed at all. */
const types = (): readonly string[] =>
  core.manager.workspace?.types
    .all()
    .filter(({ permissions }) => permissions.read.length > 0)
    .map(({ name }) => name) ?? []

/** What no procedure would let through, but a commit of another program may hold, in every field at once. */
const ODD: readonly Json[] = [
  null,
  5,
  -1,
  'x',
  true,
  [],
  {},
  [5],
  [{ a: 1 }],
  [{ sha256: '../../x', name: 'x', mime: 'x' }],
  '\u00012:AAAA',
  '\u0001x',
]
const DAYS = { from: 0, to: 86_400_000 }
/** Rounds that say everything that is needed: one field at a time becomes odd. */
const SOUND: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'checklist-template': { name: 'x', category: 'day', area: 'general' },
  'checklist-version': { template: 'x', name: 'x', version: 1, state: 'submitted', author: 'x' },
  'checklist-schedule': {
    name: 'x',
    template: 'x',
    rule: { kind: 'calendar', unit: 'day', interval: 1, since: '1970-01-01', times: ['00:00'] },
    timeZone: 'UTC',
    timing: { early: 0, due: 60, grace: 0, missed: 60 },
    since: 0,
    until: 1,
  },
  'checklist-run': { name: 'x', template: 'x', version: 'x', dueAt: 1000, state: 'progress' },
  'checklist-miss': {
    name: 'x',
    schedule: 'x',
    occurrence: 'x',
    dueAt: 1000,
    state: 'explained',
    person: 'x',
    at: 1000,
  },
  'checklist-result': {
    run: 'x',
    template: 'x',
    item: 'x',
    status: 'alarm',
    reading: 1,
    at: 1000,
    enteredAt: 1000,
    person: 'x',
  },
}
/** Without them nobody could sign in; accounts are checked where they are read. */
const APART = ['account', 'workspace-settings', 'device']

beforeAll(async () => {
  letEverybodyWrite()
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const { workspace, session } = core.manager
  const actor = session?.person ?? ''
  for (const type of workspace?.types.all() ?? []) {
    if (APART.includes(type.name)) continue
    for (const value of ODD)
      for (const level of [1, 2]) {
        const id = uuidv7()
        const fields = Object.fromEntries(Object.keys(type.fields).map((name) => [name, value]))
        const create = { create: type.name, id, fields: { ...fields, $level: level } }
        workspace?.log.append({ actor, act: 'x', ops: [create] })
        if (type.name !== 'log-entry') continue
        const amendment = { entry: id, text: 'x', reason: 'x', enteredAt: 1 }
        const amend = { create: 'log-amendment', id: uuidv7(), fields: amendment }
        workspace?.log.append({ actor, act: 'x', ops: [amend] })
      }
  }
  for (const [type, sound] of Object.entries(SOUND))
    for (const name of Object.keys(sound))
      for (const value of ODD)
        workspace?.log.append({
          actor,
          act: 'x',
          ops: [{ create: type, id: uuidv7(), fields: { ...sound, [name]: value } }],
        })
})
afterAll(() => place.clear())

describe('a record that says nothing sensible', () => {
  it('closes no list, detail, history or export of the others', async () => {
    for (const type of types()) {
      const { rows } = await done(core, 'register.list', { type, limit: 500 })
      expect(rows.length, type).toBeGreaterThan(0)
      for (const { id } of rows)
        for (const name of ['register.get', 'register.history', 'register.comments'] as const)
          expect(await codeOf(core, name, { type, id }), `${name} ${type}`).toBe('ok')
      const columns = rows.flatMap((row) => Object.keys(row.fields)).slice(0, 30)
      for (const field of columns)
        expect(await codeOf(core, 'register.facets', { type, field })).toBe('ok')
      for (const format of ['csv', 'xlsx', 'json'] as const) {
        const asked = { type, format, columns, language: 'en' as const }
        expect(await codeOf(core, 'transfer.export', asked), `${format} ${type}`).toBe('ok')
      }
    }
  }, 120_000)

  it('closes neither the log nor search, lookup, audit or verification', async () => {
    const codes = [
      await codeOf(core, 'log.list', { limit: 500 }),
      await codeOf(core, 'log.list', { limit: 500, text: 'x', tags: ['x'] }),
      await codeOf(core, 'log.facets', {}),
      await codeOf(core, 'log.tags', { prefix: 'x' }),
      await codeOf(core, 'log.days', { bounds: [0, 8e12] }),
      await codeOf(core, 'log.export', { format: 'csv', language: 'en' }),
      await codeOf(core, 'search.all', { text: 'x', limit: 20 }),
      await codeOf(core, 'register.lookup', { text: 'x', limit: 20 }),
      await codeOf(core, 'register.views', { type: 'contact' }),
      await codeOf(core, 'audit.list', { limit: 200 }),
      await codeOf(core, 'work.list', { scope: 'all' }),
      await codeOf(core, 'work.shift', {}),
      await codeOf(core, 'roster.list', {}),
      await codeOf(core, 'roster.duty', {}),
      await codeOf(core, 'checklists.templates', {}),
      await codeOf(core, 'checklists.schedules', {}),
      await codeOf(core, 'checklists.rounds', DAYS),
      await codeOf(core, 'checklists.misses', DAYS),
      await codeOf(core, 'checklists.statistics', { ...DAYS, by: 'template' }),
      await codeOf(core, 'checklists.library', { language: 'en' }),
      await codeOf(core, 'handover.list', { limit: 50 }),
      await codeOf(core, 'library.bindings', {}),
      await codeOf(core, 'incident.list', { limit: 500, text: 'x' }),
    ]
    expect(codes).toEqual(codes.map(() => 'ok'))
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
    expect((await done(core, 'maintenance.rebuild', {})).same).toBe(true)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})
