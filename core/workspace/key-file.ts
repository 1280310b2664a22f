import { randomBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { LEVELS, type Level } from '../../contract/roles.ts'
import { decode, encode, seal, unseal } from '../keys/box.ts'
import { contentContext } from '../keys/content-cipher.ts'
import type { PersonKeys } from '../keys/person-keys.ts'
import { CoreError } from '../error.ts'
import { pathsOf, readJson, writeJson } from './files.ts'

const wrapped = z.object({
  kdf: z.object({
    algorithm: z.literal('argon2id'),
    salt: z.string(),
    memoryKiB: z.int(),
    passes: z.int(),
  }),
  locked: z.string(),
})
const entry = z.object({
  person: z.string(),
  login: z.string(),
  name: z.string(),
  wrapped,
  boxKey: z.string(),
  /** The database key, sealed to boxKey. */
  databaseKey: z.string(),
})
const recovery = z.object({
  boxKey: z.string(),
  databaseKey: z.string(),
  /** Content key of each sealed level, sealed to boxKey. */
  contentKeys: z.record(z.string(), z.string()),
})
const keys = z.object({ accounts: z.array(entry), recovery })
const schema = keys.extend({
  format: z.literal(1),
  /** While the database key is being changed: what holds afterwards; either database key may be right. */
  next: keys.optional(),
})
export type KeyFile = z.infer<typeof schema>
export type KeyEntry = z.infer<typeof entry>
export type RecoveryEntry = z.infer<typeof recovery>

export const newDatabaseKey = (): Uint8Array => randomBytes(32)

export function readKeyFile(folder: string): KeyFile {
  const path = pathsOf(folder).keys
  const parsed = schema.safeParse(readJson(path))
  if (!parsed.success) throw new CoreError('workspaceDamaged', { detail: path })
  return parsed.data
}

export function writeKeyFile(folder: string, file: KeyFile): void {
  writeJson(pathsOf(folder).keys, file)
}

const context = 'watchkeeper database key'

/** An account's entry: only what may stand readable beside the database. */
export function keyEntry(
  account: Omit<KeyEntry, 'databaseKey'>,
  databaseKey: Uint8Array,
): KeyEntry {
  const { person, login, name, wrapped: own, boxKey } = account
  return {
    person,
    login,
    name,
    wrapped: own,
    boxKey,
    databaseKey: encode(seal(decode(boxKey), databaseKey, context)),
  }
}

/** The database key for a person's opened keys; undefined when the file was altered. */
export function databaseKeyOf(found: KeyEntry, keys: PersonKeys): Uint8Array | undefined {
  return unseal(keys.box, decode(found.databaseKey), context)
}

/** Seals what the recovery key must open to its public half, so that it need not be stored. */
export function recoveryEntry(
  boxKey: Uint8Array,
  databaseKey: Uint8Array,
  contentKeys: ReadonlyMap<Level, Uint8Array>,
): RecoveryEntry {
  const sealed = [...contentKeys].map(([level, key]) => [
    String(level),
    encode(seal(boxKey, key, contentContext(level))),
  ])
  return {
    boxKey: encode(boxKey),
    databaseKey: encode(seal(boxKey, databaseKey, context)),
    contentKeys: Object.fromEntries(sealed),
  }
}

/** The same for a workstation that joins: the recovery key opens its database as it opens all others. */
export const joinedRecovery = (
  { boxKey, contentKeys }: Omit<RecoveryEntry, 'databaseKey'>,
  databaseKey: Uint8Array,
): RecoveryEntry => ({
  boxKey,
  contentKeys,
  databaseKey: encode(seal(decode(boxKey), databaseKey, context)),
})

/** Undefined when the recovery key is not the one. */
export function openRecovery(
  box: KeyObject,
  found: RecoveryEntry,
): { databaseKey: Uint8Array; contentKeys: Map<Level, Uint8Array> } | undefined {
  const databaseKey = unseal(box, decode(found.databaseKey), context)
  if (databaseKey === undefined) return undefined
  const contentKeys = new Map<Level, Uint8Array>()
  for (const level of LEVELS) {
    const sealed = found.contentKeys[String(level)]
    const key =
      sealed === undefined ? undefined : unseal(box, decode(sealed), contentContext(level))
    if (key !== undefined) contentKeys.set(level, key)
  }
  return { databaseKey, contentKeys }
}

/** The same file with every entry sealed for another database key. */
export function withDatabaseKey(
  file: KeyFile,
  accounts: readonly KeyEntry[],
  databaseKey: Uint8Array,
): KeyFile['next'] {
  return {
    accounts: accounts.map((account) => keyEntry(account, databaseKey)),
    recovery: joinedRecovery(file.recovery, databaseKey),
  }
}
