import { spawnSync } from 'node:child_process'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** What the journeys do with the keyboard, and read from what was saved. */

export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text)
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Goes to a control as a keyboard does. */
export async function tabTo(
  page: Page,
  control: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  for (let step = 0; step < 120; step++) {
    if (await control.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press(key)
  }
  throw new Error('no way to it by Tab')
}

/** Signs in by keyboard: the name by its login, then the password. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  const name = page.locator('form.sign-in').getByRole('combobox')
  await expect(name).toBeVisible()
  while (!(await name.evaluate((field) => field.matches(':focus')))) await press(page, 'Shift+Tab')
  await press(page, 'Control+A')
  await type(page, login)
  await press(page, 'Enter')
  await type(page, password)
  await press(page, 'Enter')
  await expect(page.locator('[aria-keyshortcuts=F2]')).toBeVisible()
}

/** Opens the palette, types, and takes the first choice of which the title holds the text. */
export async function palette(page: Page, text: string): Promise<void> {
  await press(page, 'Control+k')
  await type(page, text)
  const chosen = page.locator('.palette [aria-selected=true]')
  await expect(chosen).toContainText(text)
  await press(page, 'Enter')
  await expect(page.locator('.palette')).toHaveCount(0)
}

/** What the save dialog answers: there is none on a machine without a display. */
export async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) })
  }, path)
}

/** Without spaces: lines break where the paper ends. */
export function textOfPdf(path: string): string {
  const done = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  expect(done.status).toBe(0)
  return done.stdout.replaceAll(/\s/gu, '')
}

/** One transparent pixel: the smallest photo. */
const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** Puts a picture where Ctrl+V finds it; a clipboard of the system is not there on every machine. */
export async function pastePicture(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${ONE_PIXEL}'), (letter) => letter.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })()`)
}
