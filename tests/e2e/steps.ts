import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { palette, press, saveTo, signIn, tabTo, textOfPdf, type } from './keyboard.ts'
import { killCore } from './processes.ts'

/** What several journeys do on their way, by keyboard. */

const ROOT = resolve(import.meta.dirname, '../..')

export interface Account {
  readonly login: string
  readonly password: string
}

/** From nothing to a workspace with its first person, who is signed in afterwards. */
export async function firstRun(
  page: Page,
  { site, person }: { readonly site: string; readonly person: string },
  { login, password }: Account,
): Promise<void> {
  await expect(page.locator('form.first input:checked')).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('form.first input').first()).toBeFocused()
  await type(page, site)
  await press(page, 'Enter')
  await expect(page.locator('form.first li[aria-current=step]')).toHaveText(/管理员|administrator/u)
  for (const [at, text] of [person, login, password, password].entries()) {
    if (at > 0) await press(page, 'Tab')
    await type(page, text)
  }
  await press(page, 'Enter')
  const groups = page.getByTestId('recovery-key').locator('span')
  await expect(groups).toHaveCount(7)
  await type(page, await groups.last().innerText())
  await press(page, 'Enter')
  await expect(page.locator('[aria-keyshortcuts=F2]')).toBeVisible()
}

/** A second account, made by whoever is signed in. */
export async function addAccount(
  page: Page,
  { accounts, other }: { readonly accounts: string; readonly other: string },
  { login, password }: Account,
): Promise<void> {
  await palette(page, accounts)
  await expect(page.locator('.accounts table')).toBeFocused()
  await press(page, 'n')
  await expect(page.locator('dialog input').first()).toBeFocused()
  await type(page, other)
  await press(page, 'Tab')
  await type(page, login)
  await press(page, 'Tab')
  await type(page, password)
  await press(page, 'Control+Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

export async function change(page: Page, { login, password }: Account): Promise<void> {
  await press(page, 'Control+Shift+l')
  await signIn(page, login, password)
}

/** Opens the line for an entry, presses what is said, and types. */
export async function write(
  page: Page,
  text: string,
  before: readonly string[] = [],
): Promise<void> {
  await press(page, 'F2')
  await expect(page.locator('.quick textarea')).toBeFocused()
  await press(page, ...before)
  await type(page, text)
}

export const written = (page: Page): Promise<void> => expect(page.locator('.quick')).toHaveCount(0)

/** Kills the core as a crash does; somebody signs in to the one that is started instead. */
export async function crash(
  app: ElectronApplication,
  page: Page,
  { login, password }: Account,
): Promise<void> {
  await page.evaluate(
    `watchkeeper.subscribe('core.restarted', () => { globalThis.restarted = true }), globalThis.restarted = false`,
  )
  killCore(app.process().pid ?? 0)
  // Asked from outside: the page may evaluate no strings.
  await expect.poll(() => page.evaluate('globalThis.restarted')).toBe(true)
  await page.locator('form.sign-in').waitFor()
  await signIn(page, login, password)
}

/** The newest sheet, found in the list. */
export async function openSheet(page: Page, area: string): Promise<void> {
  await palette(page, area)
  await expect(page.getByRole('grid')).toBeFocused()
  await press(page, 'Enter')
  await expect(page.locator('.points')).toBeFocused()
}

/** Presses a button of the sheet that asks for something, which is typed into its dialog. */
export async function answerDialog(page: Page, button: Locator, text: string): Promise<void> {
  await tabTo(page, button)
  await press(page, 'Enter')
  await expect(page.locator('dialog').locator('textarea, input').first()).toBeFocused()
  await type(page, text)
  await press(page, 'Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

/** Asks, answers or amends by its letter. */
export async function say(page: Page, letter: 'q' | 'a' | 'u', text: string): Promise<void> {
  await press(page, letter)
  await expect(page.locator('dialog textarea')).toBeFocused()
  await type(page, text)
  await press(page, 'Enter')
  await expect(page.locator('dialog')).toHaveCount(0)
}

/** Makes a point the current one. */
export async function goToPoint(page: Page, point: Locator): Promise<void> {
  await press(
    page,
    ...Array.from({ length: await page.locator('.point').count() }, () => 'ArrowUp'),
  )
  while ((await point.getAttribute('aria-current')) !== 'true') await press(page, 'ArrowDown')
}

/** One key a point; `begun` of them were acknowledged before. */
export async function acknowledgeAll(page: Page, begun: number): Promise<void> {
  const step = page.locator('[aria-current=step]')
  const total = await page.locator('.point').count()
  for (let done = begun; done < total; done++) {
    await press(page, 'Enter')
    await expect(step).toContainText(new RegExp(`(?<!\\d)${done + 1}(?: of|/)`, 'u'))
  }
}

/** The sheet on paper: everything named, the digest in its groups, and the heads of the chains. */
export async function expectPaper(
  app: ElectronApplication,
  page: Page,
  paper: string,
  texts: readonly string[],
  device: string,
): Promise<void> {
  const digest = (await page.locator('.digest').innerText()).replaceAll(/\s/gu, '')
  await saveTo(app, paper)
  await press(page, 'p')
  await expect(page.locator('.wk-toasts')).toContainText(/\.pdf/u)
  const printed = textOfPdf(paper)
  for (const text of texts) expect(printed).toContain(text.replaceAll(/\s/gu, ''))
  // Columns stand beside each other: the digest is there in its groups.
  for (const group of digest.match(/.{4}/gu) ?? []) expect(printed).toContain(group)
  expect(printed).toMatch(/[0-9a-f]{16}\.1#\d+/u)
  expect(printed).toMatch(new RegExp(`${device}#\\d+[0-9a-f]{16}`, 'u'))
}

/** The export holds before somebody who has only the published instructions. */
export async function expectVerifiable(
  app: ElectronApplication,
  page: Page,
  button: string,
  file: string,
): Promise<void> {
  await saveTo(app, file)
  await tabTo(page, page.getByRole('button', { name: button }))
  await press(page, 'Enter')
  await expect(page.locator('.wk-toasts')).toContainText(/\.json/u)
  const check = join(ROOT, 'tests/handover-verify/check.ts')
  const checked = spawnSync(process.execPath, [check, file], { encoding: 'utf8' })
  expect(checked.stdout).toContain('both signatures hold')
  expect(checked.status).toBe(0)
}

interface Verified {
  readonly ok: boolean
  readonly findings: readonly unknown[]
  readonly commits: number
}

/** What the administrator's command finds in the log of a workspace that nobody has open. */
export function verifyByCommand(workspace: string, { login, password }: Account): Verified {
  const main = join(ROOT, 'cli/main.ts')
  const done = spawnSync(process.execPath, [main, 'verify', '--json', '--workspace', workspace], {
    encoding: 'utf8',
    env: { ...process.env, WATCHKEEPER_USER: login, WATCHKEEPER_PASSWORD: password },
  })
  expect(done.stderr).not.toContain('Error')
  expect(done.status).toBe(0)
  return JSON.parse(done.stdout) as Verified
}
