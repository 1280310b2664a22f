import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SheetPoint } from '../../../contract/duty.ts'
import { done } from '../../testing.ts'
import { draftPoint, frozenPoint, type DraftPoint } from './parts.ts'
import { fillDraft, pointId } from './prefill.ts'
import { HandoverStage } from './testing.ts'

const told = (key: string, more: Partial<SheetPoint> = {}): SheetPoint => ({
  key,
  section: 'changes',
  title: `title of ${key}`,
  tone: 'neutral',
  at: 0,
  open: true,
  ...more,
})

/** A draft as the operations leave it; what was deleted is told apart. */
class Draft {
  readonly points = new Map<string, { fields: Record<string, unknown>; deleted: boolean }>()

  present(): DraftPoint[] {
    return [...this.points].flatMap(([id, { fields, deleted }]) =>
      deleted ? [] : [draftPoint({ id, fields } as never)],
    )
  }

  fill(sources: readonly SheetPoint[], before: readonly DraftPoint[] = []) {
    const removed = new Set(
      [...this.points.values()]
        .filter(({ deleted }) => deleted)
        .map(({ fields }) => String(fields['key'])),
    )
    const filling = fillDraft('sheet', {
      told: sources,
      before: before.map(frozenPoint),
      present: this.present(),
      isRemoved: (key) => removed.has(key),
    })
    for (const op of filling.ops) {
      if ('create' in op) this.points.set(op.id, { fields: { ...op.fields }, deleted: false })
      else {
        const point = this.points.get(op.id)
        if (!point) throw new Error('patches what is not there')
        if (op.fields['$deleted'] === true) point.deleted = true
        else Object.assign(point.fields, op.fields)
      }
    }
    return filling
  }

  edit(key: string, fields: Record<string, unknown>): void {
    const point = this.points.get(pointId('sheet', key))
    Object.assign(point?.fields ?? {}, fields, { edited: Object.keys(fields) })
  }
}

describe('filling a draft', () => {
  it('never doubles a point, and changes nothing when nothing changed', () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/u), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1, maxLength: 6 }), (rounds) => {
        const draft = new Draft()
        for (const round of rounds) {
          draft.fill(round.map((key) => told(key)))
          const present = draft.present().map(({ key }) => key)
          expect(new Set(present).size).toBe(present.length)
          expect(draft.fill(round.map((key) => told(key))).ops).toEqual([])
        }
      }),
    )
  })

  it('brings changes of the source, and leaves what people typed', () => {
    const draft = new Draft()
    draft.fill([told('a'), told('b')])
    draft.edit('a', { title: '按口头交代改写' })
    const filling = draft.fill([
      told('a', { title: 'new', detail: 'more' }),
      told('b', { title: 'new' }),
    ])
    expect(filling).toMatchObject({ added: 0, changed: 2, removed: 0 })
    expect(draft.present().map(({ title, detail }) => [title, detail])).toEqual([
      ['按口头交代改写', 'more'],
      ['new', ''],
    ])
  })

  it('drops what its source does not tell any more, unless somebody wrote on it', () => {
    const draft = new Draft()
    draft.fill([told('a'), told('b')])
    draft.edit('b', { detail: '等厂家' })
    expect(draft.fill([])).toMatchObject({ removed: 1 })
    expect(draft.present().map(({ key }) => key)).toEqual(['b'])
  })

  it('counts the shifts for which a point has been open', () => {
    const sheets = [new Draft(), new Draft(), new Draft()]
    let before: readonly DraftPoint[] = []
    for (const draft of sheets) {
      draft.fill([told('a'), told('log', { open: false })], before)
      before = draft.present()
    }
    expect(sheets.map((draft) => draft.present().map(({ carried }) => carried))).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ])
  })
})

describe('points that stay open', () => {
  const stage = new HandoverStage()
  const day = { shift: '' }
  beforeAll(async () => {
    await stage.set()
    day.shift = stage.key('day', 1)
    stage.told = [told('change/1', { title: '证书更换待验证' })]
  }, 60_000)
  afterAll(() => stage.place.clear())

  const titles = async (id: string) =>
    (await stage.sheet(id)).points
      .filter(({ section }) => section !== 'environment')
      .map(({ title, carried, closed }) => [title, carried, closed?.name ?? ''])

  it('roll into the next sheet until their source or a person closes them', async () => {
    await stage.accepted('限流保持到12:00', 'K-07借出未还')
    stage.now = stage.morning('19:40')
    await stage.as('zhao')
    const { id } = await done(stage.core, 'handover.open', { shift: day.shift })
    expect(await titles(id)).toEqual([
      ['证书更换待验证', 1, ''],
      ['限流保持到12:00', 1, ''],
      ['K-07借出未还', 1, ''],
    ])
    // One is ticked off, one closed at its source; both tell it on this sheet or not at all.
    const limit = (await stage.sheet(id)).points.find(({ title }) => title.startsWith('限流'))
    await done(stage.core, 'handover.closePoint', { id: String(limit?.id), closed: true })
    stage.told = []
    expect(await done(stage.core, 'handover.refresh', { id })).toEqual({
      added: 0,
      changed: 0,
      removed: 1,
    })
    await done(stage.core, 'handover.start', { id })
    await done(stage.core, 'handover.signOut', { id, ...stage.confirmed('zhao') })
    stage.now = stage.morning('07:30', 1)
    await stage.as('chen')
    const next = await done(stage.core, 'handover.open', {
      shift: stage.key('night', 1),
    })
    expect(await titles(id)).toEqual([
      ['限流保持到12:00', 1, 'zhao'],
      ['K-07借出未还', 1, ''],
    ])
    expect(await titles(next.id)).toEqual([['K-07借出未还', 2, '']])
  })

  it('that a person removed do not come back with the next filling', async () => {
    stage.told = [told('change/2'), told('change/3')]
    const { id } = await done(stage.core, 'handover.open', {
      shift: stage.key('night', 1),
    })
    await done(stage.core, 'handover.refresh', { id })
    const point = (await stage.sheet(id)).points.find(({ key }) => key === 'change/2')
    await done(stage.core, 'handover.removePoint', { id: String(point?.id), removed: true })
    await done(stage.core, 'handover.refresh', { id })
    const keys = (await stage.sheet(id)).points.map(({ key }) => key)
    expect(keys).toContain('change/3')
    expect(keys).not.toContain('change/2')
  })
})
