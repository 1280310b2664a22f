import { app, session, type BrowserWindow } from 'electron'
import { join, resolve } from 'node:path'
import { announce, connect, type HostCalls } from './bridge.ts'
import { CoreClient } from './core-client.ts'
import { closeDoors, declareScheme, muteBrowser, servePages, START_PAGE } from './pages.ts'
import { makeWindow } from './window.ts'

/** `--name=value` or `--name value` among the arguments. */
function option(name: string): string | undefined {
  const at = process.argv.findIndex(
    (argument) => argument === `--${name}` || argument.startsWith(`--${name}=`),
  )
  const argument = process.argv[at]
  return argument === undefined
    ? undefined
    : argument.includes('=')
      ? argument.slice(argument.indexOf('=') + 1)
      : process.argv[at + 1]
}

let window: BrowserWindow | undefined

async function start(): Promise<void> {
  const workspacePath = resolve(
    option('workspace') ??
      process.env['WATCHKEEPER_WORKSPACE'] ??
      join(app.getPath('userData'), 'workspace'),
  )
  await app.whenReady()
  // A utility process is only given once the application is ready.
  const core = new CoreClient(workspacePath, (event, payload) => announce(window, event, payload))
  servePages(session.defaultSession, join(import.meta.dirname, '../renderer'), core)
  closeDoors(session.defaultSession)
  window = makeWindow()
  // With the schemas that they check, they load when the first of them is called.
  let host: Promise<HostCalls> | undefined
  const loadHost = async () => (await import('./host-procedures.ts')).hostCalls(workspacePath, core)
  connect(
    () => window,
    core,
    async (...call) => (await (host ??= loadHost()))(...call),
  )
  await window.loadURL(START_PAGE)
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  let closing = false
  app.on('before-quit', (event) => {
    if (closing) return
    closing = true
    event.preventDefault()
    void core.close().then(() => app.quit())
  })
}

app.setName('Watchkeeper')
// Before the lock, which belongs to this folder.
const userData = option('user-data-dir')
if (userData !== undefined) app.setPath('userData', resolve(userData))
app.on('window-all-closed', () => app.quit())
declareScheme()
muteBrowser()
// A window of its own for each workspace given by name; else the one that is open comes forward.
if (option('workspace') !== undefined || app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    app.exit(1)
  })
} else app.quit()
