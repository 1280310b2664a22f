import type { ElectronApplication, Page } from '@playwright/test'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { APPROVED_SCREENS } from './approved-screens.ts'
import { SUPPORT_SCREENS } from './support-screens.ts'
import { CONFIGURATION_SCREENS } from './configuration-screens.ts'
import { DUTY_SCREENS } from './duty-screens.ts'
import { MONITORING_SCREENS } from './monitoring-screens.ts'
import { EMERGENCY_SCREENS } from './emergency-screens.ts'
import { INCIDENT_SCREENS } from './incident-screens.ts'
import { LIBRARY_SCREENS } from './library-screens.ts'
import { SYNC_SCREENS } from './sync-screens.ts'
import {
  at,
  become,
  firstOf,
  go,
  key,
  keys,
  LEAD,
  press,
  record,
  type Screen,
  settle,
  ask,
} from './ways.ts'

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
  {
    name: 'first-run-join',
    stage: 'none',
    async open(page) {
      await page.reload()
      await page.locator('form.first .join').click()
    },
  },
  {
    name: 'first-run-join-stick',
    stage: 'none',
    pictured: true,
    async open(page) {
      await page.reload()
      await page.locator('form.first .join').click()
      await page.locator('dialog input[type=radio]').last().check({ force: true })
    },
  },
  firstRunStep('first-run-team', 1),
  firstRunStep('first-run-person', 2),
  firstRunStep('first-run-key', 3),
  {
    name: 'setup',
    stage: 'none',
    async open(page) {
      // After the screen of the key it is there already; a reload would begin nothing anew.
      if (!(await page.getByTestId('recovery-key').isVisible())) await firstRun(page, 3)
      await confirmRecoveryKey(page)
    },
  },
  { name: 'setup-checklists', stage: 'none', open: (page) => page.keyboard.press('3') },
  { name: 'sign-in', stage: 'locked', open: async (page) => void (await page.reload()) },
  {
    name: 'sign-in-recover',
    stage: 'locked',
    open: (page) => page.locator('form.sign-in .plain').click(),
  },
  ...DUTY_SCREENS,
  ...LIBRARY_SCREENS,
  ...EMERGENCY_SCREENS,
  ...INCIDENT_SCREENS,
  ...CONFIGURATION_SCREENS,
  ...SUPPORT_SCREENS,
  ...MONITORING_SCREENS,
  ...APPROVED_SCREENS,
  ...SYNC_SCREENS,
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
  at('library', '/library'),
  at('library-search', '/library?q=SAN-02'),
  key('quick-entry', '/desk', 'F2'),
  key('palette', '/desk', 'Control+K'),
  key('palette-search', '/desk', 'Control+K', 'UPS'),
  ...TYPES.map((type) => at(`register-${type}`, `/register/${type}`)),
  key('register-board', '/register/change', '2'),
  key('register-calendar', '/register/change', '3'),
  // How a register was looked at last is remembered: back to the list for what follows.
  keys('register-cell', '/register/change', '1', 'i'),
  at('register-form', '/register/contact/new'),
  record('register-detail', 'key-tool', ''),
  record('register-detail-history', 'key-tool', '', 3),
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
  at('settings-sync', '/settings/sync', FOUNDER),
  press('settings-sync-export', '/settings/sync', '.sync .acts button:first-child', FOUNDER),
  press('settings-sync-enrol', '/settings/sync', '.sync .acts button:last-child', FOUNDER),
  at('settings-backup', '/settings/backup', FOUNDER),
  { ...keys('settings-backup-move', '/settings/backup', 'm'), login: FOUNDER },
  at('settings-people', '/settings/people', FOUNDER),
  press('settings-person-new', '/settings/people', 'header .wk-button.primary', FOUNDER),
  at('audit', '/audit', FOUNDER),
  press('audit-verified', '/audit', '[aria-keyshortcuts=v]', FOUNDER),
]

/** Brings a screen up, before the eyes of whom it is for. */
export async function show(page: Page, screen: Screen, app: ElectronApplication): Promise<void> {
  if (screen.stage === 'open' || screen.stage === 'apart') await become(page, screen.login ?? LEAD)
  await screen.open(page, app)
  await settle(page)
}
