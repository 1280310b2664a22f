import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { CoreError } from '../error.ts'
import { unwrapKeys } from '../keys/person-keys.ts'
import { normaliseRecoveryKey, recoveryBox } from '../keys/recovery-key.ts'
import { mustBeFree } from '../session/first.ts'
import {
  readDescription,
  writeDescription,
  FORMAT,
  type Description,
} from '../workspace/description.ts'
import { fileError, makeFolder, pathsOf, syncFolder } from '../workspace/files.ts'
import { databaseKeyOf, openRecovery, readKeyFile, type KeyEntry } from '../workspace/key-file.ts'
import { takeLock } from '../workspace/lock.ts'
import { openWorkspace, type OpenWorkspace } from '../workspace/open-workspace.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'
import { stageInThread } from './in-thread.ts'
import { readManifest, stampOf, type Manifest } from './manifest.ts'
import type { Staged } from './stage.ts'

interface Place {
  readonly folder: string
  readonly types: TypeRegistry
  readonly now: () => number
  /** Brings the indexes of the features along before anything is written. */
  readonly opened: (workspace: OpenWorkspace) => void
}

export interface RestoreWish {
  readonly backup: string
  readonly login: string
  /** As it was when the backup was made. */
  readonly secret: { readonly password: string } | { readonly recoveryKey: string }
  /** What stands in the folder is set aside, not removed. */
  readonly replace: boolean
}

export interface Restored extends Staged {
  readonly workspace: string
  readonly name: string
  readonly code: string
}

/**
 * Makes a folder the workspace that a backup is of. It is brought in beside what is there, read to its end and opened
 * once, which begins a stream of its own; only then it takes the place, its description last. Ended before, the folder
 * is as it was, or holds no workspace yet and the same backup begins again.
 */
export async function restore(place: Place, wish: RestoreWish): Promise<Restored> {
  const { folder } = place
  const manifest = readManifest(wish.backup)
  const { person, keys } = await opened(manifest, wish)
  if (wish.replace) mustBeOf(folder, manifest)
  else mustBeFree(folder)
  makeFolder(folder)
  const release = takeLock(folder)
  const staging = pathsOf(folder).restoring
  try {
    const staged = await stagedBy(keys, (key) =>
      stageInThread(
        { backup: wish.backup, into: staging, key, types: place.types.all() },
        new AbortController().signal,
      ),
    )
    const description = describe(manifest)
    const workspace = openWorkspace(
      { ...place, folder: staging, databaseKey: staged.key },
      description,
    )
    try {
      place.opened(workspace)
      workspace.log.append({
        actor: person,
        act: 'workspace.restore',
        ops: [
          {
            create: 'workspace-backup',
            id: uuidv7(),
            fields: {
              kind: 'restored',
              name: stampOf(manifest.madeAt),
              device: manifest.device,
              commits: staged.commits,
              findings: staged.findings,
            },
          },
        ],
      })
    } finally {
      workspace.close()
    }
    if (wish.replace) setAside(folder, place.now())
    takePlace(folder, staging)
    writeDescription(folder, description)
    const { commits, blobs, findings } = staged
    const { workspace: id, name, code } = manifest
    return { workspace: id, name, code, commits, blobs, findings }
  } finally {
    rmSync(staging, { recursive: true, force: true })
    release()
  }
}

const describe = ({ workspace, name, demo, program }: Manifest): Description => ({
  format: FORMAT,
  workspace,
  name,
  demo,
  createdWith: program,
})

/** Whoever may open the backup, and the keys that may open its database. */
async function opened(
  manifest: Manifest,
  { backup, login, secret }: RestoreWish,
): Promise<{ person: string; keys: readonly Uint8Array[] }> {
  const file = readKeyFile(backup)
  const named = (entries: readonly KeyEntry[]) =>
    entries.find((entry) => entry.login.toLowerCase() === login.toLowerCase())
  const entry = named(file.accounts)
  const parts = file.next ? [file, file.next] : [file]
  if ('password' in secret) {
    const own = entry && (await unwrapKeys(entry.person, entry.wrapped, secret.password))
    if (entry === undefined || own === undefined) throw new CoreError('passwordWrong')
    const keys = parts.map(({ accounts }) => named(accounts))
    return {
      person: entry.person,
      keys: keys.flatMap((one) => (one && databaseKeyOf(one, own)) ?? []),
    }
  }
  const normalised = normaliseRecoveryKey(secret.recoveryKey)
  const box = normalised === undefined ? undefined : recoveryBox(normalised, manifest.workspace)
  const keys = parts.flatMap(
    ({ recovery }) => (box && openRecovery(box, recovery)?.databaseKey) ?? [],
  )
  if (entry === undefined || keys.length === 0) throw new CoreError('recoveryKeyWrong')
  return { person: entry.person, keys }
}

/** With the first key that fits; the second one is what an interrupted change of key had prepared. */
async function stagedBy(
  keys: readonly Uint8Array[],
  work: (key: Uint8Array) => Promise<Staged>,
): Promise<Staged & { readonly key: Uint8Array }> {
  let failure: unknown = new CoreError('backupDamaged', { reason: 'keys.json' })
  for (const key of keys) {
    try {
      return { ...(await work(key)), key }
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'backupDamaged') throw error
      failure = error
    }
  }
  throw failure
}

/** A backup takes the place of its own workspace only; what cannot be read any more may be any. */
function mustBeOf(folder: string, manifest: Manifest): void {
  try {
    const there = readDescription(folder)
    if (there !== undefined && there.workspace !== manifest.workspace)
      throw new CoreError('backupOtherWorkspace', { name: manifest.name })
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
  }
}

/** Names that stay where they are when a workspace is set aside. */
const STAYS = /^(lock|restoring|backups|before-.*)$/u

function setAside(folder: string, at: number): void {
  const aside = join(folder, `before-${stampOf(at)}`)
  try {
    makeFolder(aside)
    // The description first: without it the rest is no workspace.
    const names = readdirSync(folder).filter((name) => !STAYS.test(name))
    for (const name of names.toSorted(
      (a, b) => Number(b === 'workspace.json') - Number(a === 'workspace.json'),
    ))
      renameSync(join(folder, name), join(aside, name))
    syncFolder(aside)
    syncFolder(folder)
  } catch (error) {
    throw fileError(error)
  }
}

function takePlace(folder: string, staging: string): void {
  try {
    for (const name of readdirSync(staging)) {
      if (existsSync(join(folder, name))) throw new CoreError('workspaceExists', { path: folder })
      renameSync(join(staging, name), join(folder, name))
    }
    syncFolder(folder)
  } catch (error) {
    throw fileError(error)
  }
}
