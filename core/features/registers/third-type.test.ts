import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordType } from '../../../contract/record-type.ts'
import type { Core } from '../../host.ts'
import { codeOf, done, FOUNDER, TestPlace } from '../../testing.ts'
import { renewals } from './renewals.sample.ts'

/** A register that no line of code knows. */
const licence: RecordType = {
  name: 'licence',
  label: { 'zh-CN': '许可证', en: 'Licence' },
  plural: { 'zh-CN': '许可证', en: 'Licences' },
  icon: 'doc',
  area: 'operations',
  title: 'product',
  numbering: { prefix: 'LIC' },
  search: ['product', 'notes'],
  indexes: [['state', 'seats']],
  children: [{ type: 'renewal', field: 'licence' }],
  fields: {
    product: { kind: 'text', label: { 'zh-CN': '产品', en: 'Product' }, required: true },
    state: {
      kind: 'choice',
      label: { 'zh-CN': '状态', en: 'State' },
      choices: [
        { value: 'live', label: { 'zh-CN': '在用', en: 'Live' } },
        { value: 'over', label: { 'zh-CN': '到期', en: 'Over' } },
      ],
      initial: 'live',
    },
    seats: { kind: 'integer', label: { 'zh-CN': '数量', en: 'Seats' }, min: 1, max: 10_000 },
    ends: { kind: 'date', label: { 'zh-CN': '到期日', en: 'Ends' } },
    tags: { kind: 'tags', label: { 'zh-CN': '标签', en: 'Tags' } },
    vendor: { kind: 'ref', ref: 'contact', label: { 'zh-CN': '厂家', en: 'Vendor' } },
    notes: { kind: 'longText', label: { 'zh-CN': '说明', en: 'Notes' } },
  },
  permissions: { read: 'all', create: 'all', update: 'all', delete: 'all' },
}
const type = licence.name

const place = new TestPlace()
let core: Core
let vendor: string
/** A local noon, so that days mean the same in every zone. */
const clock = new Date(2027, 0, 10, 12).getTime()
const made: string[] = []

beforeAll(async () => {
  core = place.core({ extraTypes: [licence], extraFeatures: [renewals], now: () => clock })
  await done(core, 'workspace.create', FOUNDER)
  vendor = (
    await done(core, 'register.create', {
      type: 'contact',
      fields: { name: '数据库厂家', phone: '400-1', role: 'vendor' },
    })
  ).id
  for (const [product, state, seats, tags] of [
    ['达梦数据库', 'live', 20, ['数据库']],
    ['堡垒机', 'live', 5, ['安全']],
    ['备份软件', 'over', 100, []],
    ['虚拟化平台', 'over', 8, ['安全', '平台']],
  ] as const)
    made.push(
      (
        await done(core, 'register.create', {
          type,
          fields: {
            product,
            state,
            seats,
            tags: [...tags],
            vendor,
            ends: '2027-01-31',
            notes: `${product}的维保合同`,
          },
        })
      ).id,
    )
})
afterAll(() => place.clear())

const titles = async (query: object) =>
  (await done(core, 'register.list', { type, limit: 50, ...query })).rows.map(({ title }) => title)
const at = (index: number): string => String(made[index])

