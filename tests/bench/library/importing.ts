/**
 * `npm run bench:import`: whether the window stays at hand while BENCH_DOCUMENTS (20,000) are imported into the
 * library, and whether an import that was stopped and begun again loses anything. BENCH_JSON names a file for
 * the figures.
 */
import '../../../tools/node-version.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { drive } from '../../../tools/drive.ts'
import { driveEngine, electronProgram } from '../../../tools/engine.ts'
import { NEEDS, provide } from '../../../tools/provision.ts'
import { build, isStale } from '../../../tools/start/build.ts'
import { DEMO_PASSWORD, makeDemonstration } from '../../../tools/start/demonstration.ts'
import { go } from '../../../tools/ways.ts'
import { isMet, line, percentiles, show, type Figure } from '../figures.ts'
import { keyPresses } from '../ui/in-page.ts'
import { signIn } from '../ui/shift.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const COUNT = Number(process.env['BENCH_DOCUMENTS'] ?? 20_000)
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'))
const figures: Figure[] = []
const report = (figure: Figure): void => {
  console.log(line(figure))
  figures.push(figure)
}

const PARTS = [
  '控制器切换前先确认备库延迟低于五秒，切换后核对心跳与写入。',
  'The standby takes over once its lag is below five seconds; check the heartbeat afterwards.',
  '机房温度应在二十三度上下两度之内，湿度百分之四十到七十。',
  'Restart the listener only after the connection pool has been drained and the log was copied.',
  '证书到期前三十天提醒，更换后在两个节点上分别验证。',
  'Logs are kept for at least six months and are rotated every night at two.',
  '恢复演练每季度一次，超过一百天未做即为过期。',
]
const SEARCHES = [
  '控制器',
  'standby',
  '证书到期',
  'listener',
  '湿度',
  'rotated',
  '演练',
  'heartbeat',
]

/** Manuals of two to five thousand letters, each with words of its own. */
function writeManuals(where: string): void {
  for (let at = 0; at < COUNT; at++) {
    const inner = join(where, String(Math.floor(at / 500)))
    if (at % 500 === 0) mkdirSync(inner, { recursive: true })
    const sections = Array.from({ length: 8 + (at % 9) }, (_, section) => {
      const text = Array.from(
        { length: 5 },
        (_part, n) => PARTS[(at * 7 + section * 3 + n * 5) % PARTS.length],
      )
      return `## ${section + 1} 节点 node-${at}-${section}\n\n${text.join('\n')}\n`
    })
    writeFileSync(join(inner, `manual-${at}.md`), `# 手册 manual ${at}\n\n${sections.join('\n')}`)
  }
}

const invoke = <T>(page: Page, procedure: string, input: unknown = {}): Promise<T> =>
  page.evaluate(
    `watchkeeper.invoke(${JSON.stringify(procedure)}, ${JSON.stringify(input)}).then((answer) => {
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return answer.value
    })`,
  )

interface Progress {
  readonly import: { readonly state: string; readonly total: number; readonly done: number } | null
}
const progress = async (page: Page) => (await invoke<Progress>(page, 'library.importStatus')).import

/** What the window does meanwhile: searches, types, and goes between screens. Tasks over 50 ms are kept. */
async function use(page: Page, until: () => Promise<boolean>) {
  await page.evaluate(`(() => {
    globalThis.tasks = []
    globalThis.taskWatch?.disconnect()
    globalThis.taskWatch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
    globalThis.taskWatch.observe({ type: 'longtask' })
  })()`)
  const searches: number[] = []
  const answers: number[] = []
  const started = performance.now()
  for (let round = 0; !(await until()); round++) {
    const text = SEARCHES[round % SEARCHES.length]
    searches.push(await timed(page, 'library.search', { text, limit: 20 }))
    // What stops core shows in calls that cost nothing themselves.
    for (let call = 0; call < 5; call++) {
      answers.push(await timed(page, 'library.importStatus', {}))
      await page.waitForTimeout(20)
    }
  }
  const tasks = (await page.evaluate('globalThis.tasks')) as number[]
  const minutes = (performance.now() - started) / 60_000
  return {
    searches: percentiles(searches),
    answers: percentiles(answers),
    longestAnswer: Math.max(...answers),
    count: searches.length,
    tasks,
    minutes,
  }
}

/** Milliseconds that the window waits for an answer. */
const timed = async (page: Page, procedure: string, input: unknown): Promise<number> =>
  Number(
    await page.evaluate(`(async () => {
      const start = performance.now()
      await watchkeeper.invoke(${JSON.stringify(procedure)}, ${JSON.stringify(input)})
      return performance.now() - start
    })()`),
  )

async function beginImport(page: Page, app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: false, filePaths: [filePath] }),
    })
  }, path)
  await go(page, '/library')
  await page.locator('.library-import button').click()
  const dialog = page.getByRole('dialog')
  // The report of the import before stands there first.
  if ((await progress(page)) !== null) await dialog.locator('footer button').first().click()
  await dialog.locator('.buttons button').first().waitFor()
  await dialog.locator('.buttons button').first().click()
  await dialog.locator('.chosen li').waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog.locator('[role=progressbar], progress').first().waitFor()
  await page.keyboard.press('Escape')
}

/** What the index holds once it has taken in everything. */
async function indexed(page: Page): Promise<{ documents: number }> {
  for (;;) {
    const stats = await invoke<{ documents: number; waiting: number }>(page, 'library.stats')
    if (stats.waiting === 0) return stats
    await page.waitForTimeout(200)
  }
}

