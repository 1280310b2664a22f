import type { InputOf } from '../../../contract/procedures.ts'
import type { Core } from '../../../core/host.ts'
import { done } from '../../../core/testing.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'

const TYPE = 'configuration-item'
const PAGE = 50
const ROUNDS = 10
type List = Omit<InputOf<'register.list'>, 'type' | 'limit'>

/** Milliseconds of a question, and how much of the processor they took: on a busy machine most of it is waiting. */
interface Took {
  readonly wall: number
  readonly busy: number
}

async function took(work: () => unknown): Promise<Took> {
  const before = process.cpuUsage()
  const wall = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { wall, busy: (user + system) / 1000 }
}

function figure(what: string, times: readonly Took[], most: number): Figure {
  const wall = percentiles(times.map((one) => one.wall))
  const busy = percentiles(times.map((one) => one.busy))
  return {
    what,
    measured: `p50 ${show(wall.p50, 'ms')}, processor ${show(busy.p50, 'ms')} and ${show(busy.p95, 'ms')}, ${times.length} questions`,
    baseline: '',
    value: wall.p95,
    unit: 'ms',
    target: { most },
  }
}

/** The first question that needs the columns waits for them; core answers others meanwhile. */
export async function loading(core: Core): Promise<readonly Figure[]> {
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 5)
    last = now
  }, 5)
  const { wall, busy } = await took(() =>
    done(core, 'register.list', {
      type: TYPE,
      limit: PAGE,
      where: [{ field: 'os', op: 'is', value: 'UOS 1070' }],
    }),
  )
  clearInterval(beat)
  return [
    {
      what: 'columns read by a thread',
      measured: `processor ${show(busy / 1000, 's')}, core was held up for ${show(longest, 'ms')} at most`,
      baseline: '',
      value: wall / 1000,
      unit: 's',
      target: { most: 6 },
    },
  ]
}

export async function asking(core: Core): Promise<readonly Figure[]> {
  const list = async (query: List) =>
    done(core, 'register.list', { type: TYPE, limit: PAGE, ...query })
  const declared: Took[] = []
  for (const query of [
    {},
    { sort: { field: 'warrantyEnds' } },
    { where: [{ field: 'kind', op: 'is', value: 'storage' }], sort: { field: 'name' } },
  ] as const satisfies readonly List[]) {
    let after: string | undefined
    for (let page = 0; page < 50; page++)
      declared.push(
        await took(async () => {
          after =
            (await list({ ...query, ...(after === undefined ? {} : { after }) })).next ?? undefined
        }),
      )
  }
  const is = (field: string, value: string) => ({ field, op: 'is' as const, value })
  const others: readonly List[] = [
    { where: [is('location', '一号机房 A0 机柜')] },
    { where: [is('os', 'UOS 1070')], sort: { field: '_updated', descending: true } },
    { where: [is('state', 'retired'), is('importance', 'core')], sort: { field: 'location' } },
    { where: [{ field: 'manufacturer', op: 'contains', value: '华' }], sort: { field: 'version' } },
    { where: [is('version', '型号 7')], sort: { field: 'name' } },
    { where: [{ field: 'warrantyEnds', op: 'before', value: '2027-03-01' }] },
    { where: [is('address', '10.7.7.7')] },
    { where: [is('importance', 'core')], sort: { field: 'address', descending: true } },
    { where: [is('os', 'UOS 1070'), { field: 'name', op: 'contains', value: '7777' }] },
  ]
  const [filters, facets, groups, searches]: Took[][] = [[], [], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of others) filters?.push(await took(() => list(query)))
    for (const field of ['manufacturer', 'os', 'location', 'state'])
      facets?.push(await took(() => done(core, 'register.facets', { type: TYPE, field })))
    // As the window groups: the counts of all groups, and the first page of one.
    for (const field of ['importance', 'manufacturer'])
      groups?.push(
        await took(async () => {
          const { values } = await done(core, 'register.facets', {
            type: TYPE,
            field,
            where: [is('os', 'UOS 1070')],
          })
          const value = String(values[0]?.value)
          await list({ where: [is('os', 'UOS 1070'), is(field, value)] })
        }),
      )
    for (const text of [`SRV-${String(round * 90_005).padStart(6, '0')}`, '灾备机房 C1', '曙光'])
      searches?.push(await took(() => list({ text })))
  }
  return [
    figure('list page, declared filter and sort, p95', declared, 5),
    figure('any other filter with its exact count, p95', filters ?? [], 20),
    figure('facets of a field, p95', facets ?? [], 20),
    figure('groups of a filtered list and a page, p95', groups ?? [], 40),
    figure('search in the register, p95', searches ?? [], 100),
  ]
}
