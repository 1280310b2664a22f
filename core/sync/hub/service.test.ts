import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { done, FOUNDER, TestPlace } from '../../testing.ts'

const place = new TestPlace()
afterAll(() => place.clear())

it('leaves the process alone while the workspace has no server, whenever something is written', async () => {
  const core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('locked')
  const write = (name: string) =>
    workspace.log.append({
      actor: session.person,
      act: 'register.create',
      ops: [{ create: 'contact', id: crypto.randomUUID(), fields: { name, role: 'vendor' } }],
    })
  for (let hops = 0; hops < 12; hops++) {
    write('first')
    for (let hop = 0; hop < hops; hop++) await undefined
    write('second')
    // What waits without ever waiting would let no timer run.
    expect(await setTimeout(1, 'timers run')).toBe('timers run')
  }
})
