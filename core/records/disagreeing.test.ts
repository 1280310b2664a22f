import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../host.ts'
import { SecondDevice } from '../second-device.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../testing.ts'

const place = new TestPlace()
const type = 'contact'
let core: Core
let second: SecondDevice
afterAll(() => place.clear())
beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  second = new SecondDevice(core, () => core.manager.session ?? expect.fail('locked'))
  second.now = Date.now()
})

async function contact(notes: string): Promise<string> {
  const fields = { name: '供电局值班', role: 'carrier', phone: '95598', notes }
  const { id } = await done(core, 'register.create', { type, fields })
  second.exchange()
  return id
}
const get = (id: string) => done(core, 'register.get', { type, id })

it('merges long texts by what both had seen before, and says who wrote what where', async () => {
  const id = await contact('一\n二\n三\n四\n五')
  await done(core, 'register.update', { type, id, fields: { notes: '一改\n二\n三\n四\n五' } })
  // Written twice: what both had seen before is the first text.
  await second.call('register.update', { type, id, fields: { notes: '一\n二\n三\n五' } })
  await second.call('register.update', { type, id, fields: { notes: '一\n二\n三\n五\n六' } })
  second.exchange()
  const { heads, bases } = await get(id)
  expect(bases['notes']).toBe('一\n二\n三\n四\n五')
  const [a, b, merged] = heads['notes'] ?? []
  expect([a?.value, b?.value].toSorted()).toEqual(
    ['一改\n二\n三\n四\n五', '一\n二\n三\n五\n六'].toSorted(),
  )
  expect(a?.actorName).toBe(FOUNDER.person)
  expect(new Set([a?.device, b?.device]).size).toBe(2)
  expect(merged).toMatchObject({ value: '一改\n二\n三\n五\n六', proposed: true, device: '' })
  await done(core, 'register.resolve', { type, id, field: 'notes', value: merged?.value ?? null })
  expect((await get(id)).heads).toEqual({})
})

it('proposes nothing where both changed the same line', async () => {
  const id = await contact('电话：1')
  await done(core, 'register.update', { type, id, fields: { notes: '电话：2' } })
  await second.call('register.update', { type, id, fields: { notes: '电话：3' } })
  second.exchange()
  const { heads } = await get(id)
  expect(heads['notes']?.map(({ proposed }) => proposed)).toEqual([false, false])
})

it.each([true, false])('lets people decide between deleting and an edit: %s', async (deletes) => {
  const id = await contact('')
  await done(core, 'register.remove', { type, ids: [id] })
  await second.call('register.update', { type, id, fields: { phone: '110' } })
  second.exchange()
  const { record, heads } = await get(id)
  expect(record.conflicts).toEqual(['$deleted'])
  expect(heads['$deleted']?.map(({ value }) => value)).toEqual([true, false])
  const { items } = await done(core, 'work.list', { scope: 'all' })
  expect(items.map(({ key }) => key)).toContain(`conflict/${type}/${id}`)
  await done(core, deletes ? 'register.remove' : 'register.restore', { type, ids: [id] })
  second.exchange()
  const after = await get(id)
  expect(after.record).toMatchObject({ conflicts: [], deleted: deletes })
  expect(after.record.fields['phone']).toBe('110')
})

it('is work for whoever may decide, and for nobody else', async () => {
  const id = await contact('a')
  await done(core, 'register.update', { type, id, fields: { role: 'user' } })
  await second.call('register.update', { type, id, fields: { role: 'property' } })
  second.exchange()
  const key = `conflict/${type}/${id}`
  const keys = async () =>
    (await done(core, 'work.list', { scope: 'all' })).items.map((item) => item.key)
  expect(await keys()).toContain(key)
  await addAccount(core, 'auditor', ['auditor'], 1)
  await signInAs(core, 'auditor')
  expect(await keys()).not.toContain(key)
})