describe('a type that is only declared', () => {
  it('numbers its records and refuses what it does not allow, by field', async () => {
    const { record, labels } = await done(core, 'register.get', { type, id: at(0) })
    expect(record.number).toMatch(/^LIC-\d{4}-A3-0001$/u)
    expect(labels.map(({ title }) => title)).toContain('数据库厂家')
    const wrong = await core.dispatch('register.create', { type, fields: { seats: 0 } })
    expect(wrong).toMatchObject({ ok: false })
    for (const fields of [
      { product: 'x', seats: 1.5 },
      { product: 'x', state: 'gone' },
      { product: 'x', ends: '2027-02-30' },
      { product: 'x', vendor: at(0) },
      { product: 'x', nope: 1 },
    ])
      expect(await codeOf(core, 'register.create', { type, fields }), JSON.stringify(fields)).toBe(
        'fieldInvalid',
      )
    expect(await titles({})).toHaveLength(4)
  })

  it('is listed by filter and order, counted by value, and found by a piece of its text', async () => {
    expect(await titles({ sort: { field: 'seats', descending: true } })).toEqual([
      '备份软件',
      '达梦数据库',
      '虚拟化平台',
      '堡垒机',
    ])
    expect(
      await titles({
        where: [{ field: 'state', op: 'is', value: 'over' }],
        sort: { field: 'seats' },
      }),
    ).toEqual(['虚拟化平台', '备份软件'])
    expect(
      await titles({ where: [{ field: 'seats', op: 'between', value: [5, 8] }] }),
    ).toHaveLength(2)
    expect(await titles({ where: [{ field: 'tags', op: 'any', value: ['安全'] }] })).toHaveLength(2)
    expect(await titles({ text: '垒机' })).toEqual(['堡垒机'])
    const { values } = await done(core, 'register.facets', { type, field: 'state' })
    expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(
      new Map([
        ['live', 2],
        ['over', 2],
      ]),
    )
    const hits = await done(core, 'search.all', { text: '拟化平台', limit: 5 })
    expect(hits.hits.map((hit) => [hit.type, hit.id])).toEqual([[type, at(3)]])
    const page = await done(core, 'register.list', { type, limit: 3 })
    const rest = await done(core, 'register.list', { type, limit: 3, after: page.next ?? '' })
    expect([...page.rows, ...rest.rows].map(({ id }) => id).toSorted()).toEqual(made.toSorted())
  })

  it('remembers every change, and takes a change back without touching later ones', async () => {
    const id = at(1)
    const change = await done(core, 'register.update', {
      type,
      id,
      fields: { seats: 6, state: 'over' },
    })
    await done(core, 'register.update', { type, id, fields: { notes: '续签中' } })
    const { entries } = await done(core, 'register.history', { type, id })
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'changed', 'created'])
    const told = entries
      .flatMap(({ changes }) => changes)
      .find(({ field, after }) => field === 'seats' && after === 6)
    expect(told?.before).toBe(5)
    await done(core, 'register.undo', { commit: change.commit })
    const { record } = await done(core, 'register.get', { type, id })
    expect(record.fields).toMatchObject({ seats: 5, state: 'live', notes: '续签中' })
    await done(core, 'register.comment', { type, id, text: '已问价' })
    expect((await done(core, 'register.comments', { type, id })).comments).toMatchObject([
      { text: '已问价' },
    ])
  })

  it('is changed, deleted and restored by the many', async () => {
    await done(core, 'register.bulkUpdate', {
      type,
      ids: [at(0), at(1)],
      fields: { ends: '2028-12-31' },
    })
    expect(
      await titles({ where: [{ field: 'ends', op: 'is', value: '2028-12-31' }] }),
    ).toHaveLength(2)
    await done(core, 'register.remove', { type, ids: [at(2), at(3)] })
    expect(await titles({})).toHaveLength(2)
    expect(
      (await done(core, 'search.all', { text: '备份软件', limit: 5 })).hits.filter(
        (hit) => hit.type === type && !hit.deleted,
      ),
    ).toEqual([])
    await done(core, 'register.restore', { type, ids: [at(2), at(3)] })
    expect(await titles({})).toHaveLength(4)
  })

  it('keeps views of its list, own and shared', async () => {
    const { id } = await done(core, 'register.saveView', {
      type,
      name: '到期',
      shared: true,
      query: { type, where: [{ field: 'state', op: 'is', value: 'over' }] },
      columns: ['product', 'ends'],
    })
    expect((await done(core, 'register.views', { type })).views).toMatchObject([
      { name: '到期', shared: true },
    ])
    await done(core, 'register.removeView', { type, id })
    expect((await done(core, 'register.views', { type })).views).toEqual([])
  })

  it('comes in from tables as people have them, after a try that writes nothing', async () => {
    const gb = new Uint8Array(
      Buffer.concat([
        // 产品,数量,到期日 / 中间件 in GB18030
        Buffer.from(
          'b2fac6b72ccafdc1bf2cb5bdc6dac8d50ad6d0bce4bcfe2c33302c323032372d30362d33300ad6d0bce4bcfe322c626164',
          'hex',
        ),
        Buffer.from(',2027-06-30\n'),
      ]),
    )
    const file = { name: '许可证.csv', bytes: gb }
    const inspected = await done(core, 'transfer.inspect', { type, file })
    expect(inspected).toMatchObject({
      columns: ['产品', '数量', '到期日'],
      rows: 2,
      encoding: expect.stringMatching(/gb/iu) as unknown,
    })
    const mapping = { 产品: 'product', 数量: 'seats', 到期日: 'ends' }
    expect(inspected.mapping).toEqual(mapping)
    const given = { type, file, mapping }
    const tried = await done(core, 'transfer.import', { ...given, dryRun: true, skipInvalid: true })
    expect(tried).toMatchObject({ created: 1, skipped: 1, commits: [], stopped: false })
    expect(tried.problems).toMatchObject([{ row: 3, column: '数量', value: 'bad' }])
    expect(await titles({})).toHaveLength(4)
    expect(
      await done(core, 'transfer.import', { ...given, dryRun: false, skipInvalid: false }),
    ).toMatchObject({ created: 0 })
    expect(
      await done(core, 'transfer.import', { ...given, dryRun: false, skipInvalid: true }),
    ).toMatchObject({ created: 1 })
    expect(await titles({ text: '中间件' })).toEqual(['中间件'])
  })

  it('goes out in three formats, and what went out as XLSX comes in again', async () => {
    const asked = {
      type,
      columns: ['product', 'seats', 'state'],
      language: 'zh-CN' as const,
      sort: { field: 'seats' },
    }
    const csv = Buffer.from(
      (await done(core, 'transfer.export', { ...asked, format: 'csv' })).bytes,
    ).toString('utf8')
    expect(csv.replace('\uFEFF', '').split(/\r?\n/u).slice(0, 2)).toEqual([
      '产品,数量,状态',
      '堡垒机,5,在用',
    ])
    const json = JSON.parse(
      Buffer.from(
        (await done(core, 'transfer.export', { ...asked, format: 'json' })).bytes,
      ).toString('utf8'),
    ) as unknown
    expect(JSON.stringify(json)).toContain('虚拟化平台')
    for (const column of ['nosuch', 'constructor'])
      expect(
        await core.dispatch('transfer.export', { ...asked, columns: [column], format: 'csv' }),
      ).toMatchObject({ ok: false, error: { code: 'fieldInvalid', params: { field: column } } })
    const xlsx = await done(core, 'transfer.export', { ...asked, format: 'xlsx' })
    const file = { name: xlsx.name, bytes: xlsx.bytes }
    const inspected = await done(core, 'transfer.inspect', { type, file })
    expect(inspected).toMatchObject({
      rows: 5,
      mapping: { 产品: 'product', 数量: 'seats', 状态: 'state' },
    })
    const tried = await done(core, 'transfer.import', {
      type,
      file,
      mapping: inspected.mapping,
      dryRun: true,
      skipInvalid: false,
    })
    expect(tried).toMatchObject({ created: 5, problems: [] })
  })

  it('is worked off in steps: asked for in the work list, refused by its guard, done again next year', async () => {
    const steps = { type: 'renewal' as const }
    const { ready } = await done(core, 'register.ready', steps)
    expect(ready).toMatchObject([{ key: 'yearly', title: '年度续签', taken: false }])
    const taken = await done(core, 'register.takeIn', { ...steps, keys: ['yearly'] })
    expect(await done(core, 'register.takeIn', { ...steps, keys: ['yearly'] })).toMatchObject({
      ids: [],
    })
    const target = { ...steps, id: String(taken.ids[0]) }
    const fields = { licence: at(0), due: '2027-01-31', offer: 'low' }
    await done(core, 'register.update', { ...target, fields })
    const listed = async () =>
      (await done(core, 'work.list', { scope: 'all', sources: ['renewal'] })).items.map(
        ({ title, state }) => [title, state],
      )
    expect(await listed()).toEqual([['续签达梦数据库', 'due']])
    expect(
      await codeOf(core, 'register.create', {
        ...steps,
        fields: { title: 'x', state: 'signed' },
      }),
    ).toBe('fieldInvalid')
    await done(core, 'register.transition', { ...target, transition: 'ask' })
    const asked = await done(core, 'register.get', target)
    expect(asked.transitions).toEqual([])
    expect(asked.refusals).toMatchObject([{ transition: 'sign', code: 'notYet' }])
    expect(await codeOf(core, 'register.transition', { ...target, transition: 'sign' })).toBe(
      'notYet',
    )
    await done(core, 'register.transition', {
      ...target,
      transition: 'sign',
      fields: { offer: 'accepted' },
    })
    const { record } = await done(core, 'register.get', target)
    expect(record.fields).toMatchObject({
      state: 'signed',
      doneOn: '2027-01-10',
      due: '2028-01-10',
    })
    expect(await listed()).toEqual([])
    expect(await codeOf(core, 'register.update', { ...target, fields: { offer: 'x' } })).toBe(
      'fieldInvalid',
    )
    const children = await done(core, 'register.list', {
      ...steps,
      where: [{ field: 'licence', op: 'is', value: at(0) }],
      limit: 5,
    })
    expect(children.rows.map(({ title }) => title)).toEqual(['年度续签'])
  })

  it('keeps how it was looked at: a board is a view like a list', async () => {
    const view = { type: 'renewal', name: '看板', shared: false, columns: ['title'] }
    await done(core, 'register.saveView', { ...view, query: { type: 'renewal' }, mode: 'board' })
    expect((await done(core, 'register.views', { type: 'renewal' })).views).toMatchObject([
      { name: '看板', mode: 'board' },
    ])
  })

  it('is made anew from the log as it was, and verifies', async () => {
    expect((await done(core, 'maintenance.rebuild', {})).same).toBe(true)
    expect((await done(core, 'audit.verify', {})).findings).toEqual([])
  })
})
