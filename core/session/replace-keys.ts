import type { ContentKeys } from '../keys/content-cipher.ts'
import { newPersonKeys, publicKeys, wrapKeys, type PersonKeys } from '../keys/person-keys.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import { sealContentKeys, type AccountRecord } from './account.ts'
import { reconcileKeyFile } from './key-file-sync.ts'

/** New keys under a new password, recorded and in the key file. Content keys only as far as `contentKeys` goes. */
export async function replaceKeys(
  folder: string,
  workspace: OpenWorkspace,
  account: AccountRecord,
  password: string,
  contentKeys: ContentKeys,
  actor: string,
): Promise<PersonKeys> {
  const keys = newPersonKeys()
  const publics = publicKeys(keys)
  const wrapped = await wrapKeys(account.person, keys, password)
  workspace.log.append({
    actor,
    act: 'accounts.resetPassword',
    ops: [
      {
        patch: 'account',
        id: account.id,
        fields: {
          ...publics,
          formerSignKeys: [...account.formerSignKeys, account.signKey],
          wrapped: { ...wrapped, kdf: { ...wrapped.kdf } },
          contentKeys: sealContentKeys(publics.boxKey, account.clearance, contentKeys),
        },
      },
    ],
  })
  reconcileKeyFile(folder, workspace)
  return keys
}
