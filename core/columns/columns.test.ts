import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Condition, ListQuery } from '../../contract/common.ts'
import type { FieldType, Json, RecordType } from '../../contract/record-type.ts'
import type { Core } from '../host.ts'
import { COUNT_CAP, facets, page } from '../records/list.ts'
import { writeCursor } from '../records/list-order.ts'
import { docOf } from '../search/search-index.ts'
import { done, FOUNDER, TestPlace } from '../testing.ts'
import { facetsByColumns, pageByColumns, type PageAsked, type PageOfIds } from './answer.ts'
import { columnsOf, dropColumns, isDeclared, textNow } from './columns.ts'
import { HeldColumns } from './held-columns.ts'
import { countByColumns } from './mask.ts'
import { readColumns } from './read.ts'
import { columnPlans } from './shape.ts'

const label = { 'zh-CN': '值', en: 'Value' }
const field = (kind: FieldType['kind'], more: Partial<FieldType> = {}): FieldType => ({
  kind,
  label,
  ...more,
})
const things: RecordType = {
  name: 'thing',
  label,
  plural: label,
  icon: 'note',
  title: 'title',
  fields: {
    title: field('text'),
    place: field('text'),
    kind: field('choice', { choices: ['a', 'b', 'c'].map((value) => ({ value, label })) }),
    size: field('integer'),
    share: field('number'),
    due: field('date'),
    at: field('instant'),
    good: field('boolean'),
    tags: field('tags'),
    parts: field('refs', { ref: 'thing' }),
    whole: field('ref', { ref: 'thing' }),
  },
  search: ['place', 'tags'],
  indexes: [['title'], ['kind', 'at']],
  levels: true,
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const WORDS = [
  '配电间',
  '监控大厅',
  'UPS 间',
  'hall',
  'Hall B',
  '',
  '𠮷田',
  '﨑间',
  '机房一',
  '机房',
]
const ids: string[] = []

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length] as T
const fieldsOf = (n: number): Record<string, Json> => ({
  title: `${pick(['巡检', '备份', 'Disk'], n)} ${n % 37}`,
  ...(n % 5 === 0 ? {} : { place: pick(WORDS, n * 7) }),
  ...(n % 7 === 0 ? {} : { kind: pick(['a', 'b', 'c'], n) }),
  ...(n % 3 === 0 ? {} : { size: (n * 13) % 11 }),
  ...(n % 4 === 0 ? {} : { share: n / 8 }),
  ...(n % 6 === 0 ? {} : { due: `2026-0${(n % 9) + 1}-1${n % 10}` }),
  ...(n % 8 === 0 ? {} : { at: 1_760_000_000_000 + (n % 17) * 1000 }),
  ...(n % 9 === 0 ? {} : { good: n % 2 === 0 }),
  ...(n % 2 === 0 ? {} : { tags: [pick(['x', 'y'], n), `t${n % 4}`] }),
  ...(ids.length > 3 && n % 3 === 0
    ? { parts: [pick(ids, n), pick(ids, n * 5)], whole: pick(ids, n * 3) }
    : {}),
})

const place = new TestPlace()
let core: Core
let narrow: HeldColumns
beforeAll(async () => {
  core = place.core({ extraTypes: [things] })
  await done(core, 'workspace.create', FOUNDER)
  for (let n = 0; n < 120; n++) await make(n)
  await done(core, 'register.remove', { type: 'thing', ids: [ids[4] ?? '', ids[50] ?? ''] })
  narrow = narrowColumns()
}, 30_000)
afterAll(() => place.clear())

async function make(n: number): Promise<void> {
  const level = n % 10 === 3 ? 2 : n % 10 === 6 ? 0 : 1
  const made = await done(core, 'register.create', { type: 'thing', fields: fieldsOf(n), level })
  ids.push(made.id)
}

