import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createCore, type Core } from './host.ts'

const made: string[] = []
const open: Core[] = []

afterEach(async () => {
  for (const core of open.splice(0)) await core.close()
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function start(folder = mkdtempSync(join(tmpdir(), 'wk-core-'))): Core {
  made.push(folder)
  const core = createCore({ workspacePath: join(folder, 'workspace') })
  open.push(core)
  return core
}

export const FIRST = {
  name: '滨江运维中心',
  team: '甲班',
  language: 'zh-CN',
  person: '陈立远',
  login: 'chenly',
  password: 'correct horse',
  deviceCode: 'A3',
  separation: false,
} as const

async function value(core: Core, name: string, input: unknown): Promise<Record<string, unknown>> {
  const result = await core.dispatch(name, input)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value as Record<string, unknown>
}

it('creates a workspace, works in it, locks, opens again and verifies', async () => {
  const core = start()
  const created = await value(core, 'workspace.create', FIRST)
  expect(created['recoveryKey']).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/u)
  const { id } = await value(core, 'register.create', {
    type: 'contact',
    fields: { name: '存储厂家', phone: '400-800', role: 'vendor' },
  })
  await value(core, 'register.update', {
    type: 'contact',
    id,
    fields: { duty: 'SAN-02控制器备件' },
  })
  const found = await value(core, 'search.all', { text: '控制器', limit: 10 })
  expect(found['total']).toBe(1)
  const history = await value(core, 'register.history', { type: 'contact', id })
  expect((history['entries'] as unknown[]).length).toBe(2)
  const report = await value(core, 'audit.verify', {})
  expect(report).toMatchObject({ ok: true, findings: [] })
  await value(core, 'session.lock', {})
  expect(await core.dispatch('register.list', { type: 'contact', limit: 10 })).toMatchObject({
    ok: false,
    error: { code: 'notSignedIn' },
  })
  expect(
    await core.dispatch('session.signIn', { login: 'chenly', password: 'wrong' }),
  ).toMatchObject({ ok: false, error: { code: 'passwordWrong' } })
  await value(core, 'session.signIn', { login: 'chenly', password: FIRST.password })
  const list = await value(core, 'register.list', { type: 'contact', limit: 10 })
  expect(list).toMatchObject({ total: 1 })
  const rebuilt = await value(core, 'maintenance.rebuild', {})
  expect(rebuilt['same']).toBe(true)
})
