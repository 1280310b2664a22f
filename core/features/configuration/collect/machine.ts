import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { arch, cpus, hostname, networkInterfaces, platform, release, totalmem } from 'node:os'

/** What collecting asks of the machine; tests answer with what was recorded on others. */
export interface Machine {
  readonly platform: string
  readonly hostname: string
  readonly architecture: string
  readonly release: string
  readonly memory: number
  readonly processors: readonly { readonly model: string }[]
  readonly interfaces: Readonly<
    Record<
      string,
      | readonly {
          address: string
          family: string
          mac: string
          internal: boolean
          cidr: string | null
        }[]
      | undefined
    >
  >
  /** Text of a file; undefined where it is not there or may not be read. */
  read(path: string): Promise<string | undefined>
  /** Names in a folder; none where it is not there. */
  list(path: string): Promise<readonly string[]>
  /** What a command of the system writes; undefined where it is not there, fails or takes too long. */
  run(command: string, args: readonly string[]): Promise<string | undefined>
}

const TIMEOUT_MS = 60_000
const MOST_OUTPUT = 32 * 1024 * 1024

/** This computer. Commands are named, never texts for a shell; what one of them cannot say is left out. */
export const thisMachine = (): Machine => ({
  platform: platform(),
  hostname: hostname(),
  architecture: arch(),
  release: release(),
  memory: totalmem(),
  processors: cpus(),
  interfaces: networkInterfaces(),
  read: (path) => readFile(path, 'utf8').catch(() => undefined),
  list: (path) => readdir(path).catch(() => []),
  run: (command, args) =>
    new Promise((resolve) => {
      execFile(
        command,
        [...args],
        { timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT, windowsHide: true, encoding: 'utf8' },
        (error, stdout) => resolve(error ? undefined : stdout),
      )
    }),
})
