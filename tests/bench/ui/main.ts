/**
 * `npm run bench:ui`: what the interface reaches in the engine at hand, against an empty page through the
 * same host where the target is a ratio, with the demonstration of 90 days and with one of BENCH_DAYS (900).
 * BENCH_ROWS (100,000) sets the long list, BENCH_STARTS (10) how often the application is started,
 * BENCH_ONLY which parts run (start,shift,larger,rows), BENCH_JSON a file for the figures.
 */
import '../../../tools/node-version.ts'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DEMONSTRATION_DAYS } from '../../../core/demonstration/build.ts'
import { createCore } from '../../../core/host.ts'
import { drive } from '../../../tools/drive.ts'
import { driveEngine, electronProgram } from '../../../tools/engine.ts'
import { NEEDS, provide } from '../../../tools/provision.ts'
import { build, isStale } from '../../../tools/start/build.ts'
import { DEMO_PASSWORD, makeDemonstration } from '../../../tools/start/demonstration.ts'
import { isMet, line, percentiles, show, timed, type Figure } from '../figures.ts'
import { writeEmptyApp } from './empty-app.ts'
import { scrollFrames, switchTo } from './in-page.ts'
import { inShift, most, signIn } from './shift.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000)
const STARTS = Number(process.env['BENCH_STARTS'] ?? 10)
const DAYS = Number(process.env['BENCH_DAYS'] ?? 10 * DEMONSTRATION_DAYS)
const PARTS = (process.env['BENCH_ONLY'] ?? 'start,shift,larger,rows').split(',')
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'))
const figures: Figure[] = []

function report(figure: Figure): void {
  console.log(line(figure))
  figures.push(figure)
}

const middle = (values: readonly number[]): number => percentiles(values).p50

const open = (workspace: string, round: number) =>
  drive({ workspace, userData: join(folder, `user-${round}`), language: 'zh-CN' })

/** Both by the same steps of the same driver, so that these weigh on both; each with a profile that it has used before. */
async function start(app: string, workspace: string, selector: string): Promise<number> {
  const userData = join(folder, `profile-${basename(app)}`)
  const from = performance.now()
  const driven = await drive({ folder: app, workspace, userData, language: 'zh-CN' })
  await driven.page.locator(selector).first().waitFor()
  const took = performance.now() - from
  await driven.app.close()
  return took
}

async function fillRows(workspace: string): Promise<void> {
  const core = createCore({ workspacePath: workspace })
  try {
    const { recoveryKey } = await core.manager.create({
      name: 'Bench',
      team: '',
      language: 'zh-CN',
      person: 'Bench',
      login: 'bench',
      password: DEMO_PASSWORD,
      deviceCode: 'B1',
      separation: false,
    })
    if (recoveryKey === '') throw new Error('no workspace')
    const lines = Array.from(
      { length: ROWS },
      (_, n) => `联系人${n},${8000 + (n % 900)},单位${n % 50}`,
    )
    const answer = await core.dispatch('transfer.import', {
      type: 'contact',
      file: {
        name: 'rows.csv',
        bytes: Buffer.from(['name,phone,organisation', ...lines].join('\n')),
      },
      mapping: { name: 'name', phone: 'phone' },
      dryRun: false,
      skipInvalid: false,
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  } finally {
    await core.close()
  }
}

/** Scripts and styles that the first page names, compressed. */
function bundle(): number {
  const out = join(ROOT, 'out/renderer')
  const html = readFileSync(join(out, 'index.html'), 'utf8')
  const names = readdirSync(join(out, 'assets')).filter((name) => html.includes(name))
  return names.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(out, 'assets', name))).length,
    0,
  )
}

async function reportShift(workspace: string, days: number, round: number): Promise<void> {
  const { app, page } = await open(workspace, round)
  const figures = await inShift(page, { login: 'chen.ly', password: DEMO_PASSWORD }, days)
  for (const figure of figures) report(figure)
  await app.close()
}

async function reportStarts(demo: string): Promise<void> {
  const emptyApp = writeEmptyApp(folder)
  const empty: number[] = []
  const ours: number[] = []
  const starts = [
    async () => void empty.push(await start(emptyApp, demo, '#ready')),
    async () => void ours.push(await start(ROOT, demo, 'form.sign-in input')),
  ]
  // The very first makes the profile. Then in turns, each as often first, since the machine is not the same
  // from one second to the next.
  await start(emptyApp, demo, '#ready')
  await start(ROOT, demo, 'form.sign-in input')
  for (let round = 0; round < STARTS; round++) {
    for (const one of starts) await one()
    starts.reverse()
  }
  report(
    most(
      'start to usable sign-in',
      middle(ours) / middle(empty),
      'x',
      1.5,
      show(middle(ours), 'ms'),
      `${show(middle(empty), 'ms')} of an empty page, ${STARTS} starts of each in turns`,
    ),
  )
}

async function reportRows(): Promise<void> {
  const rows = join(folder, 'rows')
  await fillRows(rows)
  const long = await open(rows, 102)
  await long.page.locator('form.sign-in input').first().waitFor()
  await signIn(long.page, 'bench', DEMO_PASSWORD)
  const first = await switchTo(
    long.page,
    '/register/contact',
    '.grid [role=row][aria-rowindex="20"], .grid [role=row]:nth-child(20)',
  )
  report(
    most(
      `list of ${ROWS.toLocaleString('en')} rows, first picture`,
      first,
      'ms',
      200,
      'from another screen',
    ),
  )
  const frames = percentiles(await scrollFrames(long.page, '.register .grid', 120))
  report(
    most(
      'scrolling it, frame p95',
      frames.p95,
      'ms',
      33,
      `p50 ${show(frames.p50, 'ms')}, 900 px a frame`,
    ),
  )
  await long.app.close()
}

async function main(): Promise<void> {
  provide([NEEDS.chromium])
  if (isStale(ROOT)) build(ROOT)
  driveEngine()
  const engine = electronProgram() ? 'Electron' : 'Chromium (compatibility host)'
  console.log(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}, ${engine}\n`,
  )

  report(
    most(
      'bundle before the first picture',
      bundle() / 1024,
      'KiB gzip',
      350,
      'scripts and styles of index.html',
    ),
  )

  const demo = join(folder, 'demo')
  const runs = (part: string) => PARTS.includes(part)
  if (runs('start') || runs('shift')) await makeDemonstration(demo, 'zh-CN')
  if (runs('start')) await reportStarts(demo)
  if (runs('shift')) await reportShift(demo, DEMONSTRATION_DAYS, 100)
  if (runs('larger')) {
    const larger = join(folder, 'larger')
    const took = await timed(() => makeDemonstration(larger, 'zh-CN', DAYS))
    console.log(`     ${DAYS} days told in ${show(took / 1000, 's')}`)
    await reportShift(larger, DAYS, 101)
  }
  if (runs('rows')) await reportRows()
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
const missed = figures.filter((figure) => !isMet(figure)).length
console.log(`\n${figures.length - missed} of ${figures.length} figures reached`)
const json = process.env['BENCH_JSON']
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
