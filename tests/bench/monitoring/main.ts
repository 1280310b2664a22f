/**
 * `npm run bench:monitoring`: what watching costs, how fast a year of values is drawn, how late alerts come.
 * BENCH_SECONDS (60) sets for how long the cost is measured, BENCH_JSON a file for the figures.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMet, line, type Figure } from '../figures.ts'
import { costOf } from './cost.ts'
import { latencyOf } from './latency.ts'
import { yearOf } from './year.ts'

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60)
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-monitoring-'))
const figures: Figure[] = []

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}\n`)
try {
  for (const part of [
    () => yearOf(join(folder, 'year')),
    () => latencyOf(join(folder, 'latency')),
    () => costOf(join(folder, 'cost'), SECONDS),
  ])
    for (const figure of await part()) {
      console.log(line(figure))
      figures.push(figure)
    }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
