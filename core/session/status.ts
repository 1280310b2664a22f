import type { z } from 'zod'
import type { workspaceStatus } from '../../contract/workspace.ts'
import { readDescription } from '../workspace/description.ts'
import { readKeyFile } from '../workspace/key-file.ts'
import { Attempts } from './attempts.ts'

const { compare: byName } = new Intl.Collator('zh-CN')

/** What only who has the workspace open can know of it. */
export interface Opened {
  readonly signedIn: boolean
  /** Its name as the team has set it; absent while it is locked. */
  readonly name?: string
}

/**
 * What the sign-in shows of the workspace in a folder, out of what may be read before it is unlocked.
 * Throws workspaceNewer, workspaceDamaged and failures of the disk.
 */
export function statusOf(
  folder: string,
  now: () => number,
  storage: z.output<typeof workspaceStatus>['storage'] = 'ok',
  opened: Opened = { signedIn: false },
): z.output<typeof workspaceStatus> {
  const description = readDescription(folder)
  if (description === undefined)
    return { state: 'none', path: folder, demo: false, storage, people: [], lockedOutMs: 0 }
  return {
    state: opened.signedIn ? 'open' : 'locked',
    path: folder,
    workspace: description.workspace,
    name: opened.name ?? description.name,
    demo: description.demo,
    storage,
    people: readKeyFile(folder)
      .accounts.map(({ login, name }) => ({ login, name }))
      .toSorted((a, b) => byName(a.name, b.name)),
    lockedOutMs: Math.ceil(new Attempts(folder, now).waitMs()),
  }
}
