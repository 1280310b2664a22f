import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ok } from '../../../contract/result.ts'
import { backupsUnder } from '../../backup/manifest.ts'
import { restore } from '../../backup/restore.ts'
import type { ChosenPaths } from '../../chosen-paths.ts'
import { CoreError } from '../../error.ts'
import type { Handlers } from '../../feature.ts'
import type { SessionManager } from '../../session/session-manager.ts'
import { fileError } from '../../workspace/files.ts'
import { readKeyFile } from '../../workspace/key-file.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import type { TypeRegistry } from '../../workspace/workspace.ts'
import { told } from './handlers.ts'

interface Options {
  readonly manager: SessionManager
  readonly chosen: ChosenPaths
  readonly types: TypeRegistry
  readonly now: () => number
  readonly opened: (workspace: OpenWorkspace) => void
}

/** workspace.backups, workspace.restore: before anybody is signed in. */
export function restoreHandlers({ manager, chosen, ...rest }: Options): Handlers {
  const folderOf = (token: string): string => {
    const path = chosen.get(token)
    if (path === undefined || !existsSync(path)) throw new CoreError('notFound')
    return path
  }
  return {
    'workspace.backups': (_context, input) => {
      const folder = folderOf(input.folder)
      try {
        const all = backupsUnder(folder)
        const backups = all.flatMap(({ path, name, manifest }) =>
          manifest === undefined
            ? []
            : [
                {
                  ...told({ path, name, manifest }),
                  place: relative(folder, path),
                  workspace: manifest.name,
                  device: manifest.device,
                  deviceName: manifest.deviceName,
                  code: manifest.code,
                  people: peopleOf(path),
                },
              ],
        )
        return ok({ backups, broken: all.length - backups.length })
      } catch (error) {
        throw fileError(error)
      }
    },
    'workspace.restore': async (_context, { folder, place, ...wish }) => {
      const root = folderOf(folder)
      const backup = join(root, place)
      // Only what the list of this folder names.
      if (!(backup === root || backup === `${root}${sep}` || backup.startsWith(root + sep)))
        throw new CoreError('notFound')
      if (wish.replace && manager.workspace !== undefined) {
        manager.lock()
        await manager.close()
      }
      return ok(await restore({ folder: manager.folder, ...rest }, { backup, ...wish }))
    },
  }
}

/** Whoever could sign in when it was made; nobody when its keys cannot be read. */
function peopleOf(backup: string): { login: string; name: string }[] {
  try {
    return readKeyFile(backup).accounts.map(({ login, name }) => ({ login, name }))
  } catch (error) {
    if (error instanceof CoreError) return []
    throw error
  }
}
