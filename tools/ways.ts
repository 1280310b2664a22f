import type { ElectronApplication, Page } from '@playwright/test'
import { DEMO_PASSWORD } from './start/demonstration.ts'

/** none: no workspace yet; locked: before signing in; open: somebody is signed in; apart: with a second device that disagrees. */
export type Stage = 'none' | 'locked' | 'open' | 'apart'

export interface Screen {
  readonly name: string
  readonly stage: Stage
  /** Who sees it, when not the shift lead of the demonstration. */
  readonly login?: string
  /** It is printed: the picture is of the sheets. */
  readonly paper?: boolean
  /** It differs from others in what it says only: pictures are made of it, its rules are not walked again. */
  readonly pictured?: boolean
  /** Leads from anywhere in its stage to the screen. */
  open(page: Page, app: ElectronApplication): Promise<void>
}

/** The shift lead of the demonstration, who sees what nobody else is named for. */
export const LEAD = 'chen.ly'

/** Calls a procedure as the window would; answers its value. */
export async function ask<T>(page: Page, procedure: string, input: object): Promise<T> {
  const call = `watchkeeper.invoke(${JSON.stringify(procedure)}, ${JSON.stringify(input)})`
  const answer = (await page.evaluate(call)) as { ok: boolean; value: T }
  if (!answer.ok) throw new Error(`${procedure}: ${JSON.stringify(answer)}`)
  return answer.value
}

/** What the person chooses in the next dialogs of the host. */
export const choose = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: false, filePaths: [filePath] }),
    })
  }, path)

/** Goes to a place of the application by its address. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`)
}

/** Core answers in order: once it has answered this, it has answered what the screen asked before. */
const STILL = `(async () => {
  await document.fonts.ready
  const until = performance.now() + 5000
  let moved = performance.now()
  const watch = new MutationObserver(() => { moved = performance.now() })
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  const ends = (animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime)
  do {
    await watchkeeper.invoke('session.current', {})
    await Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished))
    await new Promise((resolve) => setTimeout(resolve, 40))
  } while (performance.now() - moved < 160 && performance.now() < until)
  watch.disconnect()
})()`
/** What is typed is asked for a moment later. */
const TYPED_MS = 300

/** Waits until the fonts are there and nothing more arrives or moves. */
export async function settle(page: Page): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'hidden', timeout: 5000 })
  await page.evaluate(STILL)
}

/** Signs in with the keyboard, as a person does. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  const who = page.locator('form.sign-in').getByRole('combobox')
  await who.fill(login)
  await who.press('Enter')
  await page.locator('form.sign-in input[autocomplete=current-password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('[aria-keyshortcuts=F2]').waitFor()
}

/** Whoever of the demonstration is asked for sits at the window. */
export async function become(page: Page, login: string): Promise<void> {
  const { session } = await ask<{ session: { login: string } | null }>(page, 'session.current', {})
  if (session?.login === login) return
  if (session) await page.keyboard.press('Control+Shift+L')
  await signIn(page, login, DEMO_PASSWORD)
  await settle(page)
}

export async function firstOf(page: Page, type: string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string }[] }>(page, 'register.list', { type, limit: 1 })
  const [row] = rows
  if (row === undefined) throw new Error(`the demonstration has no ${type}`)
  return row.id
}

export const at = (name: string, path: string, login = LEAD): Screen => ({
  name,
  stage: 'open',
  login,
  open: (page) => go(page, path),
})

/** A place, and what is clicked there. */
export const press = (name: string, path: string, target: string, login = LEAD): Screen => ({
  name,
  stage: 'open',
  login,
  async open(page) {
    await go(page, path)
    await settle(page)
    await page.locator(target).first().click()
  },
})

export const record = (name: string, type: string, mode: '' | '/edit', tab?: number): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, `/register/${type}/${await firstOf(page, type)}${mode}`)
    if (tab !== undefined) await page.locator('[role=tab]').nth(tab).click()
  },
})

export const key = (name: string, path: string, keys: string, typed = ''): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, path)
    await settle(page)
    await page.keyboard.press(keys)
    if (typed === '') return
    await page.keyboard.insertText(typed)
    await page.waitForTimeout(TYPED_MS)
  },
})

export const keys = (name: string, path: string, ...pressed: string[]): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, '/help')
    await go(page, path)
    await settle(page)
    for (const one of pressed) await page.keyboard.press(one)
  },
})
