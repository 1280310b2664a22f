/**
 * `npm run screenshots [-- --only NAME --only NAME …]`: every screen (or those whose names begin so) in both languages and
 * themes and two sizes, from a demonstration workspace, into screenshots/.
 */
import './node-version.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { LANGUAGES, type Language } from '../contract/text.ts'
import { driftApart } from './apart.ts'
import { drive, type Driven } from './drive.ts'
import { driveEngine } from './engine.ts'
import { NEEDS, provide } from './provision.ts'
import { SCREENS, show } from './screens.ts'
import { settle, type Screen, type Stage } from './ways.ts'
import { build, isStale } from './start/build.ts'
import { makeDemonstration } from './start/demonstration.ts'
import { displayForDriving } from './start/display.ts'

const ROOT = resolve(import.meta.dirname, '..')
const THEMES = ['light', 'dark'] as const
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

interface Outcome {
  pictures: number
  readonly failed: string[]
}

/** One screen in each theme and size; the theme is the system's, which the application follows. */
async function shoot({ page, app }: Driven, screen: Screen, folder: string): Promise<number> {
  await show(page, screen, app)
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await settle(page)
      const name = `${screen.name}-${theme}-${size.width}x${size.height}.png`
      await page.screenshot({ path: join(folder, name) })
    }
  }
  await page.keyboard.press('Escape')
  return THEMES.length * SIZES.length
}

/** The sheets that a screen prints, one picture a page. */
async function shootPaper(
  { app, page }: Driven,
  screen: Screen,
  folder: string,
  pdf: string,
): Promise<number> {
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) })
  }, pdf)
  await show(page, screen, app)
  await page.locator('.wk-toasts', { hasText: '.pdf' }).waitFor()
  const made = spawnSync('pdftoppm', ['-r', '80', '-png', pdf, join(folder, screen.name)])
  if (made.status !== 0) throw new Error(String(made.stderr))
  return 1
}

async function shootAll(
  driven: Driven,
  screens: readonly Screen[],
  folder: string,
  outcome: Outcome,
): Promise<void> {
  for (const screen of screens) {
    try {
      outcome.pictures += await (screen.paper
        ? shootPaper(driven, screen, folder, join(folder, `${screen.name}.pdf`))
        : shoot(driven, screen, folder))
    } catch (error) {
      outcome.failed.push(`${folder} ${screen.name}: ${String(error).split('\n')[0]}`)
    }
  }
}

async function shootLanguage(
  language: Language,
  wanted: (stage: Stage) => readonly Screen[],
  outcome: Outcome,
): Promise<void> {
  const folder = join(ROOT, 'screenshots', language)
  mkdirSync(folder, { recursive: true })
  const temporary = mkdtempSync(join(tmpdir(), 'watchkeeper-screens-'))
  const start = (name: string) =>
    drive({
      workspace: join(temporary, name),
      userData: join(temporary, `${name}-user-data`),
      language,
    })
  try {
    if (wanted('none').length > 0) {
      const driven = await start('new')
      await shootAll(driven, wanted('none'), folder, outcome)
      await driven.app.close()
    }
    if (wanted('locked').length + wanted('open').length + wanted('apart').length === 0) return
    await makeDemonstration(join(temporary, 'demonstration'), language)
    const driven = await start('demonstration')
    await shootAll(driven, wanted('locked'), folder, outcome)
    await shootAll(driven, wanted('open'), folder, outcome)
    await driven.app.close()
    if (wanted('apart').length === 0) return
    await driftApart(join(temporary, 'demonstration'), language)
    const apart = await start('demonstration')
    await shootAll(apart, wanted('apart'), folder, outcome)
    await apart.app.close()
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
const screens = SCREENS.filter(
  ({ name }) => values.only?.some((beginning) => name.startsWith(beginning)) ?? true,
)
provide([NEEDS.chromium, NEEDS.pdf])
if (isStale(ROOT)) build(ROOT)
driveEngine()
const closeDisplay = await displayForDriving()
const outcome: Outcome = { pictures: 0, failed: [] }
for (const language of LANGUAGES)
  await shootLanguage(language, (stage) => screens.filter((one) => one.stage === stage), outcome)
closeDisplay()
console.log(`${outcome.pictures} screenshots in ${join(ROOT, 'screenshots')}`)
for (const line of outcome.failed) console.error(line)
process.exitCode = outcome.failed.length > 0 || outcome.pictures === 0 ? 1 : 0
