import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeOf, done } from '../../testing.ts'
import { HandoverStage } from './testing.ts'

const stage = new HandoverStage()
beforeAll(() => stage.set(), 60_000)
beforeEach(() => stage.next())
afterAll(() => stage.place.clear())

const call = (...given: Parameters<typeof codeOf> extends [unknown, ...infer R] ? R : never) =>
  codeOf(stage.core, ...given)

describe('a handover', () => {
  it('goes from the draft over both signatures to the accepted sheet', async () => {
    const id = await stage.draft('SAN-02控制器B离线', '限流保持到12:00')
    const draft = await stage.sheet(id)
    expect(draft).toMatchObject({ state: 'draft', shift: stage.key(), number: 'HO-2026-A3-0001' })
    expect(draft.outgoing).toEqual({ 'zh-CN': '夜班·乙班', en: 'Night, 乙班' })
    expect(draft.incomingPeople.map(({ name }) => name)).toEqual(['zhao', 'sun'])

    stage.now = stage.morning('07:42')
    await done(stage.core, 'handover.start', { id })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    const signed = await stage.sheet(id)
    expect(signed).toMatchObject({ state: 'signed', signedOut: { name: 'chen', device: 'A3' } })
    expect(signed.signedOut?.digest).toMatch(/^[0-9a-f]{64}$/u)
    expect(signed.signedOut?.key).toMatch(/^[0-9a-f]{4} /u)
    // Lines of the environment that nobody filled in are not on the sheet.
    expect(signed.points.map(({ title }) => title)).toEqual([
      'SAN-02控制器B离线',
      '限流保持到12:00',
    ])

    await stage.as('zhao')
    const [first, second] = signed.points.map((point) => point.id)
    const say = (point: string | undefined, kind: 'acknowledge' | 'question', text?: string) =>
      ({ point: String(point), kind, ...(text ? { text } : {}) }) as const
    await done(stage.core, 'handover.answer', {
      id,
      entries: [say(first, 'acknowledge'), say(second, 'question', '到12:00后谁解除？')],
    })
    expect(await call('handover.answer', { id, entries: [say(second, 'acknowledge')] })).toBe(
      'handoverUnanswered',
    )
    await stage.as('wang')
    await done(stage.core, 'handover.answer', {
      id,
      entries: [{ point: String(second), kind: 'answer', text: '网络组解除，会来电。' }],
    })
    await stage.as('zhao')
    await done(stage.core, 'handover.answer', { id, entries: [say(second, 'acknowledge')] })
    stage.now = stage.morning('08:01')
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    const accepted = await stage.sheet(id)
    expect(accepted).toMatchObject({ state: 'accepted', outcome: { name: 'zhao' } })
    expect(accepted.points[1]?.thread.map(({ kind, name }) => [kind, name])).toEqual([
      ['question', 'zhao'],
      ['answer', 'wang'],
    ])
    expect(await done(stage.core, 'handover.verify', { id })).toMatchObject({
      ok: true,
      problems: [],
    })
    await stage.as('boss')
    expect((await done(stage.core, 'audit.verify', {})).findings).toEqual([])
  })

  it('takes an acknowledgement back, once', async () => {
    const id = await stage.signedOut()
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    const point = String((await stage.sheet(id)).points[0]?.id)
    const withdraw = { id, entries: [{ point, kind: 'withdraw' as const }] }
    expect(await call('handover.answer', withdraw)).toBe('ok')
    expect((await stage.sheet(id)).points[0]?.acknowledged).toBeNull()
    expect(await call('handover.answer', withdraw)).toBe('notFound')
  })

  it('refused goes back to the outgoing side as a new sheet with what was written', async () => {
    const id = await stage.signedOut('SAN-02控制器B离线')
    await stage.as('zhao')
    const { number } = await stage.sheet(id)
    await done(stage.core, 'handover.refuse', {
      id,
      reason: '钥匙没有清点',
      ...stage.confirmed('zhao'),
    })
    expect(await stage.sheet(id)).toMatchObject({
      state: 'refused',
      outcome: { reason: '钥匙没有清点' },
    })
    await stage.as('chen')
    const again = await done(stage.core, 'handover.open', { shift: stage.key() })
    expect(again).toMatchObject({ made: true })
    const sheet = await stage.sheet(again.id)
    expect(sheet).toMatchObject({ state: 'draft', replaces: { id, number } })
    expect(sheet.points.map(({ title }) => title)).toContain('SAN-02控制器B离线')
  })

  it('paused by a fault goes on after it was resumed, with who and when', async () => {
    const id = await stage.signedOut()
    await stage.as('sun')
    await done(stage.core, 'handover.pause', { id, reason: 'UPS-1转旁路' })
    await stage.as('zhao')
    expect(await stage.sheet(id)).toMatchObject({ state: 'paused' })
    expect(await call('handover.accept', { id, ...stage.confirmed('zhao') })).toBe('handoverPaused')
    stage.now += 600_000
    await stage.as('chen')
    await done(stage.core, 'handover.resume', { id })
    const { state, pauses } = await stage.sheet(id)
    expect(state).toBe('signed')
    expect(pauses).toMatchObject([
      { reason: 'UPS-1转旁路', paused: { name: 'sun' }, resumed: { name: 'chen', at: stage.now } },
    ])
  })

  it('before the shift ends in time needs a reason, which stands on the sheet', async () => {
    const id = await stage.draft('无遗留')
    stage.now = stage.morning('05:00')
    expect(await call('handover.start', { id })).toBe('handoverEarly')
    await done(stage.core, 'handover.start', { id, earlyReason: '就医，已征得同意' })
    expect((await stage.sheet(id)).earlyReason).toBe('就医，已征得同意')
  })

  it('that was accepted early gives the duty to the next shift before its time', async () => {
    await stage.as('chen')
    stage.now = stage.morning('05:00')
    const onDuty = async () => (await done(stage.core, 'handover.current', {})).shifts
    const [night, day] = await onDuty()
    const { id } = await done(stage.core, 'handover.open', { shift: night?.key ?? '' })
    await done(stage.core, 'handover.writePoint', { sheet: id, title: '无遗留' })
    await done(stage.core, 'handover.start', { id, earlyReason: '就医，已征得同意' })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    expect((await onDuty())[0]?.key).toBe(night?.key)
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    expect((await onDuty())[0]?.key).toBe(day?.key)
    expect(await done(stage.core, 'handover.open', { shift: day?.key ?? '' })).toMatchObject({
      made: true,
    })
  })

  it('of somebody who stays on is accepted by himself after a lead has countersigned', async () => {
    const id = await stage.signedOut()
    const take = { id, ...stage.confirmed('chen') }
    expect(await call('handover.accept', take)).toBe('handoverBoth')
    expect(await call('handover.countersign', take)).toBe('handoverBoth')
    await stage.as('wang')
    expect(await call('handover.countersign', { id })).toBe('denied')
    await stage.as('ma')
    expect(await call('handover.countersign', { id })).toBe('passwordNeeded')
    await done(stage.core, 'handover.countersign', { id, ...stage.confirmed('ma') })
    await stage.as('chen')
    await stage.acknowledgeAll(id)
    await done(stage.core, 'handover.accept', take)
    expect(await stage.sheet(id)).toMatchObject({
      state: 'accepted',
      countersigned: { name: 'ma' },
      signedOut: { name: 'chen' },
      outcome: { name: 'chen' },
    })
    expect(await done(stage.core, 'handover.verify', { id })).toMatchObject({ ok: true })
  })

  it('is closed by the manager with a reason where one side cannot sign', async () => {
    const id = await stage.draft('无遗留')
    await stage.as('boss')
    await done(stage.core, 'handover.override', {
      id,
      reason: '交班人送医',
      ...stage.confirmed('boss'),
    })
    expect(await stage.sheet(id)).toMatchObject({
      state: 'overridden',
      signedOut: null,
      outcome: { name: 'boss', reason: '交班人送医' },
    })
    expect(await done(stage.core, 'handover.verify', { id })).toMatchObject({ ok: true })
  })
})

describe('without a roster', () => {
  it('the sheet asks for both sides and times by hand', async () => {
    await stage.as('chen')
    const byHand = {
      from: stage.morning('20:00', -1),
      to: stage.morning('08:00'),
      outgoing: '夜班',
      incoming: '白班',
      outgoingPeople: [String(stage.people['chen'])],
      incomingPeople: [String(stage.people['zhao'])],
    }
    expect(await call('handover.open', { byHand: { ...byHand, to: byHand.from } })).toBe(
      'fieldInvalid',
    )
    const { id } = await done(stage.core, 'handover.open', { byHand })
    await done(stage.core, 'handover.setSides', { id, ...byHand, incoming: '白班，丙班' })
    await done(stage.core, 'handover.writePoint', { sheet: id, title: '无遗留' })
    await done(stage.core, 'handover.start', { id, earlyReason: '提前' })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })
    expect(await stage.sheet(id)).toMatchObject({
      state: 'signed',
      shift: '',
      incoming: { 'zh-CN': '白班，丙班' },
    })
  })
})
