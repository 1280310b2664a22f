import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SECTOR = 512

interface Entry {
  readonly kind: string
  readonly name: string
  readonly key: string
}

/** The same names as in power-loss.c. */
function keyOf(path: string): string {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true })
  return `${ino}-${birthtimeNs}`
}

const entriesOf = (folder: string): Entry[] =>
  readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    kind: entry.isDirectory() ? 'd' : 'f',
    name: entry.name,
    key: keyOf(join(folder, entry.name)),
  }))

/** The preloaded library; a text tells why there is none. */
export function buildLibrary(
  folder: string,
  name: 'power-loss' | 'failing-writes' = 'power-loss',
): { readonly library: string } | string {
  if (process.platform !== 'linux') return `${process.platform} has no preloading of this kind`
  const library = join(folder, `${name}.so`)
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url))
  const built = spawnSync('cc', [
    '-shared',
    '-fPIC',
    '-O2',
    '-pthread',
    '-o',
    library,
    source,
    '-ldl',
  ])
  if (built.error) return 'there is no C compiler'
  if (built.status !== 0) throw new Error(built.stderr.toString())
  return { library }
}

/** A disk that forgets, at a power cut, what was not synced. */
export class ForgetfulDisk {
  readonly source: string
  readonly #store: string

  constructor(source: string, store: string) {
    this.source = source
    this.#store = store
  }

  environment(library: string): NodeJS.ProcessEnv {
    return { LD_PRELOAD: library, POWER_SOURCE: this.source, POWER_DISK: this.#store }
  }

  /** From here on everything that stands in the folder is durable. */
  settle(): void {
    rmSync(this.#store, { recursive: true, force: true })
    for (const part of ['files', 'dirs']) mkdirSync(join(this.#store, part), { recursive: true })
    this.#keep(this.source)
  }

  #keep(folder: string): void {
    const entries = entriesOf(folder)
    const lines = entries.map(({ kind, name, key }) => `${kind}\t${name}\t${key}\n`)
    writeFileSync(join(this.#store, 'dirs', keyOf(folder)), lines.join(''))
    for (const { kind, name, key } of entries) {
      if (kind === 'd') this.#keep(join(folder, name))
      else copyFileSync(join(folder, name), join(this.#store, 'files', key))
    }
  }

  /**
   * What stands on the disk after the power cut, into a new folder. Torn: of what was written since the
   * last sync, any sectors and any folder's entries may have reached the disk as well.
   */
  cut(target: string, torn: boolean): void {
    this.#restore(this.source, keyOf(this.source), target, torn)
  }

  #restore(now: string, key: string, target: string, torn: boolean): void {
    mkdirSync(target)
    const listed = join(this.#store, 'dirs', key)
    const same = existsSync(now) && keyOf(now) === key
    const entries = torn && same && Math.random() < 0.5 ? entriesOf(now) : this.#listed(listed)
    for (const entry of entries) {
      const [from, to] = [join(now, entry.name), join(target, entry.name)]
      if (entry.kind === 'd') this.#restore(from, entry.key, to, torn)
      else writeFileSync(to, this.#content(from, entry.key, torn), { mode: 0o600 })
    }
  }

  #listed(path: string): Entry[] {
    if (!existsSync(path)) return []
    return readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => {
        const [kind = '', name = '', key = ''] = line.split('\t')
        return { kind, name, key }
      })
  }

  #content(now: string, key: string, torn: boolean): Buffer {
    const kept = join(this.#store, 'files', key)
    const synced = existsSync(kept) ? readFileSync(kept) : Buffer.alloc(0)
    if (!torn || !existsSync(now) || keyOf(now) !== key) return synced
    return mixed(synced, readFileSync(now))
  }
}

/** Each sector that was written since is there or not, and so is the new length. */
function mixed(synced: Buffer, written: Buffer): Buffer {
  if (synced.equals(written)) return synced
  const length = Math.random() < 0.5 ? synced.length : written.length
  const bytes = Buffer.alloc(length)
  synced.copy(bytes)
  for (let at = 0; at < Math.min(length, written.length); at += SECTOR)
    if (Math.random() < 0.5) written.copy(bytes, at, at, Math.min(at + SECTOR, length))
  return bytes
}
