import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeBackup, type BackupMade } from '../core/backup/make.ts'
import { pathsIn, readManifest, stampOf } from '../core/backup/manifest.ts'
import { stage, type Staged } from '../core/backup/stage.ts'
import { openReader } from '../core/db/open.ts'
import { CoreError } from '../core/error.ts'
import { FEATURES } from '../core/features.ts'
import { decode } from '../core/keys/box.ts'
import { typeRegistry } from '../core/type-registry.ts'
import { FORMAT, readDescription, writeDescription } from '../core/workspace/description.ts'
import { fileError, makeFolder, pathsOf, readJson, writeWhole } from '../core/workspace/files.ts'
import { localState } from '../core/workspace/local-state.ts'
import { PROGRAM_VERSION } from '../core/workspace/open-workspace.ts'
import { hubSettings } from './settings.ts'

/** Backups that stay beside each other. */
const KEPT = 14
/** What a server has beside its copy of the workspace: who opens the database, and who it is to its devices. */
const FILES = ['hub.json', 'tls/authority.key', 'tls/authority.pem'] as const
const kept = z.record(z.enum(FILES), z.string())
const settings = z.looseObject({ databaseKey: z.string() })

const types = typeRegistry(FEATURES).all()
const placeIn = (folder: string): string => join(folder, 'workspace')

/**
 * Makes a backup of a server's folder, whether it runs or not, beside the earlier ones. It holds the server's keys: it
 * is as confidential as the server's disk. Throws CoreError as makeBackup does, or hubUnclaimed.
 */
export function backUp(folder: string, to: string, now: number): Promise<BackupMade> {
  const description = readDescription(placeIn(folder))
  if (description === undefined) throw new CoreError('hubUnclaimed')
  const { databaseKey: key } = hubSettings(folder)
  const db = openReader(pathsOf(placeIn(folder)).database, key)
  let device: string
  try {
    device = localState(db, 'deviceRecord') ?? ''
  } finally {
    db.close()
  }
  const files = FILES.filter((name) => existsSync(join(folder, name))).map((name) => [
    name,
    readFileSync(join(folder, name), 'utf8'),
  ])
  return makeBackup({
    workspace: placeIn(folder),
    key,
    keys: JSON.stringify(Object.fromEntries(files)),
    folder: to,
    keep: KEPT,
    about: {
      workspace: description.workspace,
      name: description.name,
      demo: description.demo,
      device,
      deviceName: 'server',
      code: 'HUB',
      stream: '',
      madeAt: now,
      program: PROGRAM_VERSION,
    },
    types,
  })
}

/**
 * Makes an empty folder the server that a backup is of. Its database begins another epoch, so that devices offer again
 * whatever it lacks. Throws CoreError as stage does, or workspaceExists.
 */
export async function restore(backup: string, folder: string): Promise<Staged> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new CoreError('workspaceExists')
  const manifest = readManifest(backup)
  const files = kept.safeParse(readJson(pathsIn(backup).keys))
  const own = settings.safeParse(files.success ? JSON.parse(files.data['hub.json'] ?? '{}') : {})
  if (!files.success || !own.success) throw new CoreError('backupDamaged', { reason: 'keys' })
  const into = placeIn(folder)
  const key = decode(own.data.databaseKey)
  const staged = await stage({ backup, into, key, types })
  rmSync(pathsOf(into).keys)
  makeFolder(join(folder, 'tls'))
  for (const [name, text] of Object.entries(files.data)) writeWhole(join(folder, name), text)
  const { workspace, name, demo, program } = manifest
  writeDescription(into, { format: FORMAT, workspace, name, demo, createdWith: program })
  return staged
}

/** A dump of the database that the instances share, as pg_dump writes it; answers its path. */
export function dump(url: string, to: string, now: number): string {
  makeFolder(to)
  const path = join(to, `${stampOf(now)}.dump`)
  const partial = `${path}.part`
  const done = spawnSync('pg_dump', ['--format=custom', `--file=${partial}`, url], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (done.status !== 0) {
    rmSync(partial, { force: true })
    if (done.error) throw fileError(done.error)
    throw new CoreError('storageFailed', { detail: done.stderr.trim() })
  }
  renameSync(partial, path)
  return path
}
