import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

function run(command: string, args: readonly string[]): string | undefined {
  const done = spawnSync(command, args)
  if (done.error) return done.error.message
  return done.status === 0 ? undefined : done.stderr.toString().trim()
}

export const isRoot = process.getuid?.() === 0

/** A small disk at the folder; a text tells why there is none. */
export function mountSmall(folder: string, mebibytes: number): string | undefined {
  if (process.platform !== 'linux') return 'only Linux mounts a small disk in memory'
  if (!isRoot) return 'only root may mount'
  return run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'none', folder])
}

export function unmount(folder: string): void {
  const failed = run('umount', [folder])
  if (failed !== undefined) throw new Error(failed)
}

/**
 * Makes a folder read-only for what is opened from now on: by a mount for root, whom modes do not bind, by
 * modes for others. Answers how to undo it, or a text why it cannot be done.
 */
export function makeReadOnly(folder: string): (() => void) | string {
  if (process.platform === 'win32') return 'modes do not make folders read-only on Windows'
  if (!isRoot) {
    setModes(folder, 0o555, 0o444)
    return () => setModes(folder, 0o755, 0o644)
  }
  if (process.platform !== 'linux') return 'root is bound by no modes'
  const failed =
    run('mount', ['--bind', folder, folder]) ?? run('mount', ['-o', 'remount,bind,ro', folder])
  return failed ?? (() => unmount(folder))
}

function setModes(folder: string, folderMode: number, fileMode: number): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) setModes(path, folderMode, fileMode)
    else chmodSync(path, fileMode)
  }
  chmodSync(folder, folderMode)
}
