import type { Joining } from '../../contract/bundle-file.ts'
import { CoreError } from '../error.ts'
import { decode, encode, privateKeyFrom } from '../keys/box.ts'
import { accountEntries } from '../session/key-file-sync.ts'
import { mustBeFree } from '../session/first.ts'
import { FORMAT } from '../workspace/description.ts'
import { joinedRecovery, newDatabaseKey, writeKeyFile } from '../workspace/key-file.ts'
import { takeLock } from '../workspace/lock.ts'
import {
  finishCreation,
  joinWorkspace,
  PROGRAM_VERSION,
  type OpenWorkspace,
} from '../workspace/open-workspace.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'
import { openBundle } from './bundle.ts'
import { takeBundle } from './carry.ts'

export interface Place {
  readonly folder: string
  readonly types: TypeRegistry
  readonly now: () => number
}

/** Where a workstation that joins has its records from. */
interface Source {
  readonly workspace: string
  readonly name: string
  readonly joining: Joining
  fill(opened: OpenWorkspace): Promise<void>
}

export interface Joined {
  readonly workspace: string
  readonly name: string
  readonly code: string
}

/** Joins by a bundle. Throws CoreError as openBundle does, workspaceExists, or bundleNotJoining. */
export async function joinByBundle(
  place: Place,
  path: string,
  passphrase: string,
): Promise<Joined> {
  const bundle = await openBundle(path, { passphrase })
  const { joining, header } = bundle
  if (joining === undefined) throw new CoreError('bundleNotJoining')
  return join(place, {
    workspace: header.workspace,
    name: header.name,
    joining,
    async fill(opened) {
      await takeBundle(opened, bundle, place.now())
    },
  })
}

/**
 * Makes an empty folder a workstation, with a database key of its own. The description is written last: ended before,
 * the folder holds no workspace and the same invitation begins again.
 */
export async function join(place: Place, source: Source): Promise<Joined> {
  const { joining, workspace, name } = source
  mustBeFree(place.folder)
  const release = takeLock(place.folder)
  try {
    const databaseKey = newDatabaseKey()
    const opened = made(place, source, databaseKey)
    try {
      await source.fill(opened)
      const own = opened.log.row('device', joining.device)
      if (own?.fields['publicKey'] !== encode(opened.publicKey))
        throw new CoreError('bundleDamaged', { reason: 'device' })
      writeKeyFile(place.folder, {
        format: 1,
        accounts: accountEntries(opened),
        recovery: joinedRecovery(joining.recovery, databaseKey),
      })
      finishCreation(place.folder, opened, joining.demo)
    } finally {
      opened.close()
    }
    return { workspace, name, code: joining.code }
  } finally {
    release()
  }
}

function made(
  { folder, types, now }: Place,
  { workspace, name, joining }: Source,
  databaseKey: Uint8Array,
): OpenWorkspace {
  const key = privateKeyFrom(decode(joining.deviceKey))
  return joinWorkspace(
    { folder, databaseKey, types, now },
    { format: FORMAT, workspace, name, demo: joining.demo, createdWith: PROGRAM_VERSION },
    { key, record: joining.device, code: joining.code },
  )
}
