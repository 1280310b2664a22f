import type { Page } from '@playwright/test'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { DEMO_PASSWORD } from './start/demonstration.ts'

/** none: no workspace yet; locked: before signing in; open: somebody is signed in. */
export type Stage = 'none' | 'locked' | 'open'

export interface Screen {
  readonly name: string
  readonly stage: Stage
  /** Who sees it, when not the shift lead of the demonstration. */
  readonly login?: string
  /** Leads from anywhere in its stage to the screen. */
  open(page: Page): Promise<void>
}

const LEAD = 'chen.ly'

/** Calls a procedure as the window would; answers its value. */
async function ask<T>(page: Page, procedure: string, input: object): Promise<T> {
  const call = `watchkeeper.invoke(${JSON.stringify(procedure)}, ${JSON.stringify(input)})`
  const answer = (await page.evaluate(call)) as { ok: boolean; value: T }
  if (!answer.ok) throw new Error(`${procedure}: ${JSON.stringify(answer)}`)
  return answer.value
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

async function firstOf(page: Page, type: string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string }[] }>(page, 'register.list', { type, limit: 1 })
  const [row] = rows
  if (row === undefined) throw new Error(`the demonstration has no ${type}`)
  return row.id
}

/** A round in progress; one is begun where nobody has. */
async function aRun(page: Page): Promise<string> {
  const now = Date.now()
  const { rounds } = await ask<{ rounds: { run?: string; state: string }[] }>(
    page,
    'checklists.rounds',
    { from: now - 86_400_000, to: now + 1 },
  )
  const running = rounds.find(({ run, state }) => run !== undefined && state === 'progress')
  if (running?.run !== undefined) return running.run
  const language = await page.evaluate('document.documentElement.lang')
  const [first] = (
    await ask<{ templates: { key: string }[] }>(page, 'checklists.library', { language })
  ).templates
  const { templates } = await ask<{ templates: { id: string }[] }>(
    page,
    'checklists.takeFromLibrary',
    { keys: [first?.key], language },
  )
  return (await ask<{ run: string }>(page, 'checklists.start', { template: templates[0]?.id })).run
}

const at = (name: string, path: string, login = LEAD): Screen => ({
  name,
  stage: 'open',
  login,
  open: (page) => go(page, path),
})

