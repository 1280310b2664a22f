import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers'

/** What the host process was started with. */
export interface HostOptions {
  readonly folder: string
  readonly version: string
  readonly debuggingPort: string | undefined
  readonly headless: boolean
}

let options: HostOptions | undefined

export function configure(given: HostOptions): void {
  options = given
}

export function hostOptions(): HostOptions {
  if (options === undefined) throw new Error('the compatibility host is started by run.ts')
  return options
}

const argument = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)

class Preventable {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** Electron's `app`, as far as the application uses it. */
class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = {
    switches: new Map<string, string>(),
    appendSwitch: (name: string, value = ''): void => {
      this.commandLine.switches.set(name, value)
    },
  }
  /** Ends the browser; set by browser.ts. */
  onExit: () => Promise<void> = () => Promise.resolve()
  /** Closes all windows; set by browser-window.ts. */
  closeWindows: () => void = () => undefined
  #name = 'Watchkeeper'
  #userData = argument('user-data-dir')
  #ready = Promise.withResolvers<void>()
  #quitting = false

  /** Called by run.ts once the application's code may run. */
  makeReady(): void {
    this.emit('ready', {})
    this.#ready.resolve()
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  get quitting(): boolean {
    return this.#quitting
  }

  setName(name: string): void {
    this.#name = name
  }

  getName(): string {
    return this.#name
  }

  getVersion(): string {
    return hostOptions().version
  }

  getLocale(): string {
    const locale = (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').split('.')[0]
    const known = locale !== undefined && !['', 'C', 'POSIX'].includes(locale)
    return argument('lang') ?? (known ? locale.replace('_', '-') : 'en-US')
  }

  getPath(name: 'home' | 'appData' | 'userData' | 'temp' | 'documents'): string {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
    const paths = {
      home: homedir(),
      appData: config,
      userData: this.#userData ?? join(config, this.#name),
      temp: tmpdir(),
      documents: join(homedir(), 'Documents'),
    }
    return paths[name]
  }

  setPath(_name: 'userData', path: string): void {
    this.#userData = path
  }

  /** The lock of the workspace itself keeps a second program out. */
  requestSingleInstanceLock(): boolean {
    return true
  }

  quit(): void {
    if (this.#quitting) return
    const event = new Preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    this.closeWindows()
    setImmediate(() => this.exit(0))
  }

  exit(code = 0): void {
    this.#quitting = true
    this.emit('will-quit', new Preventable())
    this.onExit().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
}

export const app = new App()
