/**
 * `npm run bench:core`: what the core reaches, each figure against a baseline of the same run.
 * BENCH_RECORDS (50,000) sets how many records the reading figures have, BENCH_ROUNDS (1,000) how many
 * actions are timed, BENCH_DIR where the files stand, BENCH_JSON a file for the figures.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { isMet, line, show, timed, type Figure } from '../figures.ts'
import { rebuilding, size, verifying } from './log.ts'
import { workspaceOf } from '../../../core/testing.ts'
import { fill, openCore, openPlain, pathOf } from './places.ts'
import { lists, memory, opening } from './read.ts'
import { actions, bulk } from './write.ts'

const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 50_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 1000)
const BULK = 20_000

const figures: Figure[] = []
function report(more: readonly Figure[]): void {
  for (const figure of more) console.log(line(figure))
  figures.push(...more)
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}, ${RECORDS.toLocaleString('en')} records\n`,
)

const [full, empty] = [pathOf('full'), pathOf('empty')]
const small = await openCore(empty, true)
const emptyKey = Uint8Array.from(workspaceOf(small).databaseKey)
await small.close()

const core = await openCore(full, true)
const workspace = workspaceOf(core)
const fullKey = Uint8Array.from(workspace.databaseKey)
const filling = await timed(() => fill(workspace, RECORDS))
const operations = RECORDS + Math.floor(RECORDS / 4)
console.log(
  `     filled with ${operations.toLocaleString('en')} operations in ${show(filling / 1000, 's')}\n`,
)
report(size(workspace, operations))
report(await lists(core))
report(await verifying(workspace))
report(await rebuilding('rebuild with search, links and log', workspace))
report(await actions(core, ROUNDS))
await core.close()
const plain = openPlain(full, fullKey, false)
report(await rebuilding('rebuild of the tables of all records', plain))
plain.close()
report(await opening(full, empty, { full: fullKey, empty: emptyKey }))
report(await memory(full, empty))

const importing = await openCore(pathOf('import'), true)
const importKey = Uint8Array.from(workspaceOf(importing).databaseKey)
report(await bulk('bulk import with search, links and log', workspaceOf(importing), BULK))
await importing.close()
const unindexed = openPlain(pathOf('import'), importKey, false)
report(await bulk('bulk import into the tables of all records', unindexed, BULK))
unindexed.close()

const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
