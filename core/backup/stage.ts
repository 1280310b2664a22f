import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import { isWhole, levelOf } from '../workspace/blob-reader.ts'
import { fileError, makeFolder, pathsOf, syncFolder, writeWhole } from '../workspace/files.ts'
import { checkCopy, digestOf } from './check-copy.ts'
import { blobPath, pathsIn, readManifest, type Manifest } from './manifest.ts'

/** All that a thread needs to bring a backup into a folder. */
export interface StageWish {
  readonly backup: string
  /** Made anew; what stands there is taken away. */
  readonly into: string
  readonly key: Uint8Array
  readonly types: readonly RecordType[]
}

export interface Staged {
  readonly commits: number
  readonly blobs: number
  readonly findings: number
}

/**
 * Brings the database, keys and attachments of a backup into a folder and reads all of it to its end. Throws CoreError
 * backupDamaged when anything is not as it was written; findings that were there when it was made are counted only.
 */
export async function stage({ backup, into, key, types }: StageWish): Promise<Staged> {
  const manifest = readManifest(backup)
  const from = pathsIn(backup)
  const to = pathsOf(into)
  try {
    rmSync(into, { recursive: true, force: true })
    makeFolder(dirname(into))
    mkdirSync(into)
    for (const [path, place, digest] of [
      [from.database, to.database, manifest.database.sha256],
      [from.keys, to.keys, manifest.keys],
    ] as const) {
      if (!existsSync(path)) throw new CoreError('backupDamaged', { reason: 'file missing' })
      copyFileSync(path, place)
      if (digestOf(place) !== digest) throw new CoreError('backupDamaged', { reason: 'bytes' })
    }
    for (const blob of manifest.blobs) bringBlob(backup, to.blobs, blob)
    syncFolder(into)
  } catch (error) {
    throw fileError(error)
  }
  const { commits, findings } = await checkCopy(to.database, key, manifest.workspace, types)
  if (commits < manifest.commits || findings > manifest.findings)
    throw new CoreError('backupDamaged', { reason: 'chain' })
  return { commits, findings, blobs: manifest.blobs.length }
}

function bringBlob(backup: string, blobs: string, blob: Manifest['blobs'][number]): void {
  const path = blobPath(backup, blob)
  if (!existsSync(path)) throw new CoreError('backupDamaged', { reason: 'attachment missing' })
  const bytes = readFileSync(path)
  if (!isWhole(bytes) || levelOf(bytes) !== blob.level)
    throw new CoreError('backupDamaged', { reason: 'attachment' })
  const place = join(blobs, blob.sha256.slice(0, 2), blob.sha256.slice(2))
  makeFolder(dirname(place))
  writeWhole(place, bytes)
}

/** A restore into a folder that is taken away again, as proof that there is one. */
export async function testRestore(wish: StageWish): Promise<Staged> {
  try {
    return await stage(wish)
  } finally {
    rmSync(wish.into, { recursive: true, force: true })
  }
}
