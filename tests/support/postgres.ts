import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NEEDS, provide } from '../../tools/provision.ts'

const PLACE = '/usr/lib/postgresql'

/** A PostgreSQL of its own, on a port of the loopback, in a temporary folder. */
export class TestPostgres {
  readonly #folder: string
  readonly #port: number
  #databases = 0

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
  }

  static async start(): Promise<TestPostgres> {
    provide([NEEDS.postgres])
    const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-pg-'))
    chmodSync(folder, 0o755)
    const data = join(folder, 'data')
    mkdirSync(data, { mode: 0o700 })
    const { uid, gid } = owner()
    chownSync(data, uid, gid)
    const made = new TestPostgres(folder, await freePort())
    made.#run('initdb', '-D', data, '-A', 'trust', '-U', 'watchkeeper', '-E', 'UTF8')
    made.#begin()
    return made
  }

  /** A new, empty database. */
  database(): string {
    const name = `hub${++this.#databases}`
    const address = ['-h', '127.0.0.1', '-p', String(this.#port), '-U', 'watchkeeper']
    this.#run('createdb', ...address, name)
    return `postgres://watchkeeper@127.0.0.1:${this.#port}/${name}`
  }

  /** Ends at once, as by a loss of power, and begins again. */
  crash(): void {
    this.#run('pg_ctl', '-D', join(this.#folder, 'data'), '-m', 'immediate', '-w', 'stop')
    this.#begin()
  }

  close(): void {
    this.#run('pg_ctl', '-D', join(this.#folder, 'data'), '-m', 'immediate', '-w', 'stop')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #begin(): void {
    const data = join(this.#folder, 'data')
    const options = `-p ${this.#port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`
    this.#run('pg_ctl', '-D', data, '-l', join(data, 'log'), '-o', options, '-w', 'start')
  }

  #run(program: string, ...args: readonly string[]): void {
    const run = spawnSync(join(programs(), program), args, {
      ...owner(),
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (run.status !== 0) throw new Error(`${program}: ${run.stderr}`)
  }
}

function programs(): string {
  const [newest] = existsSync(PLACE) ? readdirSync(PLACE).toSorted().toReversed() : []
  if (newest === undefined) throw new Error(`no PostgreSQL in ${PLACE}`)
  return join(PLACE, newest, 'bin')
}

/** It refuses to run as root. */
function owner(): { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0 }
  const asked = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: asked('-u'), gid: asked('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
