import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

/** What a server on this computer alone is started with. */
export const serverArgs = (folder: string, port: number): readonly string[] => [
  '--data',
  folder,
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
  '--quiet',
]

/** The shared server as a process of its own, as `npm run hub` starts it. */
export class ServerProcess {
  readonly address: string
  /** What it shows while it has no workspace. */
  readonly code: string
  readonly #process: ChildProcess

  private constructor(process: ChildProcess, address: string, code: string) {
    this.#process = process
    this.address = address
    this.code = code
  }

  static async start(folder: string, port = 0): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['hub/main.ts', ...serverArgs(folder, port)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LANG: 'en' },
    })
    let shown = ''
    for await (const part of child.stdout as AsyncIterable<Buffer>) {
      shown += part.toString('utf8')
      const served = /https:\/\/[^:\s]+:(\d+)/u.exec(shown)?.[1]
      const code = /(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}/u.exec(shown)?.[0]
      if (served !== undefined && (code !== undefined || port !== 0))
        return new ServerProcess(child, `127.0.0.1:${served}`, code ?? '')
    }
    throw new Error(`the server did not start: ${shown}`)
  }

  get port(): number {
    return Number(this.address.split(':')[1])
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await once(this.#process, 'exit')
  }
}
