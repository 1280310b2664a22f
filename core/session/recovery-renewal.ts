import { uuidv7 } from 'uuidv7'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import { rawPublic } from '../keys/box.ts'
import { newRecoveryKey, normaliseRecoveryKey, recoveryBox } from '../keys/recovery-key.ts'
import {
  readKeyFile,
  recoveryEntry,
  writeKeyFile,
  type RecoveryEntry,
} from '../workspace/key-file.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'

/** A recovery key to be shown once, and what keys.json keeps so that it opens everything. */
export function makeRecovery(
  workspace: string,
  databaseKey: Uint8Array,
  contentKeys: ReadonlyMap<Level, Uint8Array>,
): { recoveryKey: string; recovery: RecoveryEntry } {
  const recoveryKey = newRecoveryKey()
  const box = recoveryBox(String(normaliseRecoveryKey(recoveryKey)), workspace)
  return { recoveryKey, recovery: recoveryEntry(rawPublic(box), databaseKey, contentKeys) }
}

/**
 * Another recovery key for this workstation; the one before opens it no more, and goes on opening
 * backups made until now. Throws CoreError clearance: what somebody may not see he cannot seal.
 */
export function renewRecovery(
  folder: string,
  workspace: OpenWorkspace,
  {
    person,
    contentKeys,
  }: { readonly person: string; readonly contentKeys: ReadonlyMap<Level, Uint8Array> },
): string {
  if (LEVELS.some((level) => level >= FIRST_SEALED_LEVEL && !contentKeys.has(level)))
    throw new CoreError('clearance')
  const { recoveryKey, recovery } = makeRecovery(workspace.id, workspace.databaseKey, contentKeys)
  workspace.log.append({
    actor: person,
    act: 'workspace.renewRecovery',
    ops: [
      {
        create: 'access-event',
        id: uuidv7(),
        fields: { action: 'recovery', what: '', type: 'session', count: 1 },
      },
    ],
  })
  writeKeyFile(folder, { ...readKeyFile(folder), recovery })
  return recoveryKey
}
