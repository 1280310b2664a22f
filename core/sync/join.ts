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
import { openBundle, type OpenBundle } from './bundle.ts'
import { takeBundle } from './carry.ts'

interface Place {
  readonly folder: string
  readonly types: TypeRegistry
  readonly now: () => number
}

/**
 * Makes an empty folder a workstation of the workspace that a bundle is of, with a database key of its own. The
 * description is written last: ended before, the folder holds no workspace and the same bundle begins again.
 * Throws CoreError as openBundle does, workspaceExists, or bundleNotJoining.
 */
export async function join(
  place: Place,
  path: string,
  passphrase: string,
): Promise<{ workspace: string; name: string; code: string }> {
  const bundle = await openBundle(path, { passphrase })
  const { joining } = bundle
  if (joining === undefined) throw new CoreError('bundleNotJoining')
  mustBeFree(place.folder)
  const release = takeLock(place.folder)
  try {
    const databaseKey = newDatabaseKey()
    const opened = made(place, bundle, databaseKey)
    try {
      await takeBundle(opened, bundle)
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
    return { workspace: bundle.header.workspace, name: bundle.header.name, code: joining.code }
  } finally {
    release()
  }
}

function made(
  { folder, types, now }: Place,
  { header, joining }: OpenBundle,
  databaseKey: Uint8Array,
): OpenWorkspace {
  if (joining === undefined) throw new CoreError('bundleNotJoining')
  const key = privateKeyFrom(decode(joining.deviceKey))
  return joinWorkspace(
    { folder, databaseKey, types, now },
    {
      format: FORMAT,
      workspace: header.workspace,
      name: header.name,
      demo: joining.demo,
      createdWith: PROGRAM_VERSION,
    },
    { key, record: joining.device, code: joining.code },
  )
}
