import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { atTheDoor } from './door.ts'
import { codeOf, done, FOUNDER, TestPlace } from './testing.ts'

let place: TestPlace
beforeEach(() => (place = new TestPlace()))
afterEach(() => place.clear())

const asked = (procedure: string, input: unknown = {}) =>
  atTheDoor(place.workspace, procedure, input)

it('says of a workspace what core says of it while nobody is signed in', async () => {
  const core = place.core()
  const status = async () => ({ ok: true, value: await done(core, 'workspace.status', {}) })
  expect(asked('workspace.status')).toEqual(await status())
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'session.lock', {})
  for (let attempt = 0; attempt < 5; attempt++)
    await codeOf(core, 'session.signIn', { login: FOUNDER.login, password: 'not this one' })
  await core.close()
  const again = place.core()
  const told = asked('workspace.status')
  expect(told).toMatchObject({ ok: true, value: { state: 'locked', people: [{}] } })
  const { lockedOutMs, ...rest } = await done(again, 'workspace.status', {})
  expect(told).toMatchObject({ value: rest })
  expect(lockedOutMs).toBeGreaterThan(0)
  expect(asked('session.current')).toEqual({
    ok: true,
    value: await done(again, 'session.current', {}),
  })
})

it('leaves to core what core refuses, and every other procedure', async () => {
  await done(place.core(), 'workspace.create', FOUNDER)
  expect(asked('session.current', { extra: 1 })).toBeUndefined()
  expect(asked('workspace.status', null)).toBeUndefined()
  expect(asked('session.signIn', { login: 'a', password: 'b' })).toBeUndefined()
  expect(asked('toString')).toBeUndefined()
  writeFileSync(join(place.workspace, 'workspace.json'), '{')
  expect(asked('workspace.status')).toBeUndefined()
})
