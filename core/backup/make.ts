import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { RecordType } from '../../contract/record-type.ts'
import { guarded } from '../db/errors.ts'
import { openReader } from '../db/open.ts'
import { CoreError } from '../error.ts'
import { isWhole, levelOf } from '../workspace/blob-reader.ts'
import { blobNames } from '../workspace/blobs.ts'
import {
  fileError,
  makeFolder,
  pathsOf,
  syncFolder,
  writeJson,
  writeWhole,
} from '../workspace/files.ts'
import { checkCopy, digestOf } from './check-copy.ts'
import { backupsIn, blobPath, FORMAT, pathsIn, STAMP, stampOf, type Manifest } from './manifest.ts'

/** All that a thread needs for a backup. */
export interface BackupWish {
  /** Folder of the workspace, and the key of its database. */
  readonly workspace: string
  readonly key: Uint8Array
  /** keys.json as it belongs to that key. */
  readonly keys: string
  /** Where the backups of this device stand; its parent has to be there. */
  readonly folder: string
  readonly keep: number
  readonly about: Pick<
    Manifest,
    | 'workspace'
    | 'name'
    | 'demo'
    | 'device'
    | 'deviceName'
    | 'code'
    | 'stream'
    | 'madeAt'
    | 'program'
  >
  readonly types: readonly RecordType[]
}

export interface BackupMade {
  readonly name: string
  readonly path: string
  /** Bytes of the database, and of attachments that were not there yet. */
  readonly bytes: number
  readonly commits: number
  readonly blobs: number
  readonly findings: number
}

const PART = '.part'

/**
 * Makes a backup beside the earlier ones: SQLite copies its database under the same key while others write, the copy is
 * read to its end, attachments that are not there yet are added. It counts from its manifest on, which is written last;
 * whatever happens before leaves the earlier ones as they were. Throws CoreError diskFull, storageFailed,
 * workspaceReadOnly, backupPlaceMissing or backupDamaged.
 */
export async function makeBackup(wish: BackupWish): Promise<BackupMade> {
  const { folder, about } = wish
  if (!existsSync(dirname(folder)))
    throw new CoreError('backupPlaceMissing', { path: dirname(folder) })
  makeFolder(folder)
  const name = freeName(folder, about.madeAt)
  const whole = join(folder, name)
  const partial = `${whole}${PART}`
  try {
    sweep(folder)
    mkdirSync(partial)
    const { database, keys, manifest } = pathsIn(partial)
    copyDatabase(pathsOf(wish.workspace).database, wish.key, database)
    writeWhole(keys, wish.keys)
    const blobs = carryBlobs(pathsOf(wish.workspace).blobs, partial)
    const { commits, findings } = await checkCopy(database, wish.key, about.workspace, wish.types)
    const { size } = statSync(database)
    writeJson(manifest, {
      format: FORMAT,
      ...about,
      commits,
      findings,
      database: { bytes: size, sha256: digestOf(database) },
      keys: digestOf(keys),
      blobs: blobs.all,
    } satisfies Manifest)
    syncFolder(partial)
    renameSync(partial, whole)
    syncFolder(folder)
    prune(folder, wish.keep)
    return {
      name,
      path: whole,
      bytes: size + blobs.fresh,
      commits,
      blobs: blobs.all.length,
      findings,
    }
  } catch (error) {
    removeQuietly(partial)
    throw fileError(error)
  }
}

function freeName(folder: string, at: number): string {
  const stamp = stampOf(at)
  for (let count = 0; ; count++) {
    const name = count === 0 ? stamp : `${stamp}-${count}`
    if (!existsSync(join(folder, name))) return name
  }
}

/** What a backup that was ended left behind, and what is left of one that was being taken away. */
export function sweep(folder: string): void {
  const left = (name: string): boolean =>
    name.endsWith(PART) || (STAMP.test(name) && !existsSync(pathsIn(join(folder, name)).manifest))
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (left(name)) rmSync(join(folder, name), { recursive: true })
}

/** On a medium that fails, the failure that was there first is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/**
 * SQLite's own copy of one state of the database while others write, under the same key. Its page-wise backup call knows
 * no key for the target in this build and refuses.
 */
function copyDatabase(from: string, key: Uint8Array, to: string): void {
  const db = openReader(from, key)
  try {
    guarded(() => {
      db.pragma('query_only = OFF')
      db.prepare('VACUUM INTO ?').run(to)
    })
  } finally {
    db.close()
  }
  const file = openSync(to, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Adds the attachments that the backups do not hold yet, as they are stored. */
function carryBlobs(
  from: string,
  backup: string,
): { readonly all: Manifest['blobs']; readonly fresh: number } {
  const all: Manifest['blobs'][number][] = []
  let fresh = 0
  for (const sha256 of blobNames(from)) {
    const bytes = readFileSync(join(from, sha256.slice(0, 2), sha256.slice(2)))
    if (!isWhole(bytes)) throw new CoreError('blobDamaged', { name: sha256 })
    const blob = { sha256, level: levelOf(bytes), bytes: bytes.length }
    const path = blobPath(backup, blob)
    all.push(blob)
    if (statSync(path, { throwIfNoEntry: false })?.size === bytes.length) continue
    makeFolder(dirname(path))
    writeWhole(path, bytes)
    fresh += bytes.length
  }
  return { all, fresh }
}

/** Takes away the oldest beyond so many, then the attachments that none of those left speaks of. */
function prune(folder: string, keep: number): void {
  const stands = backupsIn(folder)
  const whole = stands.filter(({ manifest }) => manifest)
  const old = whole.slice(keep)
  if (old.length === 0) return
  for (const { path } of old) {
    // Without its manifest it counts no more, however far the rest gets.
    rmSync(pathsIn(path).manifest)
    rmSync(path, { recursive: true })
  }
  // One that cannot be read may still need any of them.
  if (whole.length < stands.length) return
  const needed = new Set(
    whole
      .slice(0, keep)
      .flatMap(({ path, manifest }) => manifest?.blobs.map((blob) => blobPath(path, blob)) ?? []),
  )
  const blobs = join(folder, 'blobs')
  for (const first of existsSync(blobs) ? readdirSync(blobs) : [])
    for (const rest of readdirSync(join(blobs, first))) {
      const path = join(blobs, first, rest)
      if (!needed.has(path)) rmSync(path)
    }
}
