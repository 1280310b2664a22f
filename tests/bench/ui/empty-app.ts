import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An application of one page with one word, for what the host alone costs. Answers its folder. */
export function writeEmptyApp(folder: string): string {
  const app = join(folder, 'empty-app')
  mkdirSync(app, { recursive: true })
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'empty', version: '0.0.0', type: 'module', main: 'main.js' }),
  )
  writeFileSync(join(app, 'preload.cjs'), '')
  writeFileSync(
    join(app, 'main.js'),
    `import { app, BrowserWindow, protocol, session } from 'electron'
import { join } from 'node:path'
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.on('window-all-closed', () => app.quit())
await app.whenReady()
session.defaultSession.protocol.handle('app', () =>
  new Response('<!doctype html><title>empty</title><p id="ready">ready</p>', { headers: { 'content-type': 'text/html' } }))
const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true, preload: join(import.meta.dirname, 'preload.cjs') } })
await window.loadURL('app://bundle/index.html')
`,
  )
  return app
}
