import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { Language } from '../contract/text.ts'

/** Where the stories play unless TZ says otherwise; a demonstration is made in the same zone as it is shown in. */
process.env['TZ'] ??= 'Asia/Shanghai'

export interface DriveOptions {
  /** Folder of the application; absent: this repository. */
  readonly folder?: string
  /** Folder of the workspace, which need not exist. */
  readonly workspace: string
  readonly userData: string
  readonly language: Language
  readonly args?: readonly string[]
  /** A module that main loads before anything of the application. */
  readonly preload?: string
  readonly env?: Readonly<Record<string, string>>
  /** Told of the window before its page has loaded. */
  readonly watch?: (page: Page) => void
  readonly size?: { readonly width: number; readonly height: number }
}

export interface Driven {
  readonly app: ElectronApplication
  readonly page: Page
}

/** Starts the built application under Playwright, on the engine that `driveEngine` chose, off the screen. */
export async function drive(options: DriveOptions): Promise<Driven> {
  const {
    workspace,
    userData,
    language,
    args = [],
    preload,
    env = {},
    size,
    watch,
    folder = '.',
  } = options
  const app = await _electron.launch({
    args: [
      ...(preload === undefined ? [] : ['-r', preload]),
      folder,
      `--workspace=${workspace}`,
      `--user-data-dir=${userData}`,
      `--lang=${language}`,
      ...args,
    ],
    env: {
      ...(process.env as Record<string, string>),
      WATCHKEEPER_HEADLESS: '1',
      LANG: language === 'en' ? 'en_US.UTF-8' : 'zh_CN.UTF-8',
      ...env,
    },
  })
  try {
    const page = await app.firstWindow()
    watch?.(page)
    await page.waitForURL(/index\.html/u)
    await page.setViewportSize(size ?? { width: 1440, height: 900 })
    return { app, page }
  } catch (error) {
    await app.close()
    throw error
  }
}
