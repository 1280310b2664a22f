/**
 * `npm run bench:registers`: an import of BENCH_ROWS (100,000) configuration items against bare inserts with the same
 * indexes (the index of texts is one of them; the figure without it stands beside), a quarter of it again while others ask
 * for a list, and a register of BENCH_RECORDS
 * (1,000,000) that is listed, filtered, grouped and searched. BENCH_DIR: where the files stand; BENCH_LARGE: a folder for
 * this register's workspace, which is filled when it is not there and kept; BENCH_JSON: a file for the figures.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { isMet, line, type Figure } from '../figures.ts'
import { importing } from './importing.ts'
import { asking, loading } from './asking.ts'
import { filling } from './filling.ts'
import { memory } from './memory.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000)
const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 1_000_000)

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'watchkeeper-registers-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const figures: Figure[] = []
function report(more: readonly Figure[]): void {
  for (const figure of more) console.log(line(figure))
  figures.push(...more)
}

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}\n`)

if (ROWS > 0) report(await importing(folder, ROWS))

const large = process.env['BENCH_LARGE'] ?? join(folder, 'large')
if (!existsSync(large)) {
  const first = createCore({ workspacePath: large })
  await done(first, 'workspace.create', FOUNDER)
  await filling(first, RECORDS)
  await first.close()
}
report(await memory(folder, large))
const core = createCore({ workspacePath: large })
await done(core, 'session.signIn', { login: FOUNDER.login, password: FOUNDER.password })
report(await loading(core))
report(await asking(core))
await core.close()

const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
