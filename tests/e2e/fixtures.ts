import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { installHost } from '../../tools/chromium-host/install.ts'

export interface Launched {
  readonly app: ElectronApplication
  readonly page: Page
  /** Folder of the workspace, not yet created. */
  readonly workspace: string
  /** What the page did that it must not: violations of the policy, requests that left the application. */
  readonly offences: string[]
}

export interface LaunchOptions {
  readonly workspace?: string
  readonly language?: 'zh-CN' | 'en'
  readonly size?: { readonly width: number; readonly height: number }
}

/** Electron's own binary where it is present; else the compatibility host under the same name. */
function useEngine(): void {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) return
  const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  if (existsSync(join(electron, 'path.txt'))) return
  const dist = mkdtempSync(join(tmpdir(), 'watchkeeper-host-'))
  process.once('exit', () => rmSync(dist, { recursive: true, force: true }))
  installHost(dist)
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dist
}

/** Starts the built application with user data of its own, and listens for what must not happen. */
export async function launch(folder: string, options: LaunchOptions = {}): Promise<Launched> {
  useEngine()
  const workspace = options.workspace ?? join(folder, 'workspace')
  const language = options.language ?? 'zh-CN'
  const app = await _electron.launch({
    args: [
      '.',
      `--workspace=${workspace}`,
      `--user-data-dir=${join(folder, 'user-data')}`,
      `--lang=${language}`,
    ],
    env: {
      ...(process.env as Record<string, string>),
      WATCHKEEPER_HEADLESS: '1',
      LANG: language === 'en' ? 'en_US.UTF-8' : 'zh_CN.UTF-8',
      TZ: 'Asia/Shanghai',
    },
  })
  const page = await app.firstWindow()
  const offences: string[] = []
  page.on('request', (request) => {
    if (!isOwn(request.url())) offences.push(`request ${request.url()}`)
  })
  page.on('pageerror', (error) => offences.push(`error ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(`console ${message.text()}`)
  })
  await page.waitForURL(/index\.html/u)
  await page.setViewportSize(options.size ?? { width: 1440, height: 900 })
  return { app, page, workspace, offences }
}

function isOwn(url: string): boolean {
  return (
    /^(data|blob|app):/u.test(url) ||
    url.startsWith('https://bundle.app.localhost/') ||
    url.startsWith('http://127.0.0.1:')
  )
}

/** A folder that is gone after the test, and the application started in it, by language. */
export const test = base.extend<{
  folder: string
  start: (options?: LaunchOptions) => Promise<Launched>
}>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  },
  start: async ({ folder }, use) => {
    const running: Launched[] = []
    await use(async (options) => {
      const launched = await launch(folder, options)
      running.push(launched)
      return launched
    })
    for (const { app } of running) await app.close()
    const offences = running.flatMap((launched) => launched.offences)
    if (offences.length > 0)
      throw new Error(`the page did what it must not:\n${offences.join('\n')}`)
  },
})

export { expect } from '@playwright/test'
