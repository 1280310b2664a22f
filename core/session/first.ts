import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL, LEVELS, type Level, type Role } from '../../contract/roles.ts'
import { CoreError } from '../error.ts'
import type { ContentKeys } from '../keys/content-cipher.ts'
import { MIN_PASSWORD } from '../../contract/password.ts'
import { isStrongEnough } from '../keys/password.ts'
import { newPersonKeys, publicKeys, wrapKeys, type PersonKeys } from '../keys/person-keys.ts'
import { fileError, makeFolder, pathsOf } from '../workspace/files.ts'
import { asFields, sealContentKeys, type AccountFields } from './account.ts'
import type { CreateInput } from './one-workspace.ts'

export function requireStrong(password: string, login: string): void {
  if (!isStrongEnough(password, login)) throw new CoreError('passwordWeak', { min: MIN_PASSWORD })
}

/** Backups, and what a restore has set aside: they are no workspace, and nobody clears them away. */
const STAYS = /^(backups|before-.*)$/u

/**
 * Makes the folder ready for a new workspace. What an unfinished creation left (there is no description
 * yet) is cleared away; anything else in the folder is a reason to refuse.
 */
export function mustBeFree(folder: string): void {
  const taken = new CoreError('workspaceExists', { path: folder })
  if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? true)) throw taken
  try {
    const content = existsSync(folder)
      ? readdirSync(folder).filter((name) => !STAYS.test(name))
      : []
    if (content.some((name) => !isLeftOver(folder, name))) throw taken
    makeFolder(folder)
    for (const name of content) rmSync(join(folder, name), { recursive: true })
  } catch (error) {
    throw fileError(error)
  }
}

function isLeftOver(folder: string, name: string): boolean {
  const paths = pathsOf(folder)
  const { keys, database, epoch, attempts, lock, errors } = paths
  const own = new Set([keys, database, epoch, attempts, lock, errors].map((path) => basename(path)))
  const path = join(folder, name)
  if (path === paths.blobs) return readdirSync(path).every((part) => /^[0-9a-f]{2}$/u.test(part))
  if (path === paths.restoring)
    return readdirSync(path).every((part) => part === 'blobs' || isLeftOver(path, part))
  return own.has(name.replace(/(\.new|-wal|-shm|-journal)$/u, ''))
}

/** The first administrator with keys of his own, and the workspace's content keys. */
export async function firstAccount(input: CreateInput): Promise<{
  account: AccountFields & { id: string }
  keys: PersonKeys
  contentKeys: ContentKeys
}> {
  const person = uuidv7()
  const keys = newPersonKeys()
  const publics = publicKeys(keys)
  const contentKeys = new Map<Level, Uint8Array>(
    LEVELS.filter((level) => level >= FIRST_SEALED_LEVEL).map((level) => [level, randomBytes(32)]),
  )
  const roles: Role[] = input.separation ? ['administrator'] : ['administrator', 'manager']
  const clearance: Level = 3
  return {
    account: {
      id: uuidv7(),
      login: input.login,
      person,
      name: input.person,
      roles,
      clearance,
      active: true,
      language: input.language,
      ...publics,
      formerSignKeys: [],
      wrapped: await wrapKeys(person, keys, input.password),
      contentKeys: sealContentKeys(publics.boxKey, clearance, contentKeys),
    },
    keys,
    contentKeys,
  }
}

/** Records of the first commit beside the device's. */
export function firstRecords(
  input: CreateInput,
  account: AccountFields & { id: string },
): { type: string; id: string; fields: Record<string, Json> }[] {
  const team = uuidv7()
  const { id, ...fields } = account
  return [
    ...(input.team === '' ? [] : [{ type: 'team', id: team, fields: { name: input.team } }]),
    {
      type: 'person',
      id: account.person,
      fields: { name: input.person, ...(input.team === '' ? {} : { team }) },
    },
    { type: 'account', id, fields: asFields(fields) },
    {
      type: 'workspace-settings',
      id: uuidv7(),
      fields: {
        name: input.name,
        language: input.language,
        autoLockMinutes: 15,
        separation: input.separation,
      },
    },
  ]
}

/** The first key that opens; the second one is what an interrupted change of key had prepared. */
export function firstThatOpens<T>(
  keys: readonly Uint8Array[],
  open: (key: Uint8Array, rekeyed: boolean) => T,
): T {
  let damage: unknown = new CoreError('workspaceDamaged', { detail: 'keys.json' })
  for (const [index, key] of keys.entries()) {
    try {
      return open(key, index > 0)
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'workspaceDamaged') throw error
      damage = error
    }
  }
  throw damage
}
