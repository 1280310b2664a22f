import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { configurationItemType } from '../../../core/features/registers/types/operations.types.ts'
import { createCore, type Core } from '../../../core/host.ts'
import { shapeOf } from '../../../core/log/shape.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { bareTable, withTexts } from '../bare.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'
import { csvOf, itemOf } from './items.ts'

const ROWS_PER_TRANSACTION = 10_000
const TYPE = 'configuration-item'

interface Baseline {
  /** Milliseconds with the indexes that the declaration names. */
  table: number
  /** The same with the index of texts, which every searchable register has, too. */
  texts: number
}

/** What bare inserts of the same rows take, batched, into an encrypted database that is as durable. */
async function bare(folder: string, rows: number): Promise<Baseline> {
  const run = (name: string, texts: boolean): Promise<number> => {
    const path = join(folder, `${name}-${uuidv7()}.db`)
    const plain = bareTable(path, shapeOf(configurationItemType), true, itemOf)
    const table = texts ? withTexts(plain, configurationItemType, itemOf) : plain
    return timed(() => {
      for (let from = 0; from < rows; from += ROWS_PER_TRANSACTION) {
        table.db.exec('BEGIN IMMEDIATE')
        for (let n = from; n < Math.min(rows, from + ROWS_PER_TRANSACTION); n++)
          table.insert(n, uuidv7())
        table.db.exec('COMMIT')
      }
    }).finally(() => table.db.close())
  }
  return { table: await run('table', false), texts: await run('texts', true) }
}

interface Imported {
  readonly took: number
  readonly trying: number
  readonly left: number
}

/** A CSV through the procedures of the window: mapping, dry run, import. */
async function imported(core: Core, rows: number): Promise<Imported> {
  const { bytes, wrong } = csvOf(rows)
  const file = { name: 'inventory.csv', bytes }
  const { mapping } = await done(core, 'transfer.inspect', { type: TYPE, file })
  const asked = { type: TYPE, file, mapping, skipInvalid: true, task: 'bench' }
  const trying = await timed(() => done(core, 'transfer.import', { ...asked, dryRun: true }))
  let left = 0
  const took = await timed(async () => {
    const outcome = await done(core, 'transfer.import', { ...asked, dryRun: false })
    if (outcome.created !== rows - wrong) throw new Error(`${outcome.created} were created`)
    left = outcome.leftOut?.rows ?? 0
  })
  return { took, trying, left }
}

/** Milliseconds that others at the window wait for a list, one question after the other, while `work` goes on. */
async function asking(core: Core, work: () => Promise<unknown>): Promise<readonly number[]> {
  const waits: number[] = []
  let running = true
  const others = (async () => {
    while (running) {
      // From the key press on, not from when core came to it.
      const pressed = performance.now() + 10
      await new Promise((resolve) => setTimeout(resolve, 10))
      await done(core, 'session.touch', {})
      await done(core, 'register.list', { type: 'contact', limit: 50 })
      waits.push(performance.now() - pressed)
    }
  })()
  await work()
  running = false
  await others
  return waits
}

/** An import by itself against bare inserts before and after it, then one while others ask. */
export async function importing(folder: string, rows: number): Promise<readonly Figure[]> {
  const core = createCore({ workspacePath: join(folder, 'importing') })
  await done(core, 'workspace.create', FOUNDER)
  const before = await bare(folder, rows)
  const { took, trying, left } = await imported(core, rows)
  const after = await bare(folder, rows)
  const waits = await asking(core, () => imported(core, Math.ceil(rows / 4)))
  await core.close()
  const base = (before.texts + after.texts) / 2
  const table = (before.table + after.table) / 2
  const { p95 } = percentiles(waits)
  return [
    {
      what: `import of ${rows.toLocaleString('en')} items, whole: file, checks, log, table, index of texts`,
      measured: `${show(took / 1000, 's')}, ${left} rows left out, dry run ${show(trying / 1000, 's')}`,
      baseline: `${show(base / 1000, 's')} bare, batched, all its indexes; ${show(table / 1000, 's')} without the one of texts, ${(took / table).toFixed(1)}x`,
      value: took / base,
      unit: 'x',
      target: { most: 2 },
    },
    {
      what: 'another list while it imports, p95',
      measured: `${waits.length} questions, longest ${show(Math.max(...waits), 'ms')}`,
      baseline: '',
      value: p95,
      unit: 'ms',
      target: { most: 100 },
    },
  ]
}
