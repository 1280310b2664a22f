import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromiumPath } from '../chromium-host/chromium.ts'
import { ELECTRON_INSTALLER, electronProgram } from '../engine.ts'
import { findProgram, NEEDS } from '../provision.ts'
import type { Facts } from './engine.ts'

const REACH_MS = 3000
const RELEASES = 'https://github.com/electron/electron/releases/download/'

/** A screen to show a window on. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' ||
  Boolean(process.env['DISPLAY']) ||
  Boolean(process.env['WAYLAND_DISPLAY'])

export function gatherFacts(): Facts {
  return {
    electron: electronProgram() !== undefined,
    chromium: chromiumPath() !== undefined,
    display: hasDisplay(),
    virtualDisplay: findProgram(NEEDS.virtualDisplay.programs) !== undefined,
    root: process.getuid?.() === 0,
    debian: existsSync('/etc/debian_version'),
  }
}

/**
 * Fetches Electron's binary with Electron's own installer, where its source answers within seconds.
 * Answers whether it is there now; `begin` is called before a download starts.
 */
export async function fetchElectron(begin: () => void): Promise<boolean> {
  const manifest = createRequire(import.meta.url).resolve('electron/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const { env } = process
  if (env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return false
  const mirror = env['npm_config_electron_mirror'] ?? env['ELECTRON_MIRROR'] ?? RELEASES
  if (!(await answers(new URL(`v${version}/SHASUMS256.txt`, mirror)))) return false
  begin()
  const done = spawnSync(process.execPath, [ELECTRON_INSTALLER], { stdio: 'inherit' })
  return done.status === 0 && electronProgram() !== undefined
}

async function answers(address: URL): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(REACH_MS)
    return (await fetch(address, { method: 'HEAD', signal })).ok
  } catch (error) {
    // No network, no name, no answer in time: all the same here.
    if (error instanceof Error) return false
    throw error
  }
}

const INSTALLERS = [
  ['apt-get', 'sudo apt-get install -y chromium'],
  ['dnf', 'sudo dnf install -y chromium'],
  ['zypper', 'sudo zypper install -y chromium'],
  ['pacman', 'sudo pacman -S chromium'],
  ['apk', 'sudo apk add chromium'],
  ['brew', 'brew install --cask chromium'],
] as const

/** The command that brings an engine to this machine. */
export function installCommand(): string {
  const found = INSTALLERS.find(([program]) => findProgram([program]) !== undefined)
  return found?.[1] ?? 'npx install-electron --no'
}
