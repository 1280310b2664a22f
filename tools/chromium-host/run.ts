/**
 * `node run.ts [-r module] [--switches] FOLDER [arguments]`: the command line of Electron. Runs the built
 * application of the folder over an installed Chromium. For development, tests and a first look only.
 */
import { readFileSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, configure } from './app.ts'
import { openBrowser } from './browser-window.ts'

interface CommandLine {
  readonly preloads: readonly string[]
  readonly folder: string
  /** Everything but the preloads, as Electron would show it in process.argv. */
  readonly rest: readonly string[]
}

function commandLine(given: readonly string[]): CommandLine {
  const preloads: string[] = []
  const rest: string[] = []
  for (let at = 0; at < given.length; at++) {
    const argument = String(given[at])
    if (argument === '-r' || argument === '--require') preloads.push(String(given[++at]))
    else rest.push(argument)
  }
  return {
    preloads,
    folder: resolve(rest.find((argument) => !argument.startsWith('-')) ?? '.'),
    rest,
  }
}

const valueOf = (rest: readonly string[], name: string): string | undefined =>
  rest.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)

const { preloads, folder, rest } = commandLine(process.argv.slice(2))
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  main: string
  version: string
}

const inspect = valueOf(rest, 'inspect')
if (inspect !== undefined) inspector.open(Number(inspect))
const debuggingPort = valueOf(rest, 'remote-debugging-port')
const noDisplay =
  process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
configure({
  folder,
  version: manifest.version,
  debuggingPort,
  // What a test drives starts without a window, so there is none to fill.
  headless: noDisplay || debuggingPort !== undefined || process.env['WATCHKEEPER_HEADLESS'] === '1',
})

const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main)?$/u.test(specifier)
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
})
Object.defineProperty(process.versions, 'watchkeeper-chromium-host', {
  value: manifest.version,
  enumerable: true,
})
process.argv.splice(1, process.argv.length - 1, ...rest)

// Electron hands every switch to its Chromium; these are the ones that are of use here.
for (const name of ['lang', 'log-net-log', 'net-log-capture-mode', 'force-device-scale-factor']) {
  const value = valueOf(rest, name)
  if (value !== undefined) app.commandLine.appendSwitch(name, value)
}
if (process.env['WATCHKEEPER_COMPATIBILITY_TOLD'] === undefined)
  process.stderr.write(
    'Compatibility mode: an installed Chromium stands in for Electron. The key store of the operating system is not used.\n',
  )
for (const module of preloads) createRequire(join(folder, 'package.json'))(module)
// A test driver waits for the browser before it lets the application start.
if (debuggingPort !== undefined) await openBrowser()
setImmediate(() => app.makeReady())
await import(pathToFileURL(join(folder, manifest.main)).href)
