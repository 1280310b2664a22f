import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CoreError } from '../error.ts'
import { readJson } from '../workspace/files.ts'

/** Raised when an older program must not restore a backup any more. */
export const FORMAT = 1

const blob = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  level: z.int().min(0).max(3),
  bytes: z.int().nonnegative(),
})
const schema = z.object({
  format: z.int(),
  workspace: z.string(),
  name: z.string(),
  demo: z.boolean(),
  device: z.string(),
  deviceName: z.string(),
  code: z.string(),
  /** The stream that its maker wrote, and how far it had come. */
  stream: z.string(),
  madeAt: z.int(),
  program: z.string(),
  commits: z.int(),
  /** What the check of chains and tables found when it was made. */
  findings: z.int(),
  database: z.object({ bytes: z.int(), sha256: z.string() }),
  /** SHA-256 of the key file. */
  keys: z.string(),
  blobs: z.array(blob),
})
/** What a backup says of itself; it is written last, so that what has none is no backup. */
export type Manifest = z.infer<typeof schema>

export const pathsIn = (backup: string) => ({
  manifest: join(backup, 'backup.json'),
  database: join(backup, 'watchkeeper.db'),
  keys: join(backup, 'keys.json'),
})

/** Attachments are shared by the backups beside each other: their content and the key they are under never change. */
export const blobPath = (backup: string, { sha256, level }: z.infer<typeof blob>): string =>
  join(backup, '..', 'blobs', sha256.slice(0, 2), `${sha256.slice(2)}.${level}`)

/** Throws CoreError backupDamaged or backupNewer. */
export function readManifest(backup: string): Manifest {
  let value: unknown
  try {
    value = readJson(pathsIn(backup).manifest)
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new CoreError('backupDamaged', { reason: 'backup.json' })
  if (parsed.data.format > FORMAT)
    throw new CoreError('backupNewer', { version: parsed.data.program })
  return parsed.data
}

/** A backup as it stands on a medium; without a manifest: it cannot be read. */
export interface Found {
  readonly path: string
  readonly name: string
  readonly manifest?: Manifest
}

/** Names of backups: when they were made, in universal time. */
export const STAMP = /^\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?$/u

/** The backups of one device's folder, newest first. */
export function backupsIn(folder: string): readonly Found[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => STAMP.test(name))
    .toSorted()
    .toReversed()
    .map((name) => found(join(folder, name), name))
}

function found(path: string, name: string): Found {
  try {
    return { path, name, manifest: readManifest(path) }
  } catch (error) {
    if (error instanceof CoreError) return { path, name }
    throw error
  }
}

/** The backups in a folder that somebody chose: one, those of a device, or those of several. */
export function backupsUnder(folder: string): readonly Found[] {
  if (existsSync(pathsIn(folder).manifest))
    return [found(folder, folder.split(/[\\/]/u).at(-1) ?? '')]
  const own = backupsIn(folder)
  if (own.length > 0) return own
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
    .flatMap((name) => backupsIn(join(folder, name)))
    .toSorted((a, b) => (b.manifest?.madeAt ?? 0) - (a.manifest?.madeAt ?? 0))
}

export const stampOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replaceAll(':', '')
    .replace(/\.\d+Z$/u, 'Z')
