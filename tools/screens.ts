import type { Page } from '@playwright/test'

/** none: no workspace yet; locked: before signing in; open: somebody is signed in. */
export type Stage = 'none' | 'locked' | 'open'

export interface Screen {
  readonly name: string
  readonly stage: Stage
  /** Leads from anywhere in its stage to the screen. */
  open(page: Page): Promise<void>
}

interface Bridge {
  readonly watchkeeper: {
    invoke(
      name: string,
      input: unknown,
    ): Promise<{ readonly ok: boolean; readonly value: { rows: { id: string }[] } }>
  }
}

/** Goes to a place of the application by its address. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${path}`)}`)
}

/** Waits until the fonts are there and nothing more arrives or moves. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'hidden', timeout: 5000 })
  await page.waitForTimeout(350)
}

const firstOf = (page: Page, type: string): Promise<string> =>
  page.evaluate(async (name) => {
    const { watchkeeper } = globalThis as unknown as Bridge
    const answer = await watchkeeper.invoke('register.list', { type: name, limit: 1 })
    const [row] = answer.ok ? answer.value.rows : []
    if (row === undefined) throw new Error(`the demonstration has no ${name}`)
    return row.id
  }, type)

const at = (name: string, path: string): Screen => ({
  name,
  stage: 'open',
  open: (page) => go(page, path),
})

const record = (name: string, type: string, mode: '' | '/edit', tab?: number): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, `/register/${type}/${await firstOf(page, type)}${mode}`)
    if (tab !== undefined) await page.locator('[role=tab]').nth(tab).click()
  },
})

/** What the register's menu of the whole offers, by its place in it. */
const registerMenu = (name: string, item: number): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, '/register/contact')
    await page.locator('.head .wk-icon-button').last().click()
    await page.locator('[role=menuitem]').nth(item).click()
  },
})

const key = (name: string, path: string, keys: string, typed = ''): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, path)
    await settle(page)
    await page.keyboard.press(keys)
    if (typed !== '') await page.keyboard.insertText(typed)
  },
})

const TYPES = [
  'team',
  'person',
  'post',
  'configuration-item',
  'change',
  'request',
  'backup-job',
  'inspection-point',
  'key-tool',
  'contact',
] as const

const FIRST_RUN = [
  [],
  ['Binjiang', '', 'A3'],
  ['Chen Liyuan', 'chenly', 'password-1', 'password-1'],
] as const
export const FIRST_PERSON = { login: FIRST_RUN[2][1], password: FIRST_RUN[2][2] }

/** Answers the first run up to a step: 0 language, 1 team, 2 first administrator, 3 recovery key. */
export async function firstRun(page: Page, step: number): Promise<void> {
  await page.reload()
  const current = page.locator('form.first li[aria-current=step]')
  const steps = page.locator('form.first ol li')
  for (let at = 0; at < step; at++) {
    await steps.nth(at).and(current).waitFor()
    const inputs = page.locator('form.first input:not([type=radio], [type=checkbox])')
    for (const [index, value] of (FIRST_RUN[at] ?? []).entries())
      await inputs.nth(index).fill(value)
    await page.keyboard.press('Enter')
  }
  await steps.nth(step).and(current).waitFor()
}

/** Leaves the first run's last step, as somebody who wrote the recovery key down. */
export async function confirmRecoveryKey(page: Page): Promise<void> {
  const groups = page.getByTestId('recovery-key').locator('span')
  await page.locator('form.first input').fill(await groups.last().innerText())
  await page.keyboard.press('Enter')
  await page.locator('main').waitFor()
}

const firstRunStep = (name: string, step: number): Screen => ({
  name,
  stage: 'none',
  open: (page) => firstRun(page, step),
})

/** Every screen of the application, with the way to it. */
export const SCREENS: readonly Screen[] = [
  firstRunStep('first-run-language', 0),
  firstRunStep('first-run-team', 1),
  firstRunStep('first-run-person', 2),
  firstRunStep('first-run-key', 3),
  { name: 'sign-in', stage: 'locked', open: async (page) => void (await page.reload()) },
  at('desk', '/desk'),
  at('log', '/log'),
  {
    name: 'log-entry',
    stage: 'open',
    async open(page) {
      await go(page, '/log')
      await settle(page)
      await page.locator('.log-list .line').last().click()
    },
  },
  key('quick-entry', '/desk', 'F2'),
  key('palette', '/desk', 'Control+K'),
  key('palette-search', '/desk', 'Control+K', 'UPS'),
  ...TYPES.map((type) => at(`register-${type}`, `/register/${type}`)),
  at('register-form', '/register/contact/new'),
  record('register-detail', 'key-tool', ''),
  record('register-detail-history', 'key-tool', '', 1),
  record('register-edit', 'contact', '/edit'),
  registerMenu('register-import', 0),
  registerMenu('register-export', 1),
  at('audit', '/audit'),
  at('settings', '/settings'),
  at('help', '/help'),
  at('not-found', '/nowhere'),
]

/** Signs in with the keyboard, as a person does. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  const who = page.getByRole('combobox')
  await who.fill(login)
  await who.press('Enter')
  await page.locator('form.sign-in input[autocomplete=current-password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('main').waitFor()
}
