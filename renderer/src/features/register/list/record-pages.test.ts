import { describe, expect, it } from 'vitest'
import type { ListQuery, RecordView } from '../../../../../contract/common.ts'
import { lineAt, shownIds } from '../model/lines.ts'
import { recordPages, type ListSource } from './record-pages.ts'

const states = ['idle', 'running', null] as const
const record = (n: number): RecordView => ({
  id: String(n).padStart(6, '0'),
  type: 'pump',
  title: `P-${n}`,
  level: 1,
  fields: { state: states[n % 3] ?? null },
  createdAt: n,
  createdBy: 'p1',
  updatedAt: n,
  updatedBy: 'p1',
  deleted: false,
  conflicts: [],
  seen: '',
})

/** A store in memory that pages by id, like core's lists. */
function store(size: number) {
  const all = Array.from({ length: size }, (_unused, n) => record(n))
  let calls = 0
  const matching = (query: ListQuery): RecordView[] =>
    all.filter((row) =>
      (query.where ?? []).every(({ op, value }) =>
        op === 'empty' ? row.fields['state'] === null : row.fields['state'] === value,
      ),
    )
  const source: ListSource = {
    async page(query, limit, after) {
      calls += 1
      await Promise.resolve()
      const rows = matching(query)
      const from = after === undefined ? 0 : rows.findIndex(({ id }) => id > after)
      const page = rows.slice(from, from + limit)
      const more = from + limit < rows.length
      return {
        ok: true,
        value: {
          rows: page,
          next: more ? (page.at(-1)?.id ?? null) : null,
          total: Math.min(10_000, rows.length),
          capped: rows.length > 10_000,
        },
      }
    },
    facets: async (query) =>
      Promise.resolve({
        ok: true,
        value: states.map((value) => ({
          value,
          count: matching({
            ...query,
            where: [
              value === null
                ? { field: 'state', op: 'empty' }
                : { field: 'state', op: 'is', value },
            ],
          }).length,
        })),
      }),
  }
  return { all, source, calls: () => calls }
}
const flat = { query: { type: 'pump' }, groupBy: undefined }

describe('recordPages', () => {
  it('shows a small first page, then fetches only what the window needs', async () => {
    const { source, calls } = store(5000)
    const pages = recordPages(source)
    await pages.ask(flat)
    expect([
      pages.lines.value,
      pages.total.value,
      shownIds(pages.segments.value).length,
      calls(),
    ]).toEqual([5000, 5000, 100, 1])
    await pages.show(0, 40)
    expect(calls()).toBe(1)
    await pages.show(90, 130)
    expect([shownIds(pages.segments.value).length, calls()]).toEqual([300, 2])
    await pages.show(4990, 4999)
    expect(lineAt(pages.segments.value, 4999)).toMatchObject({ row: { title: 'P-4999' } })
  })

  it('promises more beyond a capped count until the end is known', async () => {
    const pages = recordPages(store(12_345).source)
    await pages.ask(flat)
    expect([pages.total.value, pages.capped.value, pages.lines.value]).toEqual([
      10_000,
      true,
      10_000,
    ])
    await pages.show(9_990, 9_999)
    expect(pages.lines.value).toBe(11_000)
    await pages.show(10_990, 10_999)
    await pages.show(11_990, 11_999)
    await pages.show(12_340, 12_350)
    expect(pages.lines.value).toBe(12_345)
  })

  it('groups by value, keeps counts of what is closed, and fetches open groups when seen', async () => {
    const { source } = store(900)
    const pages = recordPages(source)
    await pages.ask({ query: { type: 'pump' }, groupBy: 'state' })
    expect([pages.lines.value, pages.total.value]).toEqual([903, 900])
    expect(lineAt(pages.segments.value, 1)).toMatchObject({ kind: 'row', row: { title: 'P-0' } })
    await pages.toggle(0)
    expect(pages.lines.value).toBe(603)
    await pages.show(0, 30)
    expect(lineAt(pages.segments.value, 2)).toMatchObject({ kind: 'row', row: { title: 'P-1' } })
    await pages.refresh()
    expect(pages.lines.value).toBe(603)
  })

  it('drops answers to a question that is no longer asked', async () => {
    const { source } = store(300)
    const pages = recordPages(source)
    const first = pages.ask(flat)
    const second = pages.ask({
      query: { type: 'pump', where: [{ field: 'state', op: 'is', value: 'idle' }] },
      groupBy: undefined,
    })
    await Promise.all([first, second])
    expect(pages.total.value).toBe(100)
  })

  it('sees new rows after a refresh and stays where it was', async () => {
    const { source, all } = store(1200)
    const pages = recordPages(source)
    await pages.ask(flat)
    await pages.show(700, 740)
    all.unshift({ ...record(0), id: '000000-', title: 'new' })
    await pages.refresh()
    expect(lineAt(pages.segments.value, 0)).toMatchObject({ row: { title: 'new' } })
    expect(lineAt(pages.segments.value, 720)).toMatchObject({ kind: 'row' })
    expect(pages.lines.value).toBe(1201)
  })

  it('keeps what is shown when a refresh fails, and says so', async () => {
    const { source } = store(10)
    let broken = false
    const pages = recordPages({
      ...source,
      page: async (...asked) =>
        broken
          ? { ok: false, error: { code: 'internal', params: { reference: 'x' } } }
          : source.page(...asked),
    })
    await pages.ask(flat)
    broken = true
    await pages.refresh()
    expect([pages.failure.value?.code, pages.lines.value]).toEqual(['internal', 10])
  })
})
