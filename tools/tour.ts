import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../contract/text.ts'
import { drive } from './drive.ts'
import { SCREENS, show } from './screens.ts'
import { makeDemonstration } from './start/demonstration.ts'

/** What somebody who sees Watchkeeper for the first time is shown, in this order. */
const STOPS = [
  'sign-in',
  'desk',
  'log',
  'log-entry',
  'quick-entry',
  'palette-search',
  'register-configuration-item',
  'register-detail',
  'settings-appearance',
  'audit-verified',
]

/**
 * Walks through a demonstration workspace of its own, which is gone afterwards; answers the paths of
 * the screenshots.
 */
export async function tour(language: Language, folder: string): Promise<readonly string[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'watchkeeper-tour-'))
  const workspace = join(temporary, 'workspace')
  mkdirSync(folder, { recursive: true })
  const pictures: string[] = []
  try {
    await makeDemonstration(workspace, language)
    const { app, page } = await drive({
      workspace,
      userData: join(temporary, 'user-data'),
      language,
    })
    try {
      await page.locator('form.sign-in').waitFor()
      for (const [index, name] of STOPS.entries()) {
        const screen = SCREENS.find((one) => one.name === name)
        if (screen === undefined) throw new Error(`${name} is not a screen`)
        await show(page, screen, app)
        const path = join(folder, `${String(index + 1).padStart(2, '0')}-${name}.png`)
        await page.screenshot({ path })
        pictures.push(path)
        await page.keyboard.press('Escape')
      }
    } finally {
      await app.close()
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
  }
  return pictures
}
