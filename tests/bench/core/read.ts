import { fork } from 'node:child_process'
import type { InputOf } from '../../../contract/procedures.ts'
import type { Core } from '../../../core/host.ts'
import { done } from '../../../core/testing.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'
import { openPlain } from './places.ts'

const OPENINGS = 9
const PAGE = 50

/** Opening to the first row, without the derivation of a password, against an empty workspace. */
export async function opening(
  full: string,
  empty: string,
  keys: { readonly full: Uint8Array; readonly empty: Uint8Array },
): Promise<readonly Figure[]> {
  const times = { full: [] as number[], empty: [] as number[] }
  for (let round = 0; round < OPENINGS; round++) {
    for (const which of ['empty', 'full'] as const) {
      const ms = await timed(() => {
        const workspace = openPlain(which === 'full' ? full : empty, keys[which])
        workspace.db.prepare('SELECT * FROM r_bench_item ORDER BY id LIMIT 50').all()
        times[which].push(0)
        workspace.db.close()
      })
      times[which].splice(-1, 1, ms)
    }
  }
  const [own, base] = [percentiles(times.full).p50, percentiles(times.empty).p50]
  return [
    {
      what: 'open to first query',
      measured: show(own, 'ms'),
      baseline: `${show(base, 'ms')} when empty`,
      value: own - base,
      unit: 'ms more',
      target: { most: 30 },
    },
  ]
}

type List = InputOf<'register.list'>

/** Pages of the list through the procedure: first pages and pages far down. */
export async function lists(core: Core): Promise<readonly Figure[]> {
  const queries: readonly List[] = [
    { type: 'bench-item', limit: PAGE, sort: { field: 'at', descending: true } },
    {
      type: 'bench-item',
      limit: PAGE,
      where: [{ field: 'status', op: 'is', value: 'closed' }],
      sort: { field: '_updated', descending: true },
    },
    { type: 'bench-item', limit: PAGE },
  ]
  const declared: number[] = []
  for (const query of queries) {
    let after: string | undefined
    for (let page = 0; page < 100; page++) {
      declared.push(
        await timed(async () => {
          const answer = await done(core, 'register.list', {
            ...query,
            ...(after === undefined ? {} : { after }),
          })
          after = answer.next ?? undefined
        }),
      )
    }
  }
  const others: readonly List[] = [
    {
      type: 'bench-item',
      limit: PAGE,
      where: [{ field: 'place', op: 'is', value: '配电间' }],
      sort: { field: 'dueAt' },
    },
    {
      type: 'bench-item',
      limit: PAGE,
      where: [{ field: 'severity', op: 'is', value: 4 }],
      sort: { field: 'title' },
    },
  ]
  const scans: number[] = []
  for (let round = 0; round < 10; round++) {
    for (const query of others) scans.push(await timed(() => done(core, 'register.list', query)))
    for (const field of ['category', 'tags'])
      scans.push(await timed(() => done(core, 'register.facets', { type: 'bench-item', field })))
  }
  const figure = (what: string, times: readonly number[], most: number): Figure => {
    const { p50, p95 } = percentiles(times)
    return {
      what,
      measured: `p50 ${show(p50, 'ms')}, ${times.length} queries`,
      baseline: '',
      value: p95,
      unit: 'ms',
      target: { most },
    }
  }
  return [
    figure('list page, declared filter and sort, p95', declared, 5),
    figure('any other filter, sort or facets, p95', scans, 20),
  ]
}

/** Resident memory of a process that opened a workspace and read from it, against an empty workspace. */
export async function memory(full: string, empty: string): Promise<readonly Figure[]> {
  const [own, base] = [await residentOf(full), await residentOf(empty)]
  return [
    {
      what: 'memory of core over empty',
      measured: show(own, 'MB'),
      baseline: `${show(base, 'MB')} when empty`,
      value: own - base,
      unit: 'MB',
      target: { most: 80 },
    },
  ]
}

function residentOf(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('resident.ts', import.meta.url), [path], {
      execArgv: ['--expose-gc'],
    })
    let megabytes: number | undefined
    child.on('message', (message) => (megabytes = Number(message)))
    child.on('exit', () =>
      megabytes === undefined ? reject(new Error('no answer')) : resolve(megabytes),
    )
  })
}
