import { app, BrowserWindow, Menu, screen } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isReaderPage } from './document-pages.ts'
import { engine } from './engine.ts'
import { isOwnPage } from './pages.ts'

const SMALLEST = { width: 1024, height: 640 }
const SIDES = ['x', 'y', 'width', 'height'] as const
type Bounds = Readonly<Record<(typeof SIDES)[number], number>> & { readonly maximized: boolean }

// By hand: the library of the schemas would be half of what the main process loads to start.
function isBounds(value: Bounds | null): value is Bounds {
  return (
    value !== null &&
    SIDES.every((side) => Number.isInteger(value[side])) &&
    value.width >= SMALLEST.width &&
    value.height >= SMALLEST.height &&
    typeof value.maximized === 'boolean'
  )
}
const DEFAULT = { width: 1440, height: 900 }

const boundsFile = (): string => join(app.getPath('userData'), 'window.json')

/** Where the window stood last time, when that is still on a screen. */
function remembered(): Bounds | undefined {
  try {
    const parsed = JSON.parse(readFileSync(boundsFile(), 'utf8')) as Bounds | null
    if (!isBounds(parsed)) return undefined
    const { x, y } = parsed
    const visible = screen
      .getAllDisplays()
      .some(
        ({ workArea: area }) =>
          x >= area.x - 50 &&
          y >= area.y - 50 &&
          x < area.x + area.width - 100 &&
          y < area.y + area.height - 100,
      )
    return visible ? parsed : undefined
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
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
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
  // A document's frame shows the reader and is led nowhere else, whatever the document says.
  window.webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isReaderPage(event.url)) event.preventDefault()
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
}
