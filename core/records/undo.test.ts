import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { copy, openTestLog, type TestDevice } from '../log/testing.ts'
import { addAccount, codeOf, done, FOUNDER, signInAs, TestPlace } from '../testing.ts'

const place = new TestPlace()
let core: Core
let other: TestDevice
const type = 'contact'

beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  await addAccount(core, 'operator', ['operator', 'lead'])
  const { workspace } = core.manager
  if (!workspace) throw new Error('not open')
  const device = generateKeyPairSync('ed25519').privateKey
  other = openTestLog({
    like: { log: workspace.log, db: workspace.db, device, workspace: workspace.id },
    types: workspace.types.all(),
  })
})
afterAll(() => place.clear())

const log = () => core.manager.workspace?.log ?? other.log
const make = async (): Promise<{ id: string; commit: string }> => {
  const fields = { name: '厂家', phone: '1', role: 'vendor' }
  const made = await done(core, 'register.create', { type, fields })
  copy(log(), other.log)
  return made
}
const update = async (id: string, fields: Record<string, string>) =>
  (await done(core, 'register.update', { type, id, fields })).commit
/** What another workstation writes, knowing what has reached it, arrives. */
const elsewhere = (id: string, fields: Record<string, string>): void => {
  const actor = core.manager.session?.person ?? ''
  other.log.append({ actor, act: 'register.update', ops: [{ patch: type, id, fields }] })
  copy(other.log, log())
}
const undo = (commit: string) => codeOf(core, 'register.undo', { commit })
const fieldsOf = (id: string) => log().row(type, id)?.fields

describe('undo', () => {
  it('puts a change back as a new commit, and can be undone itself', async () => {
    const { id } = await make()
    const commit = await update(id, { phone: '2', duty: '夜班' })
    const undone = await done(core, 'register.undo', { commit })
    expect(fieldsOf(id)).toMatchObject({ phone: '1', duty: null })
    await done(core, 'register.undo', { commit: undone.commit })
    expect(fieldsOf(id)).toMatchObject({ phone: '2', duty: '夜班' })
    expect((await done(core, 'register.history', { type, id })).entries).toHaveLength(4)
  })

  it('is refused when the field was changed since, here or at the same time elsewhere', async () => {
    const { id } = await make()
    const first = await update(id, { phone: '2' })
    await update(id, { phone: '3' })
    expect(await undo(first)).toBe('undoConflict')
    expect(fieldsOf(id)?.['phone']).toBe('3')
    const mine = await update(id, { phone: '4', name: '甲' })
    elsewhere(id, { phone: '5' })
    const before = log().heads()
    expect(await undo(mine)).toBe('undoConflict')
    expect([log().heads(), fieldsOf(id)?.['name']]).toEqual([before, '甲'])
  })

  it('leaves alone what was changed elsewhere in another field', async () => {
    const { id } = await make()
    const mine = await update(id, { phone: '2' })
    elsewhere(id, { duty: '控制器' })
    expect(await undo(mine)).toBe('ok')
    expect(fieldsOf(id)).toMatchObject({ phone: '1', duty: '控制器' })
    expect(log().row(type, id)?.conflicts).toEqual([])
  })

  it('takes a new record away, unless somebody worked on it, and brings a removed one back', async () => {
    const kept = await make()
    elsewhere(kept.id, { phone: '7' })
    expect(await undo(kept.commit)).toBe('undoConflict')
    const { id, commit } = await make()
    expect(await undo(commit)).toBe('ok')
    expect(log().row(type, id)?.deleted).toBe(true)
    const again = await make()
    const removed = await done(core, 'register.remove', { type, ids: [again.id] })
    expect(await undo(removed.commit)).toBe('ok')
    expect(log().row(type, again.id)?.deleted).toBe(false)
    expect(await undo(removed.commit)).toBe('undoConflict')
  })

  it('is all or nothing over several records', async () => {
    const [one, two] = [await make(), await make()]
    const { commit } = await done(core, 'register.bulkUpdate', {
      type,
      ids: [one.id, two.id],
      fields: { duty: '夜班' },
    })
    elsewhere(two.id, { duty: '日班' })
    expect(await undo(commit)).toBe('undoConflict')
    expect(fieldsOf(one.id)?.['duty']).toBe('夜班')
  })

  it('is one’s own, within one’s rights, and never of what is written once', async () => {
    const { id } = await make()
    const commit = await update(id, { phone: '2' })
    const entry = await done(core, 'log.write', { text: '一', category: 'duty' })
    expect(await undo(entry.commit)).toBe('appendOnly')
    expect(await undo(`${log().stream}/1`)).toBe('appendOnly')
    expect(await undo('x/1')).toBe('notFound')
    await signInAs(core, 'operator')
    expect(await undo(commit)).toBe('notFound')
    await signInAs(core, FOUNDER.login)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})
