import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../../contract/record-type.ts'
import { fail, ok, type Result } from '../../../../../contract/result.ts'
import { asDraft, isLate, quickEntry, type QuickPort } from './use-quick-entry.ts'

const now = new Date(2026, 2, 17, 2, 17).getTime()
type Written = Parameters<QuickPort['write']>[0]

function line(
  answer: () => Result<{ at: number; late: boolean }> = () => ok({ at: now, late: false }),
) {
  const written: Written[] = []
  const kept: (Json | null)[] = []
  let ids = 0
  const entry = quickEntry({
    write: async (asked) => {
      written.push(asked)
      return answer()
    },
    put: async (name, mime, bytes) =>
      ok({ sha256: 'a'.repeat(64), name, mime, size: bytes.length }),
    keep: (draft) => kept.push(draft),
    now: () => now,
    newId: () => `id-${(ids += 1)}`,
  })
  return { entry, written, kept }
}

describe('quick entry', () => {
  it('writes what was typed, with now as its time and the first category', async () => {
    const { entry, written, kept } = line()
    entry.type('厂家备件已出库')
    expect(await entry.save()).toBe(true)
    expect(written).toEqual([
      {
        id: 'id-1',
        text: '厂家备件已出库',
        category: 'duty',
        tags: [],
        links: [],
        attachments: [],
      },
    ])
    expect(entry.draft.text).toBe('')
    expect(kept.at(-1)).toBeNull()
  })

  it('takes a time in front of the text for a late entry', async () => {
    const { entry, written } = line()
    entry.type('1:20 冷通道A温度升到24.9℃')
    expect(entry.draft.text).toBe('冷通道A温度升到24.9℃')
    expect(isLate(entry.draft.at, now)).toBe(true)
    await entry.save()
    expect(written[0]?.at).toBe(new Date(2026, 2, 17, 1, 20).getTime())
  })

  it('goes round the categories both ways', () => {
    const { entry } = line()
    entry.cycleCategory(-1)
    expect(entry.draft.category).toBe('other')
    entry.cycleCategory(1)
    expect(entry.draft.category).toBe('duty')
  })

  it('keeps everything, the id included, when writing fails', async () => {
    const { entry, written } = line(() => fail('diskFull'))
    entry.type('断电')
    await entry.attach('panel.png', 'image/png', new Uint8Array(3))
    expect(await entry.save()).toBe(false)
    await entry.save()
    expect(entry.draft.text).toBe('断电')
    expect(entry.failure.value?.code).toBe('diskFull')
    expect(written.map(({ id }) => id)).toEqual(['id-1', 'id-1'])
    expect(written[0]?.attachments.map(({ name }) => name)).toEqual(['panel.png'])
  })

  it('brings a kept draft back as it was', () => {
    const first = line()
    first.entry.type('备件 ')
    first.entry.setCategory('incident')
    first.entry.setTime('0120')
    const second = line()
    second.entry.restore(asDraft(first.kept.at(-1) ?? null))
    expect({ ...second.entry.draft }).toEqual({ ...first.entry.draft })
    expect(asDraft('nonsense')).toBeUndefined()
  })

  it('keeps the records that are linked, whatever is changed after', async () => {
    const { entry, written, kept } = line()
    const link = { type: 'configuration-item', id: 'ci-1', title: 'SAN-02', deleted: false }
    entry.type('备件出库 #san')
    entry.choose({ sign: '#', query: 'san', start: 5 }, 9, { kind: 'link', text: 'SAN-02', link })
    entry.setCategory('incident')
    expect(entry.setTime('0120')).toBe(true)
    expect(kept.at(-1)).toMatchObject({ tokens: [{ kind: 'link', link: { id: 'ci-1' } }] })
    expect(await entry.save()).toBe(true)
    expect(written[0]?.links).toEqual([{ type: 'configuration-item', id: 'ci-1' }])
  })

  it('saves nothing without text and refuses what is no time', async () => {
    const { entry, written } = line()
    expect(await entry.save()).toBe(false)
    expect(entry.setTime('27:00')).toBe(false)
    expect(written).toEqual([])
  })

  it('keeps what was typed before the draft of before arrived', async () => {
    const { entry, written } = line()
    entry.type('备件出库')
    entry.resume(undefined)
    expect(entry.draft.text).toBe('备件出库')
    const before = { id: 'x', text: '厂家来电 ', tokens: [], category: 'call', attachments: [] }
    entry.resume(asDraft(before))
    await entry.save()
    expect(written).toMatchObject([{ text: '厂家来电 备件出库', category: 'call' }])
  })
})
