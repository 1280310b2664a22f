import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installHost } from './chromium-host/install.ts'

const ELECTRON = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Folder of Electron's unpacked distribution, or undefined when its binary was never fetched. */
export function electronDist(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined) return existsSync(override) ? override : undefined
  const dist = join(ELECTRON, 'dist')
  return electronProgram() === undefined ? undefined : dist
}

/** Electron's own program, or undefined when its binary was never fetched. */
export function electronProgram(): string | undefined {
  const named = join(ELECTRON, 'path.txt')
  if (!existsSync(named)) return undefined
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const program = join(override ?? join(ELECTRON, 'dist'), readFileSync(named, 'utf8'))
  return existsSync(program) ? program : undefined
}

export const ELECTRON_INSTALLER = join(ELECTRON, 'install.js')

/**
 * For what drives the application through `_electron.launch`: Electron itself where it is present, or
 * the compatibility host under the same name.
 */
export function driveEngine(engine: 'electron' | 'chromium' = defaultEngine()): void {
  if (engine === 'electron' || process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) return
  const dist = mkdtempSync(join(tmpdir(), 'watchkeeper-host-'))
  process.once('exit', () => rmSync(dist, { recursive: true, force: true }))
  installHost(dist)
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dist
}

const defaultEngine = (): 'electron' | 'chromium' =>
  electronProgram() === undefined ? 'chromium' : 'electron'

/** Where the application keeps what belongs to this computer, as Electron's `userData`. */
export function userData(): string {
  const { platform, env } = process
  const base =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(homedir(), 'AppData/Roaming'))
      : platform === 'darwin'
        ? join(homedir(), 'Library/Application Support')
        : (env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'))
  return join(base, 'Watchkeeper')
}
