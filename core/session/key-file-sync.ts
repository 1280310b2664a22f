import {
  keyEntry,
  newDatabaseKey,
  readKeyFile,
  withDatabaseKey,
  writeKeyFile,
  type KeyEntry,
} from '../workspace/key-file.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import { guarded } from '../db/errors.ts'
import { accounts } from './account.ts'

type Named = Omit<KeyEntry, 'databaseKey'>

const activeAccounts = (workspace: OpenWorkspace): readonly Named[] =>
  accounts(workspace).filter((account) => account.active)

const sealedEntries = (workspace: OpenWorkspace, named: readonly Named[]): KeyEntry[] =>
  named.map((account) => keyEntry(account, workspace.databaseKey))

/** What keys.json holds of the accounts that are active now. */
export const accountEntries = (workspace: OpenWorkspace): KeyEntry[] =>
  sealedEntries(workspace, activeAccounts(workspace))

const identity = (list: readonly Named[]): string =>
  JSON.stringify(
    list.map(({ person, login, name, wrapped, boxKey }) => [person, login, name, wrapped, boxKey]),
  )

/**
 * Brings keys.json in line with the accounts' records: after any change of an account, and at sign-in
 * in case the program ended between the two writes, or an account came from another device.
 */
export function reconcileKeyFile(folder: string, workspace: OpenWorkspace): void {
  const file = readKeyFile(folder)
  // Sealing for everybody costs as much as the rest of a sign-in: only where something differs.
  const wanted = activeAccounts(workspace)
  if (file.next === undefined && identity(file.accounts) === identity(wanted)) return
  // The database key in use decides which half of an interrupted change of key holds.
  const recovery =
    file.next === undefined || !workspace.rekeyed ? file.recovery : file.next.recovery
  writeKeyFile(folder, { format: 1, accounts: sealedEntries(workspace, wanted), recovery })
}

/**
 * Gives the database a new key and seals it for the accounts that are active now. Whenever the program
 * ends in between, keys.json names the old and the new key and one of them opens the database.
 */
export function changeDatabaseKey(folder: string, workspace: OpenWorkspace): void {
  const file = readKeyFile(folder)
  const key = newDatabaseKey()
  const next = withDatabaseKey(file, accountEntries(workspace), key)
  if (next === undefined) throw new Error('no entries to seal the key for')
  writeKeyFile(folder, { ...file, next })
  guarded(() => workspace.rekey(key))
  writeKeyFile(folder, { format: 1, ...next })
}
