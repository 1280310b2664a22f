import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { CoreError } from '../error.ts'

/** Where the parts of a workspace stand. */
export const pathsOf = (folder: string) => ({
  description: join(folder, 'workspace.json'),
  keys: join(folder, 'keys.json'),
  database: join(folder, 'watchkeeper.db'),
  epoch: join(folder, 'epoch.json'),
  attempts: join(folder, 'attempts.json'),
  blobs: join(folder, 'blobs'),
  lock: join(folder, 'lock'),
  errors: join(folder, 'errors.log'),
  /** A backup on its way in. */
  restoring: join(folder, 'restoring'),
  /** Backups, where nobody chose another place. */
  backups: join(folder, 'backups'),
})

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Turns a refusal of the file system into the failure that people can act on. */
export function fileError(error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CoreError('diskFull')
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new CoreError('workspaceReadOnly')
  // A place that lets nothing be made in it, as /proc, answers ENOENT.
  if (['EIO', 'EMFILE', 'ENOTDIR', 'ENOENT', 'ENAMETOOLONG'].includes(code))
    return new CoreError('storageFailed', { detail: code })
  return error
}

/** Throws CoreError workspaceReadOnly when what stands there may not be written. */
export function requireWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw fileError(error)
  }
}

/** Makes a rename or a new file in the folder survive a power cut; Windows has no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Makes a folder, and those above it that are missing, so that a power cut does not take them away. One by
 * one: made recursively, Node tells of a read-only place as of a missing one.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
    syncFolder(dirname(path))
  } catch (error) {
    throw fileError(error)
  }
}

/** Replaces a file as a whole: after a crash it is the old one or the new one. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  writeParts(path, [typeof data === 'string' ? Buffer.from(data) : data])
}

/** The same for what comes in parts; a part that throws leaves the old file. */
export function writeParts(path: string, parts: Iterable<Uint8Array>): void {
  const fresh = `${path}.new`
  try {
    const handle = openSync(fresh, 'w', 0o600)
    try {
      for (const bytes of parts)
        for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(fresh, path)
    syncFolder(dirname(path))
  } catch (error) {
    if (existsSync(fresh)) unlinkSync(fresh)
    throw fileError(error)
  }
}

/** The same for a file that can be done without: null when it cannot be read as JSON. */
export function readSpareJson(path: string): unknown {
  try {
    return readJson(path)
  } catch (error) {
    if (error instanceof CoreError && error.code === 'workspaceDamaged') return null
    throw error
  }
}

/** The JSON of a file; undefined when there is none. Throws CoreError workspaceDamaged when it is not JSON. */
export function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw fileError(error)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new CoreError('workspaceDamaged', { detail: path })
    throw error
  }
}

export const writeJson = (path: string, value: unknown): void =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`)
