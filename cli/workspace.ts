import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { errorText } from '../contract/error-text.ts'
import type { CoreProcedureName, InputOf, OutputOf } from '../contract/procedures.ts'
import type { Failure } from '../contract/result.ts'
import { createCore, type Core } from '../core/host.ts'
import { readKeyFile } from '../core/workspace/key-file.ts'
import { textOption, type Request } from './args.ts'
import { REFUSED, Stop, type Console } from './console.ts'
import { readPassword } from './password.ts'
import { TEXTS } from './texts.ts'

/** The folder asked for, else the one that the application uses on this machine. */
export function folderOf(request: Request): string {
  const asked = textOption(request, 'workspace') ?? process.env['WATCHKEEPER_WORKSPACE']
  if (asked !== undefined && asked !== '') return resolve(asked)
  const places: Partial<Record<NodeJS.Platform, string | undefined>> = {
    win32: process.env['APPDATA'],
    darwin: join(homedir(), 'Library/Application Support'),
  }
  const base =
    places[process.platform] ?? process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  return join(base, 'Watchkeeper', 'workspace')
}

export const userOf = (request: Request): string | undefined =>
  textOption(request, 'user') ?? (process.env['WATCHKEEPER_USER'] || undefined)

export function refused(screen: Console, failure: Failure): Stop {
  return new Stop(
    `${screen.text(TEXTS.failed, { reason: errorText(failure, screen.language) })} (${failure.code})`,
    REFUSED,
  )
}

/** Calls a procedure; a failure ends the command. */
export type Call = <N extends CoreProcedureName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>

export function caller(core: Core, screen: Console): Call {
  return async (name, input) => {
    const result = await core.dispatch(name, input)
    if (!result.ok) throw refused(screen, result.error)
    return result.value as OutputOf<typeof name>
  }
}

/** The founder: ids of people grow with time. */
function firstLogin(folder: string): string {
  const [first] = readKeyFile(folder).accounts.toSorted((a, b) => (a.person < b.person ? -1 : 1))
  return first?.login ?? ''
}

/** Opens the workspace as the person asked for, does the work, and gives the workspace back. */
export async function signedIn<T>(
  request: Request,
  screen: Console,
  work: (call: Call, core: Core) => Promise<T>,
): Promise<T> {
  const folder = folderOf(request)
  const core = createCore({ workspacePath: folder })
  try {
    const call = caller(core, screen)
    const status = await call('workspace.status', {})
    if (status.state === 'none')
      throw refused(screen, { code: 'workspaceMissing', params: { path: folder } })
    const login = userOf(request) ?? firstLogin(folder)
    await call('session.signIn', { login, password: await readPassword(screen, login) })
    return await work(call, core)
  } finally {
    await core.close()
  }
}
