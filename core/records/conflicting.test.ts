import { afterAll, expect, it } from 'vitest'
import { SecondDevice } from '../second-device.ts'
import { addAccount, done, FOUNDER, signInAs, TestPlace } from '../testing.ts'

const place = new TestPlace()
afterAll(() => place.clear())

it('finds what was changed apart, whatever its type, and only for who may see it', async () => {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const { id: secret } = await done(core, 'register.create', {
    type: 'contact',
    level: 2,
    fields: { name: '供电局值班', role: 'carrier', phone: '95598' },
  })
  const { id: open } = await done(core, 'register.create', {
    type: 'configuration-item',
    fields: { name: 'SAN-02', kind: 'database' },
  })
  const second = new SecondDevice(core, () => core.manager.session ?? expect.fail('locked'))
  second.now = Date.now()
  second.exchange()
  const apart = [
    { type: 'contact', id: secret, here: { role: 'user' }, there: { role: 'property' } },
    { type: 'configuration-item', id: open, here: { kind: 'server' }, there: { kind: 'storage' } },
  ]
  for (const { type, id, here, there } of apart) {
    await done(core, 'register.update', { type, id, fields: here })
    await second.call('register.update', { type, id, fields: there })
  }
  second.exchange()
  const found = async () =>
    (await done(core, 'register.conflicts', { limit: 10 })).records.map(({ id }) => id)
  expect((await found()).toSorted()).toEqual([open, secret].toSorted())
  expect((await done(core, 'register.conflicts', { limit: 1 })).records).toHaveLength(1)

  await addAccount(core, 'low', ['operator'], 1)
  await signInAs(core, 'low')
  expect(await found()).toEqual([open])
})
