import { app, BrowserWindow, Menu, screen } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { engine } from './host-procedures.ts'
import { isOwnPage } from './pages.ts'

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1024),
  height: z.int().min(640),
  maximized: z.boolean(),
})
const DEFAULT = { width: 1440, height: 900 }

const boundsFile = (): string => join(app.getPath('userData'), 'window.json')

/** Where the window stood last time, when that is still on a screen. */
function remembered(): z.output<typeof bounds> | undefined {
  try {
    const parsed = bounds.safeParse(JSON.parse(readFileSync(boundsFile(), 'utf8')))
    if (!parsed.success) return undefined
    const { x, y } = parsed.data
    const visible = screen
      .getAllDisplays()
      .some(
        ({ workArea: area }) =>
          x >= area.x - 50 &&
          y >= area.y - 50 &&
          x < area.x + area.width - 100 &&
          y < area.y + area.height - 100,
      )
    return visible ? parsed.data : undefined
  } catch (error) {
    // The first start has no file, and a broken one is worth no more than the default.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error))
      return undefined
    throw error
  }
}

function remember(window: BrowserWindow): void {
  writeFileSync(
    boundsFile(),
    JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }),
  )
}

/** The window, not yet at its page: calls come as soon as the page loads. */
export function makeWindow(): BrowserWindow {
  const last = engine() === 'electron' ? remembered() : undefined
  const window = new BrowserWindow({
    ...(last ?? DEFAULT),
    minWidth: 1024,
    minHeight: 640,
    title: 'Watchkeeper',
    backgroundColor: '#0c1014',
    titleBarStyle: process.platform === 'linux' ? 'default' : 'hidden',
    ...(process.platform === 'win32'
      ? { titleBarOverlay: { height: 40, color: '#00000000', symbolColor: '#8e99a5' } }
      : {}),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  if (last?.maximized) window.maximize()
  if (engine() === 'electron') window.on('close', () => remember(window))
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
  guard(window)
  return window
}

/** The window stays on our own page, and opens no other. */
function guard(window: BrowserWindow): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isOwnPage(url)) event.preventDefault()
  }
  window.webContents.on('will-navigate', (event, url) => stay(event, url))
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
}
