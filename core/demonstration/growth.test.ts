import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from 'better-sqlite3'
import type { Core } from '../host.ts'
import { done, TestPlace } from '../testing.ts'
import { buildDemonstration } from './build.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-03-17T05:30:00')
/** Grow with every shift; what people maintain by hand does not. */
const GROWING =
  /\b(?:commits|touched|links|search_docs|log_index|longtexts|r_(?:log_|checklist_(?:run|result|confirmation|miss)|handover_|finding|request|access_event)\w*)/u

const place = new TestPlace()
let core: Core
let asked: string[] = []

/** Tells of every statement that is asked for. */
function listen(db: Database): void {
  const prepare = db.prepare
  Object.defineProperty(db, 'prepare', {
    configurable: true,
    value: (text: string) => {
      asked.push(text)
      return prepare(text)
    },
  })
}

beforeAll(async () => {
  await buildDemonstration({
    workspacePath: place.workspace,
    language: 'zh-CN',
    password: 'demonstration',
    days: 14,
    to: NOW,
    files: fileURLToPath(new URL('../../resources/demonstration', import.meta.url)),
  })
  core = place.core({ now: () => NOW })
  await done(core, 'session.signIn', { login: 'ma.j', password: 'demonstration' })
  listen(databaseOf(core))
}, 120_000)
afterAll(() => place.clear())

function databaseOf({ manager }: Core): Database {
  if (!manager.workspace) throw new Error('no workspace is open')
  return manager.workspace.db
}

/** What the screens ask that an operator goes through in a shift. */
async function shift(): Promise<void> {
  const { shift: now } = await done(core, 'work.shift', {})
  const list = await done(core, 'work.list', { scope: 'mine' })
  expect(list.items.length).toBeGreaterThan(0)
  await done(core, 'work.calendar', { scope: 'all', bounds: [NOW - DAY, NOW, NOW + DAY] })
  await done(core, 'log.list', { limit: 50 })
  const period = { from: NOW - DAY, to: NOW + DAY }
  const { rounds } = await done(core, 'checklists.rounds', period)
  for (const { run } of rounds) if (run !== undefined) await done(core, 'checklists.run', { run })
  const { sheets } = await done(core, 'handover.list', { limit: 50 })
  for (const { id } of sheets.slice(0, 3)) await done(core, 'handover.get', { id })
  const { rosters } = await done(core, 'roster.list', {})
  for (const { id } of rosters)
    await done(core, 'roster.board', { id, from: '2026-03-01', to: '2026-03-31' })
  if (!now) throw new Error('nobody is on duty')
  await done(core, 'handover.open', { shift: now.key })
  await done(core, 'search.all', { text: '温度', limit: 20 })
}

describe('a workspace that grows by the year', () => {
  it('is never read through by what a shift asks', async () => {
    await shift()
    const db = databaseOf(core)
    const texts = new Set(asked.filter((text) => /^\s*(?:SELECT|WITH)\b/iu.test(text)))
    expect(texts.size).toBeGreaterThan(40)
    const scans = [...texts].flatMap((text) => {
      const values = [...text.matchAll(/\?/gu)].map(() => null)
      const plan = db.prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
      return plan.all(...values).flatMap(({ detail }) => {
        const name = /^SCAN (\w+)(?! VIRTUAL)(?!.* USING )/u.exec(detail)?.[1]
        if (name === undefined) return []
        const table = new RegExp(`(\\w+) (?:AS )?${name}\\b`, 'u').exec(text)?.[1]
        return GROWING.test(`${name} ${table}`) ? [`${detail}: ${text}`] : []
      })
    })
    expect(scans).toEqual([])
  })

  it('is asked a bounded number of questions by the desk', async () => {
    await done(core, 'work.shift', {})
    asked = []
    await done(core, 'work.shift', {})
    await done(core, 'work.list', { scope: 'mine' })
    // A question for each line that is shown and for each kind of date, none for each round of the month before.
    expect(asked.length).toBeLessThan(300)
  })
})
