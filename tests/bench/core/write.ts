import { uuidv7 } from 'uuidv7'
import type { Core } from '../../../core/host.ts'
import { done, workspaceOf } from '../../../core/testing.ts'
import type { OpenWorkspace } from '../../../core/workspace/open-workspace.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'
import { openBare } from './places.ts'
import { create, person, sampleFields } from './sample.ts'

const WARM = 200
const OPS_PER_COMMIT = 10_000
const ROWS_PER_TRANSACTION = 10_000

/** One user action, whole, against one bare insert: strictly in turn, each acknowledged after its fsync. */
export async function actions(core: Core, rounds: number): Promise<readonly Figure[]> {
  const bare = openBare('bare-single.db', false)
  const { log } = workspaceOf(core)
  const times = { bare: [] as number[], log: [] as number[], action: [] as number[] }
  for (let round = -WARM; round < rounds; round++) {
    const n = 2_000_000 + round
    const took = {
      bare: await timed(() => bare.insert(n, uuidv7())),
      log: await timed(() =>
        log.append({ actor: person(n), act: 'register.create', ops: [create(n, uuidv7())] }),
      ),
      action: await timed(() =>
        done(core, 'register.create', { type: 'bench-item', fields: sampleFields(n) }),
      ),
    }
    if (round < 0) continue
    times.bare.push(took.bare)
    times.log.push(took.log)
    times.action.push(took.action)
  }
  bare.db.close()
  const base = percentiles(times.bare)
  const figure = (what: string, all: readonly number[], at: 'p50' | 'p95', most: number) => {
    const own = percentiles(all)
    return {
      what: `${what}, ${at}`,
      measured: show(own[at], 'ms'),
      baseline: `${show(base[at], 'ms')} bare insert`,
      value: own[at] / base[at],
      unit: 'x',
      target: { most },
    }
  }
  return [
    figure('acknowledged action (register.create)', times.action, 'p50', 2),
    figure('acknowledged action (register.create)', times.action, 'p95', 3),
    figure('commit alone (log, tables, search)', times.log, 'p50', 2),
    figure('commit alone (log, tables, search)', times.log, 'p95', 3),
  ]
}

/** Records as an import writes them against bare inserts into the same table with the same indexes. */
export async function bulk(
  what: string,
  { log }: Pick<OpenWorkspace, 'log'>,
  records: number,
): Promise<readonly Figure[]> {
  const bare = openBare(`bare ${what}.db`, true)
  const times = { bare: 0, log: 0 }
  for (let from = 0; from < records; from += ROWS_PER_TRANSACTION) {
    times.bare += await timed(() => {
      bare.db.exec('BEGIN IMMEDIATE')
      for (let n = from; n < from + ROWS_PER_TRANSACTION; n++) bare.insert(n, uuidv7())
      bare.db.exec('COMMIT')
    })
    times.log += await timed(() => {
      for (let at = from; at < from + ROWS_PER_TRANSACTION; at += OPS_PER_COMMIT)
        log.append({
          actor: person(at),
          act: 'transfer.import',
          ops: Array.from({ length: OPS_PER_COMMIT }, (_, index) => create(at + index, uuidv7())),
        })
    })
  }
  bare.db.close()
  const rate = (ms: number) => (records / ms) * 1000
  return [
    {
      what,
      measured: show(rate(times.log), 'records/s'),
      baseline: `${show(rate(times.bare), 'records/s')} bare, batched`,
      value: times.log / times.bare,
      unit: 'x',
      target: { most: 2 },
    },
  ]
}