/** A place, and what is clicked there. */
const press = (name: string, path: string, target: string, login = LEAD): Screen => ({
  name,
  stage: 'open',
  login,
  async open(page) {
    await go(page, path)
    await settle(page)
    await page.locator(target).first().click()
  },
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

/** The newest sheet as its incoming lead sees it, and what a key opens there. */
const handover = (name: string, keys: string): Screen => ({
  name,
  stage: 'open',
  login: 'zhao.ym',
  async open(page) {
    const { sheets } = await ask<{ sheets: { id: string }[] }>(page, 'handover.list', { limit: 1 })
    await go(page, `/handover/${sheets[0]?.id ?? ''}`)
    await settle(page)
    if (keys !== '') await page.keyboard.press(keys)
  },
})

const keys = (name: string, path: string, ...pressed: string[]): Screen => ({
  name,
  stage: 'open',
  async open(page) {
    await go(page, '/help')
    await go(page, path)
    await settle(page)
    for (const one of pressed) await page.keyboard.press(one)
  },
})

/** What the roster's menu offers to the manager, by its place in it. */
const rosterMenu = (name: string, item: number): Screen => ({
  name,
  stage: 'open',
  login: 'he.jp',
  async open(page) {
    await go(page, '/roster')
    await settle(page)
    await page.locator('.head .wk-icon-button').last().click()
    await page.locator('[role=menuitem]').nth(item).click()
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

export const FIRST_PERSON = { login: 'chenly', password: 'password-1' }
const answers = (chinese: boolean): readonly (readonly string[])[] => [
  [],
  chinese ? ['滨江运维中心', '甲班', 'A3'] : ['Binjiang Operations', 'Team A', 'A3'],
  [
    chinese ? '陈立远' : 'Chen Liyuan',
    FIRST_PERSON.login,
    FIRST_PERSON.password,
    FIRST_PERSON.password,
  ],
]

/** Answers the first run up to a step: 0 language, 1 team, 2 first administrator, 3 recovery key. */
export async function firstRun(page: Page, step: number): Promise<void> {
  await page.reload()
  const given = answers((await page.locator('html').getAttribute('lang')) === 'zh-CN')
  const current = page.locator('form.first li[aria-current=step]')
  const steps = page.locator('form.first ol li')
  for (let at = 0; at < step; at++) {
    await steps.nth(at).and(current).waitFor()
    const inputs = page.locator('form.first input:not([type=radio], [type=checkbox])')
    for (const [index, value] of (given[at] ?? []).entries()) await inputs.nth(index).fill(value)
    await page.keyboard.press('Enter')
  }
  await steps.nth(step).and(current).waitFor()
}

/** Leaves the first run's last step, as somebody who wrote the recovery key down. */
export async function confirmRecoveryKey(page: Page): Promise<void> {
  const groups = page.getByTestId('recovery-key').locator('span')
  await page.locator('form.first input').fill(await groups.last().innerText())
  await page.keyboard.press('Enter')
  await page.locator('[aria-keyshortcuts=F2]').waitFor()
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
  {
    name: 'sign-in-recover',
    stage: 'locked',
    open: (page) => page.locator('form.sign-in .plain').click(),
  },
  at('desk', '/desk'),
  at('handover', '/handover', 'zhao.ym'),
  handover('handover-sheet', ''),
  handover('handover-question', 'Q'),
  at('work', '/work?scope=all'),
  at('work-week', '/work?scope=all&view=week'),
  at('work-month', '/work?scope=all&view=month'),
  key('work-snooze', '/work?scope=all', 's'),
  at('log', '/log'),
  {
    name: 'log-entry',
    stage: 'open',
    async open(page) {
      const { entries } = await ask<{ entries: { id: string; attachments: unknown[] }[] }>(
        page,
        'log.list',
        { limit: 200 },
      )
      const pictured = entries.find(({ attachments }) => attachments.length > 0)
      if (!pictured) throw new Error('the demonstration has no entry with a picture')
      await go(page, `/log/${pictured.id}`)
    },
  },
  {
    name: 'log-amend',
    stage: 'open',
    async open(page) {
      await go(page, '/log')
      await settle(page)
      await page.locator('.log-list .line').first().click()
      await page.keyboard.press('a')
    },
  },
  at('roster', '/roster'),
  keys('roster-people', '/roster', 'v', 'g'),
  keys('roster-place', '/roster', 'Enter'),
  keys('roster-absence', '/roster', 'n'),
  keys('roster-swap', '/roster', 's'),
  rosterMenu('roster-plan', 2),
  rosterMenu('roster-members', 3),
  rosterMenu('roster-export', 5),
  at('rounds', '/checklists'),
  key('rounds-day', '/checklists', 'd'),
  key('rounds-extra', '/checklists', 'n'),
  at('rounds-statistics', '/checklists/statistics'),
  at('rounds-trends', '/checklists/trends'),
  {
    name: 'checklist-template',
    stage: 'open',
    async open(page) {
      await aRun(page)
      const { templates } = await ask<{ templates: { id: string }[] }>(
        page,
        'checklists.templates',
        {},
      )
      await go(page, `/checklists/templates/${templates[0]?.id ?? ''}`)
    },
  },
  key('checklist-library', '/checklists/templates', 'l'),
  key('checklist-schedule', '/checklists/schedules', 'n'),
  {
    name: 'run',
    stage: 'open',
    open: async (page) => go(page, `/checklists/run/${await aRun(page)}`),
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
  {
    name: 'register-sign',
    stage: 'open',
    async open(page) {
      await go(page, `/register/key-tool/${await firstOf(page, 'key-tool')}`)
      await page.locator('.detail .wk-button', { hasText: '…' }).click()
    },
  },
  press('account-menu', '/desk', '.top .me'),
  press('state', '/desk', '.top .state'),
  at('settings-appearance', '/settings/appearance'),
  at('settings-account', '/settings/account'),
  at('settings-about', '/settings/about'),
  at('help', '/help'),
  at('not-found', '/nowhere'),
  at('settings-workspace', '/settings/workspace', FOUNDER),
  at('settings-people', '/settings/people', FOUNDER),
  press('settings-person-new', '/settings/people', 'header .wk-button.primary', FOUNDER),
  at('audit', '/audit', FOUNDER),
  press('audit-verified', '/audit', '[aria-keyshortcuts=v]', FOUNDER),
]

/** Signs in with the keyboard, as a person does. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  const who = page.locator('form.sign-in').getByRole('combobox')
  await who.fill(login)
  await who.press('Enter')
  await page.locator('form.sign-in input[autocomplete=current-password]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('[aria-keyshortcuts=F2]').waitFor()
}

/** Brings a screen up, before the eyes of whom it is for. */
export async function show(page: Page, screen: Screen): Promise<void> {
  if (screen.stage === 'open') {
    const login = screen.login ?? LEAD
    const { session } = await ask<{ session: { login: string } | null }>(
      page,
      'session.current',
      {},
    )
    if (session && session.login !== login) await page.keyboard.press('Control+Shift+L')
    if (session?.login !== login) {
      await signIn(page, login, DEMO_PASSWORD)
      await settle(page)
    }
  }
  await screen.open(page)
  await settle(page)
}
