import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type ElectronApplication, type Page } from '@playwright/test'
import { drive } from '../../tools/drive.ts'
import { driveEngine } from '../../tools/engine.ts'
import type { Language } from '../../contract/text.ts'
import { isOwnRequest } from '../support/own-request.ts'
import { Demonstrations } from './demonstrations.ts'

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

/** Starts the built application with user data of its own, and listens for what must not happen. */
export async function launch(folder: string, options: LaunchOptions = {}): Promise<Launched> {
  driveEngine()
  const workspace = options.workspace ?? join(folder, 'workspace')
  const offences: string[] = []
  const { app, page } = await drive({
    workspace,
    userData: join(folder, 'user-data'),
    language: options.language ?? 'zh-CN',
    watch: (window) => note(window, offences),
    ...(options.size ? { size: options.size } : {}),
  })
  return { app, page, workspace, offences }
}

function note(page: Page, offences: string[]): void {
  page.on('request', (request) => {
    if (!isOwnRequest(request.url())) offences.push(`request ${request.url()}`)
  })
  page.on('pageerror', (error) => offences.push(`error ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error')
      offences.push(`console ${message.text()} ${message.location().url}`)
  })
}

/** A folder that is gone after the test, a demonstration workspace in it, and the application started in it, by language. */
export const test = base.extend<
  {
    folder: string
    demonstration: (language: Language) => Promise<string>
    start: (options?: LaunchOptions) => Promise<Launched>
  },
  { demonstrations: Demonstrations }
>({
  demonstrations: [
    async ({}, use) => {
      const demonstrations = new Demonstrations()
      await use(demonstrations)
      demonstrations.clear()
    },
    { scope: 'worker' },
  ],
  demonstration: async ({ folder, demonstrations }, use) => {
    await use(async (language) => {
      const workspace = join(folder, 'demonstration')
      await demonstrations.into(workspace, language)
      return workspace
    })
  },
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