const names = [...Object.keys(things.fields), '_created', '_updated', '_level', '_created_by']
const values = fc.oneof(
  fc.constantFrom<Json>(null, '配电间', 'hall', 'a', 'b', 'x', 't1', '2026-03-12', '巡检 3'),
  fc.integer({ min: -1, max: 12 }),
  fc.constant(1_760_000_005_000),
)
const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...names),
    op: fc.constantFrom('is' as const, 'any' as const, 'isNot' as const),
    value: fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 3 })),
  }),
  fc.record({
    field: fc.constantFrom(...names),
    op: fc.constantFrom('empty' as const, 'notEmpty' as const),
  }),
  fc.record({
    field: fc.constantFrom('title', 'place', 'tags'),
    op: fc.constant('contains' as const),
    value: fc.constantFrom('HALL', '检', 'x', '1'),
  }),
  fc.record({
    field: fc.constantFrom('size', 'share', 'at'),
    op: fc.constantFrom('before' as const, 'after' as const),
    value: fc.constantFrom(3, 7.5, 1_760_000_005_000),
  }),
  fc.record({
    field: fc.constantFrom('due', 'place'),
    op: fc.constant('between' as const),
    value: fc.constantFrom<Json>(['2026-03-01', '2026-06-15'], ['A', 'z']),
  }),
)
const queries: fc.Arbitrary<ListQuery> = fc.record(
  {
    type: fc.constant('thing'),
    where: fc.array(conditions, { maxLength: 2 }),
    text: fc.constantFrom('配电', 'hall', '巡检', 'nosuch'),
    sort: fc.record({
      field: fc.constantFrom('title', 'place', 'kind', 'size', 'due', 'at', '_created', '_updated'),
      descending: fc.boolean(),
    }),
    includeDeleted: fc.boolean(),
  },
  { requiredKeys: ['type'] },
)

function contextNow() {
  const { workspace, session } = core.manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  return { workspace, session }
}

/** Columns that hold codes for eight values only: others hold numbers as they are and texts by their order. */
function narrowColumns(): HeldColumns {
  const { db, log } = contextNow().workspace
  const plans = columnPlans(things)
  const loaded = readColumns(db, 'r_thing', plans, 8)
  if (!loaded) throw new Error('no columns')
  const held = new HeldColumns(loaded, plans, (column, id) => textNow(db, 'r_thing', column, id))
  log.onChange((changed) => {
    for (const id of changed.get('thing') ?? []) {
      const row = log.row('thing', id)
      expect(row && held.take(row, docOf(db, id) ?? 0)).toBe(true)
    }
  })
  return held
}

/** The same answer from the table and from the columns, page by page. */
async function same(query: ListQuery): Promise<void> {
  const held = await columnsOf(contextNow().workspace, things)
  if (!held) throw new Error('no columns')
  sameBy(held, query)
}

function sameBy(held: HeldColumns, query: ListQuery): void {
  const context = contextNow()
  const [table, columns]: [string[], string[]] = [[], []]
  let next: string | null = null
  do {
    const asked = { ...query, limit: 23, ...(next === null ? {} : { after: next }) }
    const answer = page(context, things, asked)
    table.push(...answer.rows.map(({ id }) => id))
    next = answer.next
  } while (next !== null)
  const answered = pageByColumns(context, things, held, { ...query, limit: 1 })
  expect(answered?.total).toBe(table.length)
  expect(countByColumns(context, things, held, query)).toBe(table.length)
  do {
    const asked: PageAsked = { ...query, limit: 23, ...(next === null ? {} : { after: next }) }
    const found: PageOfIds['found'] = pageByColumns(context, things, held, asked)?.found ?? []
    const last = found[22]
    columns.push(...found.slice(0, 23).map(({ id }) => id))
    next = found.length > 23 && last ? writeCursor([last.key, last.id]) : null
  } while (next !== null)
  // Sealed texts have no order of their own.
  const bySealed = ['title', 'place'].includes(query.sort?.field ?? '')
  const isPlain = (id: string) =>
    !bySealed || Number(context.workspace.log.row('thing', id)?.level) < 2
  expect(columns.filter(isPlain)).toEqual(table.filter(isPlain))
  expect(columns.toSorted()).toEqual(table.toSorted())
  for (const name of names.filter((one) => !one.startsWith('_'))) {
    const sorted = (counts: readonly unknown[] | undefined) =>
      counts?.map((one) => JSON.stringify(one)).toSorted()
    const counted = facetsByColumns(context, things, held, query, name)
    if (counted) expect(sorted(counted)).toEqual(sorted(facets(context, things, query, name)))
  }
}

