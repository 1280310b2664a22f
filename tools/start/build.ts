import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const SOURCES = [
  'contract',
  'core',
  'electron',
  'renderer',
  'electron.vite.config.ts',
  'package-lock.json',
]

const changed = (path: string): number => statSync(path).mtimeMs

/** Time of the last change below a path; folders count, so that a removed file is seen too. */
function newest(path: string): number {
  if (!statSync(path).isDirectory()) return changed(path)
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(changed(path), ...inside.map((name) => changed(join(path, name))))
}

/** True when a part of the built application is missing or older than a source. */
export function isStale(root: string): boolean {
  const built = BUILT.map((path) => join(root, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map(changed))
  return SOURCES.some((path) => existsSync(join(root, path)) && newest(join(root, path)) > oldest)
}

/** Builds quietly; what the builder has to say comes with its failure. */
export function build(root: string): void {
  const manifest = createRequire(import.meta.url).resolve('electron-vite/package.json')
  const program = join(dirname(manifest), 'bin/electron-vite.js')
  const done = spawnSync(process.execPath, [program, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}${done.stderr}`)
}
