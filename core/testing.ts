import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { InputOf, CoreProcedureName, OutputOf } from '../contract/procedures.ts'
import type { Level, Role } from '../contract/roles.ts'
import { createCore, type Core, type CoreOptions } from './host.ts'
import type { OpenWorkspace } from './workspace/open-workspace.ts'

/** A folder of its own for one test, and cores that are closed with it. */
export class TestPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'watchkeeper-core-'))
  readonly workspace = join(this.folder, 'workspace')
  readonly #cores: Core[] = []

  /** Core on this place's workspace, or on another folder of it. */
  core(options: Partial<CoreOptions> = {}): Core {
    const core = createCore({ workspacePath: this.workspace, ...options })
    this.#cores.push(core)
    return core
  }

  async clear(): Promise<void> {
    for (const core of this.#cores.splice(0)) await core.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The founder of test workspaces: administrator and manager, cleared for everything. */
export const FOUNDER = {
  name: '滨江运维中心',
  team: '甲班',
  language: 'zh-CN',
  person: '陈立远',
  login: 'chenly',
  password: 'correct horse',
  deviceCode: 'A3',
  separation: false,
} as const satisfies InputOf<'workspace.create'>

/** Calls a procedure and answers its value; a failure ends the test. */
export async function done<N extends CoreProcedureName>(
  core: Core,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const result = await core.dispatch(name, input)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value as OutputOf<N>
}

/** Code of the failure that a call answers; 'ok' when it worked. */
export async function codeOf<N extends CoreProcedureName>(
  core: Core,
  name: N,
  input: InputOf<N>,
): Promise<string> {
  const result = await core.dispatch(name, input)
  return result.ok ? 'ok' : result.error.code
}

export const passwordOf = (login: string): string => `password of ${login}`

/** Makes an account as the person who is signed in; answers the id of its person. */
export async function addAccount(
  core: Core,
  login: string,
  roles: readonly Role[],
  clearance: Level = 1,
): Promise<string> {
  const { person } = await done(core, 'accounts.create', {
    name: login,
    login,
    password: passwordOf(login),
    roles: [...roles],
    clearance,
  })
  return person
}

/** The workspace that a core has open. */
export function workspaceOf({ manager }: Core): OpenWorkspace {
  if (!manager.workspace) throw new Error('no workspace is open')
  return manager.workspace
}

export const signInAs = (core: Core, login: string) =>
  done(core, 'session.signIn', {
    login,
    password: login === FOUNDER.login ? FOUNDER.password : passwordOf(login),
  })

/** Lets a copied folder stand for the workspace itself: what opens it goes on with the stream of the original. */
export const standIn = (db: Database): void =>
  void db
    .prepare("UPDATE local_state SET value = json_remove(value, '$.file') WHERE key = 'epoch'")
    .run()
