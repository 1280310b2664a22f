import { uuidv7 } from 'uuidv7'
import type { Role } from '../../../contract/roles.ts'
import type { Core } from '../../host.ts'
import { publicKeys, signerOf } from '../../keys/person-keys.ts'
import type { LiveSession } from '../../session/session-manager.ts'
import { done, FOUNDER } from '../../testing.ts'

export interface Somebody {
  readonly id: string
  readonly roles: readonly Role[]
}

/** Lets people of a test sign with the keys of whoever is signed in, without deriving any from passwords. */
function giveKeys({ manager }: Core, people: readonly Somebody[]): void {
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

/** A workspace of a test that nobody locks, and people in it with such roles who sign with its founder's keys. */
export async function workspaceOf(
  core: Core,
  roles: readonly (readonly Role[])[],
): Promise<Somebody[]> {
  await done(core, 'workspace.create', FOUNDER)
  await done(core, 'settings.set', { key: 'autoLockMinutes', value: 0 })
  const people: Somebody[] = []
  for (const [at, held] of roles.entries()) {
    const fields = { name: '甲乙丙丁'[at] ?? '' }
    const { id } = await done(core, 'register.create', { type: 'person', fields })
    people.push({ id, roles: held })
  }
  giveKeys(core, people)
  return people
}

export function signedIn({ manager }: Core): LiveSession {
  if (!manager.session) throw new Error('nobody is signed in')
  return manager.session
}

/** Somebody at a window, who confirms every signing act. */
export function atWindow(core: Core, somebody: Somebody | undefined): LiveSession {
  const session = signedIn(core)
  const { id, roles } = somebody ?? { id: '', roles: [] }
  return { ...session, person: id, roles, takeSigner: () => signerOf(id, session.keys) }
}
