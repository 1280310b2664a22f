import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SheetView } from '../../../contract/handover.ts'
import { SecondDevice } from '../../second-device.ts'
import { done } from '../../testing.ts'
import { HandoverStage } from './testing.ts'

const stage = new HandoverStage()
beforeAll(() => stage.set(), 60_000)
beforeEach(() => stage.next())
afterAll(() => stage.place.clear())

async function both(second: SecondDevice, id: string): Promise<readonly SheetView[]> {
  return [await stage.sheet(id), (await second.call('handover.get', { id })).sheet]
}

describe('two devices that do not see each other', () => {
  it.each([
    ['accepts first', 1],
    ['refuses first', -1],
  ])('decide differently about one sheet: the earlier stands (who %s)', async (_who, order) => {
    const id = await stage.signedOut('一', '二')
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    const second = new SecondDevice(stage.core, () => stage.session)
    stage.now = stage.morning('08:05')
    second.now = stage.now + order * 60_000
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    await stage.as('sun')
    await second.call('handover.refuse', { id, reason: '无法进入机房', confirmation: '' })
    second.exchange()
    const views = await both(second, id)
    const stands = order > 0 ? 'accepted' : 'refused'
    for (const view of views) {
      expect(view.state).toBe(stands)
      expect(view.elsewhere).toMatchObject([
        order > 0
          ? { name: 'sun', what: 'refused', detail: '无法进入机房' }
          : { name: 'zhao', what: 'accepted' },
      ])
    }
    expect(views[0]?.outcome).toEqual(views[1]?.outcome)
    for (const check of [
      await done(stage.core, 'handover.verify', { id }),
      await second.call('handover.verify', { id }),
    ])
      expect(check.problems).toEqual([])
  })

  it('write the draft of one shift as one sheet, and a late edit never enters what was signed', async () => {
    const second = new SecondDevice(stage.core, () => stage.session)
    await stage.as('chen')
    second.now = stage.now
    const first = await done(stage.core, 'handover.open', { shift: stage.key() })
    const other = await second.call('handover.open', { shift: stage.key() })
    expect(other.id).toBe(first.id)
    const { id } = first
    const { id: point } = await done(stage.core, 'handover.writePoint', {
      sheet: id,
      title: '限流保持到12:00',
    })
    second.exchange()
    stage.now = stage.morning('07:42')
    second.now = stage.now + 30_000
    await done(stage.core, 'handover.start', { id })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    const signed = await stage.sheet(id)
    await second.call('handover.writePoint', { sheet: id, id: point, title: '限流保持到18:00' })
    await second.call('handover.writePoint', { sheet: id, title: '另有一条' })
    second.exchange()
    for (const view of await both(second, id)) {
      expect(view.number).toBe(signed.number)
      expect(view.points).toEqual(signed.points)
      expect(view.signedOut).toEqual(signed.signedOut)
      expect(view.elsewhere).toMatchObject([
        { what: 'pointChanged', detail: '限流保持到18:00', name: 'chen' },
        { what: 'pointAdded', detail: '另有一条', name: 'chen' },
      ])
    }
    expect((await done(stage.core, 'handover.verify', { id })).problems).toEqual([])
  })

  it('freeze and sign the same draft: one of both stands with the signature that belongs to it', async () => {
    const id = await stage.draft('一')
    const second = new SecondDevice(stage.core, () => stage.session)
    // The first device freezes earlier, the second signs earlier.
    stage.now = stage.morning('07:40')
    await done(stage.core, 'handover.start', { id })
    second.now = stage.morning('07:41')
    await second.call('handover.writePoint', { sheet: id, title: '二' })
    await second.call('handover.start', { id })
    await second.call('handover.signOut', { id, confirmation: '' })
    stage.now = stage.morning('07:50')
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    second.exchange()
    for (const view of await both(second, id)) {
      expect(view.points.map(({ title }) => title)).toEqual(['一'])
      expect(view.signedOut?.at).toBe(stage.morning('07:50'))
      expect(view.elsewhere.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['started', 'signedOut']),
      )
    }
    expect((await done(stage.core, 'handover.verify', { id })).problems).toEqual([])
  })
})
