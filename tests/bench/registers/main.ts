/**
 * `npm run bench:registers`: an import of BENCH_ROWS (100,000) configuration items against bare inserts with the same
 * indexes (the index of texts is one of them; the figure without it stands beside), a quarter of it again while others ask
 * for a list, and a register of BENCH_RECORDS
 * (1,000,000) that is listed, filtered, grouped and searched. BENCH_DIR: where the files stand; BENCH_JSON: a file for
 * the figures.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { isMet, line, show, timed, type Figure } from '../figures.ts'
import { importing } from './importing.ts'
import { asking, loading } from './asking.ts'
import { itemOf } from './items.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000)
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 1_000_000)
const PER_COMMIT = 10_000

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'watchkeeper-registers-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const figures: Figure[] = []
function report(more: readonly Figure[]): void {
  for (const figure of more) console.log(line(figure))
  figures.push(...more)
}

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}\n`)

if (ROWS > 0) report(await importing(folder, ROWS))

const core = createCore({ workspacePath: join(folder, 'large') })
await done(core, 'workspace.create', FOUNDER)
const { workspace, session } = core.manager
if (!workspace || !session) throw new Error('no workspace is open')
workspace.db.pragma('synchronous = OFF')
const filling = await timed(() => {
  for (let from = 0; from < RECORDS; from += PER_COMMIT)
    workspace.log.append({
      actor: session.person,
      act: 'transfer.import',
      ops: Array.from({ length: Math.min(PER_COMMIT, RECORDS - from) }, (_, n) => ({
        create: 'configuration-item',
        id: `0190a000-0000-7000-8000-${(from + n).toString(16).padStart(12, '0')}`,
        fields: itemOf(from + n),
      })),
    })
})
workspace.db.pragma('synchronous = FULL')
console.log(
  `\n     ${RECORDS.toLocaleString('en')} configuration items made in ${show(filling / 1000, 's')}\n`,
)
report(await loading(core))
report(await asking(core))
await core.close()

const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
