import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, hostOptions } from './app.ts'
import { launchChromium, type Chromium, type FirstWindow } from './chromium.ts'
import { isPermitted } from './session.ts'
import { WebContents } from './web-contents.ts'

interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly title?: string
  readonly webPreferences: {
    readonly preload: string
    readonly sandbox: boolean
    readonly contextIsolation: boolean
    readonly nodeIntegration: boolean
  }
}

interface TargetInfo {
  readonly targetId: string
  readonly url: string
  readonly openerId?: string
}

const PERMISSIONS = [
  'notifications',
  'geolocation',
  'camera',
  'microphone',
  'clipboard-read',
  'midi',
  'local-fonts',
  'window-management',
]
const windows = new Set<BrowserWindow>()
let browser: Promise<Chromium> | undefined

/** Starts Chromium once; its pages are ours or closed. */
export function openBrowser(firstWindow?: FirstWindow): Promise<Chromium> {
  browser ??= startBrowser(firstWindow)
  return browser
}

async function startBrowser(firstWindow: FirstWindow | undefined): Promise<Chromium> {
  const { debuggingPort } = hostOptions()
  const chromium = await launchChromium({
    profile: join(app.getPath('userData'), 'chromium-profile'),
    switches: app.commandLine.switches,
    ...(debuggingPort === undefined ? {} : { debuggingPort }),
    ...(firstWindow === undefined ? {} : { firstWindow }),
  })
  chromium.process.on('exit', () => {
    for (const window of [...windows]) window.gone()
    if (!app.quitting) app.exit(0)
  })
  chromium.cdp.on(
    'Target.attachedToTarget',
    ({ sessionId, targetInfo }: { sessionId: string; targetInfo: TargetInfo }) =>
      adopt(chromium, sessionId, targetInfo),
  )
  chromium.cdp.on('Target.targetDestroyed', ({ targetId }: { targetId: string }) => {
    for (const window of [...windows]) if (window.target === targetId) window.gone()
  })
  await chromium.cdp.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  })
  await Promise.all(
    PERMISSIONS.map((name) =>
      // A permission that this Chromium does not know cannot be granted either.
      chromium.cdp
        .send('Browser.setPermission', {
          permission: { name },
          setting: isPermitted(name) ? 'granted' : 'denied',
        })
        .catch((error: unknown) => app.emit('permission-unknown', name, error)),
    ),
  )
  app.onExit = async () => {
    const closed = new Promise((resolve) => chromium.process.once('exit', resolve))
    chromium.cdp.send('Browser.close').catch((error: unknown) => app.emit('close-failed', error))
    const killer = setTimeout(() => chromium.process.kill('SIGKILL'), 3000)
    if (chromium.process.exitCode === null && chromium.process.signalCode === null) await closed
    clearTimeout(killer)
  }
  return chromium
}

function adopt(chromium: Chromium, session: string, target: TargetInfo): void {
  const window = [...windows].find((candidate) => target.url.includes(candidate.token))
  if (window) {
    window.attach(chromium, session, target.targetId)
    return
  }
  const opener = [...windows].find((candidate) => candidate.target === target.openerId)
  opener?.webContents.askOpen(target.url)
  if (opener || target.url !== 'about:blank')
    void chromium.cdp.send('Target.closeTarget', { targetId: target.targetId })
  else void chromium.cdp.send('Runtime.runIfWaitingForDebugger', {}, session)
}

/** A window of the application: one page in the installed Chromium. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly token = `watchkeeper-window-${randomBytes(8).toString('hex')}`
  target = ''
  readonly #options: WindowOptions
  #chromium: Chromium | undefined

  constructor(options: WindowOptions) {
    super()
    const { sandbox, contextIsolation, nodeIntegration, preload } = options.webPreferences
    if (!sandbox || !contextIsolation || nodeIntegration)
      throw new Error('the compatibility host runs only sandboxed, isolated pages')
    this.#options = options
    this.webContents = new WebContents(readFileSync(preload, 'utf8'), () => this.close())
    windows.add(this)
    this.#open().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      app.exit(1)
    })
  }

  async #open(): Promise<void> {
    const { width = 1440, height = 900, title = '' } = this.#options
    const page = `data:text/html,<title>${encodeURIComponent(title)}</title><!--${this.token}-->`
    const { headless } = hostOptions()
    const chromium = await openBrowser(headless ? undefined : { page, width, height })
    if (headless)
      await chromium.cdp.send('Target.createTarget', { url: page, width, height, newWindow: true })
  }

  attach(chromium: Chromium, session: string, target: string): void {
    this.#chromium = chromium
    this.target = target
    this.webContents
      .attach(chromium.cdp, session, target)
      .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    this.emit('close', { preventDefault: () => undefined })
    if (this.target !== '')
      this.#chromium?.cdp
        .send('Target.closeTarget', { targetId: this.target })
        .catch((error: unknown) => app.emit('close-failed', error))
    this.gone()
  }

  gone(): void {
    if (!windows.delete(this)) return
    this.emit('closed')
    if (windows.size === 0 && !app.quitting) app.emit('window-all-closed')
  }

  isDestroyed(): boolean {
    return !windows.has(this)
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {
    this.focus()
  }

  focus(): void {
    void this.#chromium?.cdp.send('Target.activateTarget', { targetId: this.target })
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static fromWebContents(contents: WebContents): BrowserWindow | undefined {
    return [...windows].find((window) => window.webContents === contents)
  }
}

app.closeWindows = () => {
  for (const window of [...windows]) window.close()
}

export const webContents = {
  getAllWebContents: (): WebContents[] => [...windows].map((window) => window.webContents),
  fromDevToolsTargetId: (target: string): WebContents | undefined =>
    [...windows].find((window) => window.target === target)?.webContents,
}
