import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { FOUNDER } from '../core/demonstration/cast.ts'
import { rewriteLog } from '../hub/testing.ts'
import { ServerProcess } from './server-process.ts'
import { ask, choose, go, LEAD, settle, type Screen } from './ways.ts'

/** Screens of devices, the shared server and what disagrees: two devices that wrote apart, then a server. */

let server: ServerProcess | undefined
let serverFolder: string
const SETTINGS = '/settings/sync'

const apart = (name: string, open: Screen['open'], login = FOUNDER): Screen => ({
  name,
  stage: 'apart',
  login,
  pictured: true,
  open,
})

async function settings(page: Page): Promise<void> {
  await go(page, '/help')
  await go(page, SETTINGS)
  await page.locator('.sync table').waitFor()
  await settle(page)
}

/** The server beside this workspace, begun with the first picture that needs it. */
async function connected(page: Page): Promise<void> {
  if (!server) {
    serverFolder = mkdtempSync(join(tmpdir(), 'watchkeeper-server-'))
    server = await ServerProcess.start(serverFolder)
    const { address, code } = server
    await ask(page, 'sync.connect', { address, code })
    await page.waitForTimeout(4_000)
  }
  await settings(page)
}

const dialog = async (page: Page, ...values: readonly string[]): Promise<void> => {
  const inputs = page.locator('dialog input:not([type=radio])')
  for (const [at, value] of values.entries()) await inputs.nth(at).fill(value)
}

export const SYNC_SCREENS: readonly Screen[] = [
  apart(
    'conflicts',
    async (page) => {
      await go(page, '/conflicts')
      await page.locator('.conflicts li').first().waitFor()
    },
    LEAD,
  ),
  apart(
    'conflicts-text',
    async (page) => {
      const { records } = await ask<{ records: { type: string; id: string }[] }>(
        page,
        'register.conflicts',
        { limit: 50 },
      )
      await go(page, `/conflicts/change/${records.find(({ type }) => type === 'change')?.id ?? ''}`)
    },
    LEAD,
  ),
  apart(
    'register-conflict',
    async (page) => {
      const { records } = await ask<{ records: { type: string; id: string }[] }>(
        page,
        'register.conflicts',
        { limit: 50 },
      )
      await go(page, `/register/change/${records.find(({ type }) => type === 'change')?.id ?? ''}`)
    },
    LEAD,
  ),
  apart('settings-sync-devices', settings),
  apart('settings-sync-connect', async (page) => {
    await settings(page)
    await page.keyboard.press('c')
  }),
  apart('settings-sync-server', connected),
  apart('settings-sync-invite', async (page) => {
    await connected(page)
    await page.keyboard.press('n')
  }),
  apart('settings-sync-invitation', async (page) => {
    await connected(page)
    await page.keyboard.press('n')
    const chinese = (await page.locator('html').getAttribute('lang')) === 'zh-CN'
    await dialog(page, chinese ? '二楼值班室' : 'Second floor', `C${Date.now() % 100}`)
    await page.keyboard.press('Control+Enter')
    await page.locator('.invitation').waitFor()
  }),
  apart('settings-sync-disconnect', async (page) => {
    await connected(page)
    await page.locator('.sync .acts .plain').first().click()
  }),
  apart('settings-sync-revoke', async (page) => {
    await connected(page)
    await page.locator('.sync td.act button').first().click()
  }),
  apart('settings-sync-contradiction', async (page) => {
    await connected(page)
    const port = server?.port ?? 0
    await server?.kill()
    rewriteLog(serverFolder)
    server = await ServerProcess.start(serverFolder, port)
    await ask(page, 'sync.now', {})
    await page.locator('.contradicts').waitFor()
  }),
  apart('settings-sync-away', async (page) => {
    await connected(page)
    await server?.kill()
    server = undefined
    await page.waitForTimeout(3_000)
  }),
  {
    ...apart('sign-in-restore', async (page, app) => {
      const { place } = await ask<{ place: string }>(page, 'backup.status', {})
      await ask(page, 'backup.make', {})
      await page.keyboard.press('Control+Shift+L')
      await page.locator('form.sign-in .restore').click()
      await choose(app, place)
      await page.locator('dialog .folder button').click()
      await page.locator('dialog .wk-select, dialog select').first().waitFor()
    }),
  },
]
