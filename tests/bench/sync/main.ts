/**
 * `npm run bench:sync`: exchange with the shared server over loopback on both stores, against PouchDB in the same run.
 * BENCH_RECORDS (50000) sets the count of records, BENCH_JSON a file for the figures.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import bundlePrograms from '../../faults/programs.ts'
import { TestPostgres } from '../../support/postgres.ts'
import { isMet, line, type Figure } from '../figures.ts'
import { syncFigures } from './own.ts'
import { pouchBaseline } from './pouch.ts'

const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 50_000)
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-sync-'))
const figures: Figure[] = []
let postgres: TestPostgres | undefined
const dropPrograms = await bundlePrograms()

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}`)
try {
  const baseline = await pouchBaseline(join(folder, 'pouch'), RECORDS)
  postgres = await TestPostgres.start()
  for (const [store, url, another] of [
    ['SQLite'],
    ['PostgreSQL', postgres.database(), postgres.database()],
  ] as const) {
    console.log(`\n${RECORDS} records, load ${loadavg()[0]?.toFixed(1)}`)
    for await (const figure of syncFigures(store, RECORDS, baseline, url, another)) {
      console.log(line(figure))
      figures.push(figure)
    }
  }
} finally {
  postgres?.close()
  dropPrograms()
  rmSync(folder, { recursive: true, force: true })
}

const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
