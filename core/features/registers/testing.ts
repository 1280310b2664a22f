import { uuidv7 } from 'uuidv7'
import type { Role } from '../../../contract/roles.ts'
import type { Core } from '../../host.ts'
import { publicKeys } from '../../keys/person-keys.ts'

/** Lets people of a test sign with the keys of whoever is signed in, without deriving any from passwords. */
export function giveKeys(
  { manager }: Core,
  people: readonly { readonly id: string; readonly roles: readonly Role[] }[],
): void {
  const { workspace, session } = manager
  if (!workspace || !session) throw new Error('nobody is signed in')
  const { signKey } = publicKeys(session.keys)
  workspace.log.append({
    actor: session.person,
    act: 'account.create',
    ops: people.map(({ id: person, roles }) => ({
      create: 'account',
      id: uuidv7(),
      fields: { person, signKey, login: person, name: person, roles },
    })),
  })
}
