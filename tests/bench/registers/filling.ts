import type { Core } from '../../../core/host.ts'
import { done } from '../../../core/testing.ts'
import { show, timed } from '../figures.ts'
import { csvOf } from './items.ts'

const TYPE = 'configuration-item'
const PER_FILE = 100_000

/** Fills the register by imports, file after file, and tells of each, so that a slow run can be seen to go on. */
export async function filling(core: Core, records: number): Promise<void> {
  console.log('')
  for (let from = 0; from < records; from += PER_FILE) {
    const rows = Math.min(PER_FILE, records - from)
    const file = { name: 'part.csv', bytes: csvOf(rows, { from, mistaken: false }).bytes }
    const { mapping } = await done(core, 'transfer.inspect', { type: TYPE, file })
    const asked = { type: TYPE, file, mapping, skipInvalid: true, dryRun: false }
    const took = await timed(() => done(core, 'transfer.import', asked))
    console.log(
      `     ${(from + rows).toLocaleString('en')} items, the last ${rows.toLocaleString('en')} in ${show(took / 1000, 's')}`,
    )
  }
  console.log('')
}
