import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InputOf } from '../../contract/procedures.ts'
import type { Core } from '../host.ts'
import { done, FOUNDER, TestPlace } from '../testing.ts'

const place = new TestPlace()
let core: Core

/** Keys and tools: several with the same due time, several without one. */
beforeAll(async () => {
  core = place.core()
  await done(core, 'workspace.create', FOUNDER)
  for (let n = 0; n < 23; n++) {
    const fields = { code: `K${n}`, name: `钥匙${n % 4}`, kind: 'key', place: '值班台' }
    const dueBack = n % 3 === 0 ? {} : { dueBack: 1_760_000_000_000 + (n % 5) * 1000 }
    await done(core, 'register.create', { type: 'key-tool', fields: { ...fields, ...dueBack } })
  }
})
afterAll(() => place.clear())

type Sort = NonNullable<InputOf<'register.list'>['sort']>
const sorts: readonly Sort[] = ['_created', 'dueBack', 'name', '_updated'].flatMap((field) => [
  { field },
  { field, descending: true },
])

it.each(sorts)(
  'pages sorted by $field (descending: $descending) are the list, whole and once',
  async (sort) => {
    const query = { type: 'key-tool', sort } as const
    const whole = await done(core, 'register.list', { ...query, limit: 100 })
    expect(whole).toMatchObject({ total: 23, capped: false, next: null })
    for (const limit of [1, 2, 5, 23]) {
      const ids: string[] = []
      let after: string | undefined
      do {
        const page = await done(core, 'register.list', {
          ...query,
          limit,
          ...(after ? { after } : {}),
        })
        expect(page.rows.length).toBeGreaterThan(0)
        ids.push(...page.rows.map(({ id }) => id))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(ids).toEqual(whole.rows.map(({ id }) => id))
    }
    const keys = whole.rows.map(({ fields }) => fields['dueBack'] ?? null)
    if (sort.field === 'dueBack') {
      const order = keys.toSorted((a, b) => Number(a ?? -1) - Number(b ?? -1))
      expect(keys).toEqual(sort.descending ? order.toReversed() : order)
      expect(keys.filter((key) => key === null)).toHaveLength(8)
    }
  },
)

it('counts anew after every change', async () => {
  const counted = async (where: InputOf<'register.list'>['where'] = []) =>
    (await done(core, 'register.list', { type: 'key-tool', limit: 5, where })).total
  const none = { field: 'name', op: 'is', value: '钥匙4' } as const
  expect(await counted()).toBe(23)
  expect(await counted([none])).toBe(0)
  const fields = { code: 'K99', name: '钥匙4', kind: 'key', place: '值班台' }
  const { id } = await done(core, 'register.create', { type: 'key-tool', fields })
  expect([await counted(), await counted([none])]).toEqual([24, 1])
  await done(core, 'register.update', { type: 'key-tool', id, fields: { name: '钥匙3' } })
  expect([await counted(), await counted([none])]).toEqual([24, 0])
  await done(core, 'register.remove', { type: 'key-tool', ids: [id] })
  expect(await counted()).toBe(23)
})
