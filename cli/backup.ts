import { realpathSync } from 'node:fs'
import { createCore } from '../core/host.ts'
import { flag, textOption, type Request } from './args.ts'
import { DONE, REFUSED, Stop, WRONG_USE, type Console, type ExitCode } from './console.ts'
import { readPassword } from './password.ts'
import { TEXTS } from './texts.ts'
import { caller, folderOf, refused, signedIn, userOf } from './workspace.ts'

/** `backup`, `backup FOLDER`, `backup --test`, `backup --list FOLDER`. */
export async function backup(request: Request, screen: Console): Promise<ExitCode> {
  const [folder] = request.words
  if (flag(request, 'list')) return list(request, screen, folder)
  return signedIn(request, screen, async (call, core) => {
    if (flag(request, 'test')) {
      const tried = await call('backup.test', {})
      screen.result(tried, () => [screen.text(TEXTS.backupTried, tried)])
      return tried.findings > 0 ? REFUSED : DONE
    }
    const into = folder === undefined ? {} : { folder: core.chosen.add(realpathSync(folder)) }
    const made = await call('backup.make', into)
    screen.result(made, () => [screen.text(TEXTS.backupMade, made)])
    return made.findings > 0 ? REFUSED : DONE
  })
}

async function list(
  request: Request,
  screen: Console,
  folder: string | undefined,
): Promise<ExitCode> {
  if (folder === undefined)
    throw new Stop(screen.text(TEXTS.missing, { names: 'FOLDER' }), WRONG_USE)
  const core = createCore({ workspacePath: folderOf(request) })
  try {
    const token = core.chosen.add(realpathSync(folder))
    const found = await caller(core, screen)('workspace.backups', { folder: token })
    screen.result(found, () =>
      found.backups.map((one) =>
        [one.place, new Date(one.madeAt).toISOString(), one.code, one.commits, one.blobs].join(
          '\t',
        ),
      ),
    )
    return DONE
  } finally {
    await core.close()
  }
}

/** `restore FOLDER`: the newest backup there, or the one named; `--replace` sets aside what the workspace holds. */
export async function restore(request: Request, screen: Console): Promise<ExitCode> {
  const core = createCore({ workspacePath: folderOf(request) })
  try {
    const call = caller(core, screen)
    const folder = core.chosen.add(realpathSync(request.words[0] ?? ''))
    const { backups } = await call('workspace.backups', { folder })
    const name = textOption(request, 'backup')
    const one = backups.find((found) => name === undefined || found.name === name)
    if (one === undefined) throw refused(screen, { code: 'notFound', params: {} })
    const login = userOf(request) ?? one.people[0]?.login ?? ''
    const recoveryKey = process.env['WATCHKEEPER_RECOVERY_KEY']
    const secret = recoveryKey ? { recoveryKey } : { password: await readPassword(screen, login) }
    const done = await call('workspace.restore', {
      folder,
      place: one.place,
      login,
      secret,
      replace: flag(request, 'replace'),
    })
    screen.result(done, () => [screen.text(TEXTS.restored, done)])
    return DONE
  } finally {
    await core.close()
  }
}
