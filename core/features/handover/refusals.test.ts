import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, done } from '../../testing.ts'
import { HandoverStage } from './testing.ts'

const stage = new HandoverStage()
beforeAll(() => stage.set(), 60_000)
afterAll(() => stage.place.clear())

type Call = Parameters<typeof codeOf> extends [unknown, ...infer R] ? R : never
const call = (...given: Call) => codeOf(stage.core, ...given)

describe('what may not be done is refused with its reason', () => {
  it('in the order of one handover', async () => {
    const id = await stage.draft('SAN-02控制器B离线')
    const own = (await stage.sheet(id)).points.find(({ title }) => title.startsWith('SAN'))
    const pointId = String(own?.id)

    // Only the outgoing side writes its sheet.
    await stage.as('zhao')
    expect(await call('handover.writePoint', { sheet: id, title: 'x' })).toBe('handoverSide')
    expect(await call('handover.start', { id })).toBe('handoverSide')
    expect(await call('handover.open', { shift: stage.key('night', 1) })).toBe('handoverSide')
    await stage.as('ma')
    expect(await call('handover.pause', { id, reason: 'x' })).toBe('wrongState')

    // Nothing is signed before it is frozen, nothing acknowledged before it is signed.
    await stage.as('chen')
    expect(await call('handover.signOut', { id, ...stage.confirmed('chen') })).toBe('wrongState')
    stage.now = stage.morning('07:42')
    await done(stage.core, 'handover.start', { id })
    await stage.as('zhao')
    const acknowledge = { id, entries: [{ point: pointId, kind: 'acknowledge' as const }] }
    expect(await call('handover.answer', acknowledge)).toBe('wrongState')

    // After the freeze nothing changes, by no procedure.
    await stage.as('chen')
    expect(await call('handover.writePoint', { sheet: id, id: pointId, title: 'x' })).toBe(
      'wrongState',
    )
    expect(await call('handover.writePoint', { sheet: id, title: 'x' })).toBe('wrongState')
    expect(await call('handover.removePoint', { id: pointId, removed: true })).toBe('wrongState')
    expect(await call('handover.closePoint', { id: pointId, closed: true })).toBe('wrongState')
    expect(await call('handover.refresh', { id })).toBe('wrongState')
    expect(await call('handover.discard', { id })).toBe('wrongState')
    expect(await call('handover.start', { id })).toBe('wrongState')
    for (const type of ['handover-sheet', 'handover-point']) {
      const record = type === 'handover-sheet' ? id : pointId
      expect(await call('register.update', { type, id: record, fields: { title: 'x' } })).toBe(
        'denied',
      )
      expect(await call('register.remove', { type, ids: [record] })).toBe('denied')
    }

    // Signing asks for the password, and a confirmation serves one person once.
    expect(await call('handover.signOut', { id })).toBe('passwordNeeded')
    expect(await call('handover.signOut', { id, confirmation: 'made up' })).toBe('passwordNeeded')
    await stage.as('zhao')
    expect(await call('handover.signOut', { id, ...stage.confirmed('zhao') })).toBe('handoverSide')

    // No handover in a major fault.
    await stage.as('sun')
    expect(await call('fault.declare', { title: '全网中断' })).toBe('denied')
    await stage.as('ma')
    const fault = await done(stage.core, 'fault.declare', { title: '核心存储双控离线' })
    await stage.as('chen')
    expect(
      await stage.core.dispatch('handover.signOut', { id, ...stage.confirmed('chen') }),
    ).toMatchObject({
      ok: false,
      error: { code: 'handoverSuspended', params: { fault: { 'zh-CN': '核心存储双控离线' } } },
    })
    expect((await done(stage.core, 'handover.current', {})).fault?.title).toBe('核心存储双控离线')
    await done(stage.core, 'fault.control', { id: fault.id, note: '已切备库' })
    expect(await call('fault.control', { id: fault.id, note: '' })).toBe('alreadyDecided')
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('chen') })

    // One person does not sign for both, whatever his role.
    expect(await call('handover.accept', { id, ...stage.confirmed('chen') })).toBe('handoverBoth')
    expect(await call('handover.answer', acknowledge)).toBe('handoverBoth')
    await stage.as('wang')
    expect(await call('handover.accept', { id, ...stage.confirmed('wang') })).toBe('handoverSide')

    // Nothing is accepted unread.
    await stage.as('zhao')
    expect(
      await stage.core.dispatch('handover.accept', { id, ...stage.confirmed('zhao') }),
    ).toMatchObject({
      ok: false,
      error: { code: 'handoverUnacknowledged', params: { count: 1, points: ['1'] } },
    })
    expect(await call('handover.refuse', { id, reason: '缺钥匙' })).toBe('passwordNeeded')
    expect(await call('handover.refuse', { id, reason: ' ' })).toBe('invalidInput')

    // The override is the manager's, and needs its reason.
    for (const login of ['zhao', 'wang', 'ma']) {
      await stage.as(login)
      expect(await call('handover.override', { id, reason: 'x', ...stage.confirmed(login) })).toBe(
        'denied',
      )
    }
    await stage.as('boss')
    expect(await call('handover.override', { id, reason: ' ', ...stage.confirmed('boss') })).toBe(
      'invalidInput',
    )
    expect(await call('handover.override', { id, reason: 'x' })).toBe('passwordNeeded')

    // An accepted sheet is over.
    await stage.as('zhao')
    await stage.acknowledgeAll(id)
    expect(await call('handover.answer', acknowledge)).toBe('alreadyDecided')
    await done(stage.core, 'handover.accept', { id, ...stage.confirmed('zhao') })
    const take = { id, ...stage.confirmed('zhao') }
    expect(await call('handover.accept', take)).toBe('wrongState')
    expect(await call('handover.refuse', { ...take, reason: 'x' })).toBe('wrongState')
    expect(await call('handover.answer', acknowledge)).toBe('wrongState')
    await stage.as('boss')
    expect(await call('handover.override', { id, reason: 'x', ...stage.confirmed('boss') })).toBe(
      'wrongState',
    )
    await stage.as('ma')
    expect(await call('handover.amend', { id, text: 'x' })).toBe('handoverSide')
    await stage.as('wang')
    const before = await stage.sheet(id)
    await done(stage.core, 'handover.amend', { id, text: '漏写：AC-2滤网周四更换' })
    const after = await stage.sheet(id)
    expect(after.addenda).toMatchObject([{ name: 'wang', text: '漏写：AC-2滤网周四更换' }])
    expect({ ...after, addenda: [] }).toEqual({ ...before, addenda: [] })
  })

  it('and the sheet tells beforehand what each person may do', async () => {
    stage.now = stage.morning('07:45', 1)
    await stage.as('chen')
    const { id } = await done(stage.core, 'handover.open', {
      shift: stage.key('night', 1),
    })
    const { acts } = await stage.sheet(id)
    expect(acts.edit).toBeNull()
    expect(acts.accept).toMatchObject({ code: 'wrongState' })
    expect(acts.override).toMatchObject({ code: 'denied', params: { roles: ['manager'] } })
    // Unfilled lines of the environment alone make no sheet.
    for (const { id: point } of (await stage.sheet(id)).points.filter(({ own }) => own))
      await done(stage.core, 'handover.removePoint', { id: point, removed: true })
    const carried = (await stage.sheet(id)).points.filter(({ section }) => section === 'notes')
    expect(carried).toEqual([])
    expect(await call('handover.start', { id })).toBe('handoverEmpty')
  })
})

describe('a core that was killed', () => {
  it('comes back with everything that was answered, in the middle of a handover', async () => {
    const other = new HandoverStage()
    try {
      await other.set()
      const id = await other.signedOut('一', '二', '三')
      await other.as('zhao')
      const [first, second] = (await other.sheet(id)).points
      await done(other.core, 'handover.answer', {
        id,
        entries: [
          { point: String(first?.id), kind: 'acknowledge' },
          { point: String(second?.id), kind: 'question', text: '几点？' },
        ],
      })
      await done(other.core, 'drafts.save', { key: `handover.${id}`, value: { reason: '未写完' } })
      const before = await other.sheet(id)
      await other.core.close()
      other.open()
      await other.as('zhao')
      expect(await other.sheet(id)).toEqual(before)
      const draft = await done(other.core, 'drafts.get', { key: `handover.${id}` })
      expect(draft).toMatchObject({ value: { reason: '未写完' } })
    } finally {
      await other.place.clear()
    }
  })
})
