import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { configurationItemType } from '../../../core/features/registers/types/operations.types.ts'
import { createCore } from '../../../core/host.ts'
import { shapeOf } from '../../../core/log/shape.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { bareTable } from '../bare.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'
import { csvOf, itemOf } from './items.ts'

const ROWS_PER_TRANSACTION = 10_000
const TYPE = 'configuration-item'

/** Milliseconds that bare, batched inserts of the same rows take. */
function bare(path: string, rows: number): Promise<number> {
  const table = bareTable(path, shapeOf(configurationItemType), true, itemOf)
  return timed(() => {
    for (let from = 0; from < rows; from += ROWS_PER_TRANSACTION) {
      table.db.exec('BEGIN IMMEDIATE')
      for (let n = from; n < Math.min(rows, from + ROWS_PER_TRANSACTION); n++)
        table.insert(n, uuidv7())
      table.db.exec('COMMIT')
    }
  }).finally(() => table.db.close())
}

/** A CSV through the procedures of the window: mapping, dry run, import; and what others at the window feel of it. */
export async function importing(folder: string, rows: number): Promise<readonly Figure[]> {
  const core = createCore({ workspacePath: join(folder, 'importing') })
  await done(core, 'workspace.create', FOUNDER)
  const { bytes, wrong } = csvOf(rows)
  const file = { name: 'inventory.csv', bytes }
  const { mapping } = await done(core, 'transfer.inspect', { type: TYPE, file })
  const asked = { type: TYPE, file, mapping, skipInvalid: true, task: 'bench' }
  const trying = await timed(() => done(core, 'transfer.import', { ...asked, dryRun: true }))
  const before = await bare(join(folder, 'bare-before.db'), rows)

  const waits: number[] = []
  let running = true
  const others = (async () => {
    while (running) {
      // From the key press on, not from when core came to it.
      const pressed = performance.now() + 10
      await new Promise((resolve) => setTimeout(resolve, 10))
      await done(core, 'register.list', { type: 'contact', limit: 50 })
      waits.push(performance.now() - pressed)
    }
  })()
  let left = 0
  const took = await timed(async () => {
    const outcome = await done(core, 'transfer.import', { ...asked, dryRun: false })
    if (outcome.created !== rows - wrong) throw new Error(`${outcome.created} were created`)
    left = outcome.leftOut?.rows ?? 0
  })
  running = false
  await others
  await core.close()
  const after = await bare(join(folder, 'bare-after.db'), rows)
  const base = (before + after) / 2
  const { p95 } = percentiles(waits)
  return [
    {
      what: `import of ${rows.toLocaleString('en')} items, whole`,
      measured: `${show(took / 1000, 's')}, ${left} rows left out, dry run ${show(trying / 1000, 's')}`,
      baseline: `${show(base / 1000, 's')} bare, batched`,
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
