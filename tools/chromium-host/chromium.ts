import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { findProgram, NEEDS } from '../provision.ts'
import { Cdp } from './cdp.ts'

export interface Chromium {
  readonly process: ChildProcess
  readonly cdp: Cdp
}

export interface FirstWindow {
  readonly page: string
  readonly width: number
  readonly height: number
}

export interface LaunchOptions {
  readonly profile: string
  /** Port of the DevTools endpoint for a test driver; absent: none but the pipe. */
  readonly debuggingPort?: string
  readonly switches: ReadonlyMap<string, string>
  /** The first window; absent: nothing is shown. */
  readonly firstWindow?: FirstWindow
}

/** Nothing that a browser does on its own: no update, no sync, no look-up of any name. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-breakpad',
  '--hide-crash-restore-bubble',
  '--test-type',
  '--password-store=basic',
  '--disable-gpu',
  '--disable-search-engine-choice-screen',
  '--disable-domain-reliability',
  '--allow-browser-signin=false',
  // Components are asked for on demand even where updating is disabled.
  '--component-updater=url-source=data:,',
  // So is the account, where signing in is not allowed: at an address where nobody can be.
  '--gaia-url=https://127.0.0.1:0/',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]
const DISABLED_FEATURES = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'LocalNetworkAccessChecks',
  'BlockInsecurePrivateNetworkRequests',
  'AutofillServerCommunication',
  'NetworkTimeServiceQuerying',
  // The list under the address bar is a page of its own, loaded at the start; no window here has that bar.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
].join(',')

/** A profile that keeps no passwords and asks nobody whether they are known, nor where somebody was: addresses quote what is read. */
const PREFERENCES = {
  history: { saving_disabled: true },
  credentials_enable_service: false,
  profile: { password_manager_leak_detection: false },
  net: { network_prediction_options: 2 },
  translate: { enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
}

function prepareProfile(folder: string): void {
  const preferences = join(folder, 'Default/Preferences')
  // What a profile of before kept.
  for (const name of ['History', 'History-journal'])
    rmSync(join(folder, 'Default', name), { force: true })
  const kept = existsSync(preferences) ? readFileSync(preferences, 'utf8') : ''
  if (kept.includes('"saving_disabled":true')) return
  mkdirSync(dirname(preferences), { recursive: true })
  writeFileSync(preferences, JSON.stringify(PREFERENCES))
}

/** Where installers of Chromium's family put it outside of the PATH. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(process.env[name] ?? '', path),
    ),
  ),
}

/** The installed Chromium or one of its family, or the one that WATCHKEEPER_CHROMIUM names. */
export function chromiumPath(): string | undefined {
  return (
    process.env['WATCHKEEPER_CHROMIUM'] ??
    findProgram(NEEDS.chromium.programs) ??
    PLACES[process.platform]?.find((path) => existsSync(path))
  )
}

/** Starts Chromium with a pipe for the host; prints the endpoint for a test driver when a port is asked for. */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const program = chromiumPath()
  if (program === undefined) throw new Error('Chromium is not installed')
  prepareProfile(options.profile)
  const portFile = join(options.profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const child = spawn(program, ['--remote-debugging-pipe', ...switchesOf(options)], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const [, , , out, input] = child.stdio
  const cdp = new Cdp(out as Writable, input as Readable)
  await cdp
    .send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] })
    .catch((cause: unknown) => {
      const hint = `is a window of ${options.profile} open already?`
      throw new Error(`${program} ended at once: ${hint}`, { cause })
    })
  if (options.debuggingPort !== undefined)
    process.stderr.write(`DevTools listening on ${await endpoint(portFile)}\n`)
  return { process: child, cdp }
}

function switchesOf(options: LaunchOptions): string[] {
  const features = options.switches.get('disable-features')
  const given = [...options.switches]
    .filter(([name]) => name !== 'disable-features')
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  return [
    `--user-data-dir=${options.profile}`,
    ...QUIET,
    `--disable-features=${DISABLED_FEATURES}${features === undefined ? '' : `,${features}`}`,
    ...given,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(options.debuggingPort === undefined
      ? []
      : [`--remote-debugging-port=${options.debuggingPort}`]),
    ...(options.firstWindow === undefined
      ? ['--headless=new', '--no-startup-window']
      : [`--app=${options.firstWindow.page}`, windowSize(options.firstWindow)]),
  ]
}

const windowSize = ({ width, height }: FirstWindow): string => `--window-size=${width},${height}`

async function endpoint(portFile: string): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const [port, path] = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : []
    if (port && path) return `ws://127.0.0.1:${port}${path}`
    await wait(20)
  }
  throw new Error('Chromium did not open its DevTools endpoint')
}
