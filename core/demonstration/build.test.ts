import { generateKeyPairSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openTestLog } from '../log/testing.ts'
import { done, TestPlace } from '../testing.ts'
import { buildDemonstration } from './build.ts'
import { CAST, FOUNDER, TEAMS, teamOnDuty } from './cast.ts'

const places: TestPlace[] = []
afterAll(() => Promise.all(places.map((place) => place.clear())))

describe.each([
  ['zh-CN', '00:33'],
  ['en', '16:08'],
] as const)('the demonstration in %s, opened at %s', (language, time) => {
  it('is laid out by the ordinary procedures, verifies, and everybody may sign in', async () => {
    const place = new TestPlace()
    places.push(place)
    const to = Date.parse(`2026-03-17T${time}:00`)
    const report = await buildDemonstration({
      workspacePath: place.workspace,
      language,
      password: 'demonstration',
      days: 14,
      to,
      files: fileURLToPath(new URL('../../resources/demonstration', import.meta.url)),
    })
    expect(report.accounts.map(({ login }) => login)).toEqual(CAST.map(({ login }) => login))
    const core = place.core({ now: () => to })
    expect(
      await core.dispatch('session.signIn', { login: FOUNDER, password: 'demonstration' }),
    ).toMatchObject({ ok: true })
    const verified = await done(core, 'audit.verify', {})
    expect(verified.findings).toEqual([])
    const { workspace } = core.manager
    if (!workspace) throw new Error('locked')
    const { db, id } = workspace
    const device = generateKeyPairSync('ed25519').privateKey
    const elsewhere = openTestLog({
      like: { log: workspace.log, db, device, workspace: id },
      types: workspace.types.all(),
    })
    expect(elsewhere.log.quarantined()).toEqual([])
    expect(elsewhere.log.digest()).toBe(workspace.log.digest())
    elsewhere.db.close()
    expect(verified.blobs).toBeGreaterThan(0)
    const log = await done(core, 'log.list', { limit: 200 })
    expect(log.entries.length).toBeGreaterThan(100)
    expect(log.entries.some(({ late }) => late)).toBe(true)
    expect(log.entries.filter(({ attachments }) => attachments.length > 0).length).toBeGreaterThan(
      2,
    )
    const told = { from: to - 12 * 86_400_000, to: to + 30 * 86_400_000 }
    const { shifts } = await done(core, 'roster.shifts', told)
    expect(shifts.length).toBeGreaterThan(80)
    const midnight = new Date(to - 6 * 3_600_000).setHours(0, 0, 0, 0)
    for (const shift of shifts) {
      const day = Math.round((new Date(shift.from).setHours(0, 0, 0, 0) - midnight) / 86_400_000)
      const team = TEAMS[teamOnDuty(day, new Date(shift.from).getHours())]
      expect(shift.teamName).toBe(team[language])
      expect(shift.people.map(({ part }) => part)).toContain('lead')
      // What lies ahead has gaps for people to fill.
      if (shift.from <= to) expect(shift.people.length).toBeGreaterThanOrEqual(2)
    }
    for (const { type, least } of [
      { type: 'key-tool', least: 5 },
      { type: 'contact', least: 5 },
      { type: 'change', least: 3 },
    ])
      expect(
        (await done(core, 'register.list', { type, limit: 100 })).rows.length,
      ).toBeGreaterThanOrEqual(least)
    const operator = CAST.find(({ roles }) => roles[0] === 'operator')
    expect(
      (await core.dispatch('session.signIn', { login: operator?.login, password: 'demonstration' }))
        .ok,
    ).toBe(true)
  }, 120_000)
})