/** The same without an import. */
function idle(page: Page) {
  const from = performance.now()
  return use(page, async () => performance.now() - from > 30_000)
}

const ended = async (page: Page): Promise<boolean> =>
  ['done', 'cancelled'].includes((await progress(page))?.state ?? 'done')

async function main(): Promise<void> {
  provide([NEEDS.chromium])
  if (isStale(ROOT)) build(ROOT)
  driveEngine()
  const engine = electronProgram() ? 'Electron' : 'Chromium (compatibility host)'
  console.log(
    `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, node ${process.version}, ${engine}, load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  const manuals = join(folder, 'manuals')
  writeManuals(manuals)
  const workspace = join(folder, 'workspace')
  await makeDemonstration(workspace, 'zh-CN')
  const { app, page } = await drive({
    workspace,
    userData: join(folder, 'user'),
    language: 'zh-CN',
  })
  await page.locator('form.sign-in input').first().waitFor()
  await signIn(page, 'he.jp', DEMO_PASSWORD)
  const there = (await indexed(page)).documents

  await beginImport(page, app, manuals)
  // Stopped in the middle, and begun again.
  await use(page, async () => ((await progress(page))?.done ?? 0) >= COUNT / 4)
  await invoke(page, 'library.importCancel')
  while (!(await ended(page))) await page.waitForTimeout(100)
  const stoppedAt = (await progress(page))?.done ?? 0
  const before = await idle(page)
  const began = performance.now()
  await beginImport(page, app, manuals)
  const busy = await use(page, () => ended(page))
  const seconds = (performance.now() - began) / 1000
  const stats = await indexed(page)
  const after = await idle(page)
  console.log(
    `     stopped at ${stoppedAt}, the rest in ${show(seconds, 's')}; ${busy.count} searches meanwhile`,
  )
  console.log(
    `     other answers meanwhile: p95 ${show(busy.answers.p95, 'ms')}, longest ${show(busy.longestAnswer, 'ms')}\n`,
  )

  // A busy machine has long tasks without any import as well: what is above their rate is the import's.
  const rate = (before.tasks.length + after.tasks.length) / (before.minutes + after.minutes)
  report({
    what: 'tasks of the window over 50 ms a minute that the import causes',
    measured: `${busy.tasks.length} in ${busy.minutes.toFixed(1)} min, longest ${show(Math.max(0, ...busy.tasks), 'ms')}`,
    baseline: `${rate.toFixed(1)} a minute idle, longest ${show(Math.max(0, ...before.tasks, ...after.tasks), 'ms')}`,
    value: Math.max(0, busy.tasks.length / busy.minutes - rate),
    unit: '',
    target: { most: 0.5 },
  })
  // The library grows meanwhile, and what is searched for stands in each document.
  const quiet = (before.searches.p95 + after.searches.p95) / 2
  report({
    what: 'search during the import, p95',
    measured: show(busy.searches.p95, 'ms'),
    baseline: `${show(before.searches.p95, 'ms')} before, ${show(after.searches.p95, 'ms')} after it`,
    value: busy.searches.p95 / quiet,
    unit: 'x',
    target: { most: 2 },
  })
  report({
    what: 'documents after a stop and a second start',
    measured: `${stats.documents - there} of ${COUNT}`,
    baseline: '',
    value: (stats.documents - there) / COUNT,
    unit: 'x',
    target: { least: 1 },
  })

  await go(page, '/library')
  const box = page.locator('.search-pane input').first()
  await box.fill('')
  await box.focus()
  const shown: number[] = []
  for (const text of ['kongzhiqi', 'heartbeat', 'listener', 'standby'])
    for (const letter of text) shown.push(...(await resultsAfter(page, letter)))
  report({
    what: `results after a key, ${stats.documents.toLocaleString('en')} documents, p95`,
    measured: `${shown.length} keys, p50 ${show(percentiles(shown).p50, 'ms')}`,
    baseline: '',
    value: percentiles(shown).p95,
    unit: 'ms',
    target: { most: 50 },
  })
  const keys = percentiles(await keyPresses(page, [...'standby lag']))
  report({
    what: 'key press to picture in the search box, p95',
    measured: `p50 ${show(keys.p50, 'ms')}`,
    baseline: '',
    value: keys.p95,
    unit: 'ms',
    target: { most: 50 },
  })
  await app.close()
  console.log(
    `\nload ${loadavg()[0]?.toFixed(1)}; ${figures.filter(isMet).length} of ${figures.length} figures reached`,
  )
  const json = process.env['BENCH_JSON']
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
  rmSync(folder, { recursive: true, force: true })
}

/** Milliseconds from a key to what it changes in the results; nothing where they stay as they are. */
async function resultsAfter(page: Page, letter: string): Promise<number[]> {
  await page.evaluate(`void (globalThis.answered = new Promise((resolve) => {
    const pane = document.querySelector('.search-pane')
    addEventListener('keydown', (event) => {
      const watch = new MutationObserver(() => {
        watch.disconnect()
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => resolve([performance.now() - event.timeStamp])
          channel.port2.postMessage(0)
        })
      })
      for (const part of pane.querySelectorAll('.line, .results'))
        watch.observe(part, { childList: true, subtree: true, characterData: true })
      setTimeout(() => resolve([]), 1000)
    }, { once: true, capture: true })
  }))`)
  await page.keyboard.press(letter)
  const took = (await page.evaluate('globalThis.answered')) as number[]
  await page.waitForTimeout(150)
  return took
}

await main()
