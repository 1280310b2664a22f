import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'

const BOOT = fileURLToPath(new URL('./utility-boot.js', import.meta.url))

interface Options {
  readonly env?: NodeJS.ProcessEnv
}

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(module: string, args: readonly string[], { env = process.env }: Options) {
    super()
    this.#child = fork(module, [...args], {
      env,
      execArgv: ['--import', BOOT],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1))
    process.on('exit', () => this.#child.kill('SIGKILL'))
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null
      ? this.#child.pid
      : undefined
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = {
  fork: (module: string, args: readonly string[] = [], options: Options = {}): UtilityProcess =>
    new UtilityProcess(module, args, options),
}