describe('columns in memory', () => {
  it('answer what the table answers, whatever is asked', async () => {
    const nothingTwice: ListQuery = {
      type: 'thing',
      where: [{ field: 'place', op: 'any', value: [null, 'hall', null] }],
    }
    await fc.assert(fc.asyncProperty(queries, same), { numRuns: 60, examples: [[nothingTwice]] })
  }, 60_000)

  it('answer the same where values are too many for codes', () => {
    fc.assert(
      fc.property(queries, (query) => sameBy(narrow, query)),
      { numRuns: 60 },
    )
  }, 60_000)

  it('follow every change', async () => {
    await same({ type: 'thing' })
    await same({ type: 'thing', text: '新库' })
    const context = contextNow()
    const before = await columnsOf(context.workspace, things)
    for (let n = 200; n < 230; n++) await make(n)
    await done(core, 'register.update', {
      type: 'thing',
      id: ids[10] ?? '',
      fields: { place: '新库房', tags: ['z'], size: 99, kind: null },
    })
    await done(core, 'register.update', { type: 'thing', id: ids[11] ?? '', fields: {}, level: 2 })
    await done(core, 'register.update', {
      type: 'thing',
      id: ids[13] ?? '',
      fields: { title: '巡检 3' },
    })
    await done(core, 'register.update', {
      type: 'thing',
      id: ids[13] ?? '',
      fields: { title: '备份' },
    })
    await done(core, 'register.remove', { type: 'thing', ids: [ids[12] ?? ''] })
    await done(core, 'register.restore', { type: 'thing', ids: [ids[4] ?? ''] })
    expect(await columnsOf(context.workspace, things)).toBe(before)
    await fc.assert(fc.asyncProperty(queries, same), { numRuns: 25 })
    fc.assert(
      fc.property(queries, (query) => sameBy(narrow, query)),
      { numRuns: 40 },
    )
    await same({ type: 'thing', text: '新库' })
    await same({ type: 'thing', where: [{ field: 'tags', op: 'is', value: 'z' }] })
  }, 60_000)

  it('answer a question as before when others used the same memory meanwhile', () => {
    const context = contextNow()
    const asked = Array.from({ length: 11 }, (_, size): PageAsked => {
      const where = [{ field: 'size', op: size % 2 === 0 ? 'is' : 'isNot', value: size } as const]
      return { type: 'thing', where, limit: 200, includeDeleted: size % 3 === 0 }
    })
    const answers = (queries: readonly PageAsked[]) =>
      queries.map((query) => pageByColumns(context, things, narrow, query))
    const first = answers(asked)
    expect(new Set(first.map((answer) => answer?.total)).size).toBeGreaterThan(3)
    expect(answers(asked.toReversed()).toReversed()).toEqual(first)
    expect(answers([...asked, ...asked].filter((_, at) => at % 3 === 0))).toEqual(
      [...first, ...first].filter((_, at) => at % 3 === 0),
    )
  })

  it('are not asked where a declared index answers', () => {
    const declared = (query: Omit<ListQuery, 'type'>) =>
      isDeclared(things, { type: 'thing', ...query })
    const kind = { field: 'kind', op: 'is', value: 'a' } as const
    expect(declared({})).toBe(true)
    expect(declared({ sort: { field: 'title' } })).toBe(true)
    expect(declared({ where: [kind], sort: { field: 'at', descending: true } })).toBe(true)
    expect(declared({ where: [kind], sort: { field: 'title' } })).toBe(false)
    expect(declared({ sort: { field: 'size' } })).toBe(false)
    expect(declared({ text: 'x', sort: { field: 'title' } })).toBe(false)
  })

  it('count exactly where the table stops counting', async () => {
    const { workspace, session } = contextNow()
    const counted = async () =>
      (await done(core, 'register.list', { type: 'thing', limit: 1, sort: { field: 'title' } }))
        .total
    const before = await counted()
    workspace.log.append({
      actor: session.person,
      act: 'transfer.import',
      ops: Array.from({ length: COUNT_CAP }, (_, n) => ({
        create: 'thing',
        id: uuidv7(),
        fields: { title: `备件 ${n}` },
      })),
    })
    expect(await counted()).toBe(before + COUNT_CAP)
    dropColumns(workspace)
    expect(await counted()).toBe(COUNT_CAP)
  })
})
