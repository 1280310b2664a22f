import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SecondDevice } from '../../second-device.ts'
import { done, TestPlace } from '../../testing.ts'
import { MINUTE, Scene } from './testing.ts'

const place = new TestPlace()
const scene = new Scene(place)
beforeAll(() => scene.open())
afterAll(() => place.clear())

function secondDevice(): SecondDevice {
  const second = new SecondDevice(scene.core, () => {
    const { session } = scene.core.manager
    if (!session) throw new Error('locked')
    return session
  })
  second.now = scene.now
  return second
}

const input = (id: string, step: string) => ({
  of: { type: 'activation', id },
  step,
  attempt: 0,
  outcome: 'done' as const,
})

describe('two devices in one response', () => {
  it('do the same step once: the earlier decision stands and both see it', async () => {
    const id = await scene.activate()
    const second = secondDevice()
    scene.now += 3 * MINUTE
    second.now = scene.now - MINUTE
    await scene.decide(id, 'call')
    await second.call('response.decide', input(id, 'call'))
    second.exchange()
    const views = [await scene.get(id), await second.call('response.get', { id })]
    for (const { decisions, head } of views) {
      expect(decisions).toHaveLength(1)
      expect(decisions[0]).toMatchObject({ at: second.now, outcome: 'done', twice: true })
      expect(head.decided).toBe(1)
    }
    expect(views[0]?.decisions).toEqual(views[1]?.decisions)
  })

  it('keep a step that one of them took back open for both', async () => {
    const id = await scene.activate()
    const second = secondDevice()
    scene.now += MINUTE
    second.now = scene.now + 1_000
    await scene.decide(id, 'call')
    await second.call('response.decide', input(id, 'call'))
    await done(scene.core, 'response.undo', {
      of: { type: 'activation', id },
      step: 'call',
      attempt: 0,
    })
    second.exchange()
    for (const { head } of [await scene.get(id), await second.call('response.get', { id })])
      expect(head.decided).toBe(0)
    await second.call('response.decide', { ...input(id, 'call'), attempt: 1 })
    second.exchange()
    expect((await scene.get(id)).head.decided).toBe(1)
  })

  it('work on different steps side by side', async () => {
    const id = await scene.activate()
    const second = secondDevice()
    scene.now += MINUTE
    second.now = scene.now
    await scene.decide(id, 'call')
    await second.call('response.decide', input(id, 'switch'))
    second.exchange()
    const { decisions } = await scene.get(id)
    expect(decisions.map(({ step }) => step).toSorted()).toEqual(['call', 'switch'])
  })
})
