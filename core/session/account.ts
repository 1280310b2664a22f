import { z } from 'zod'
import { level, role, type Receipt } from '../../contract/common.ts'
import type { Json } from '../../contract/record-type.ts'
import { FIRST_SEALED_LEVEL, LEVELS, type Level } from '../../contract/roles.ts'
import { LANGUAGES } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { decode, encode, seal, unseal } from '../keys/box.ts'
import { contentContext, type ContentKeys } from '../keys/content-cipher.ts'
import { publicKeys, type PersonKeys } from '../keys/person-keys.ts'
import type { Log } from '../log/log.ts'
import type { Workspace } from '../workspace/workspace.ts'

const schema = z.object({
  login: z.string(),
  person: z.string(),
  name: z.string(),
  roles: z.array(role),
  clearance: level,
  active: z.boolean(),
  language: z.enum(LANGUAGES),
  signKey: z.string(),
  formerSignKeys: z.array(z.string()),
  boxKey: z.string(),
  wrapped: z.object({
    kdf: z.object({
      algorithm: z.literal('argon2id'),
      salt: z.string(),
      memoryKiB: z.int(),
      passes: z.int(),
    }),
    locked: z.string(),
  }),
  contentKeys: z.record(z.string(), z.string()),
})

/** An account as its record holds it. */
export type AccountFields = z.infer<typeof schema>
export interface AccountRecord extends AccountFields {
  readonly id: string
  readonly createdAt: number
}

export const asFields = (fields: AccountFields): Record<string, Json> =>
  ({ ...fields }) as Record<string, Json>

function read(log: Log, id: string): AccountRecord {
  const row = log.row('account', id)
  if (row === undefined) throw new Error(`account ${id} has no row`)
  return { ...schema.parse(row.fields), id, createdAt: Math.floor(row.created / 1000) }
}

/** All accounts, active or not, by login. */
export function accounts(workspace: Pick<Workspace, 'db' | 'log'>): readonly AccountRecord[] {
  const rows = workspace.db
    .prepare<[], { id: string }>('SELECT id FROM r_account ORDER BY login, id')
    .all()
  return rows.map(({ id }) => read(workspace.log, id))
}

export function accountOf(
  workspace: Pick<Workspace, 'db' | 'log'>,
  person: string,
): AccountRecord | undefined {
  const row = workspace.db
    .prepare<[string], { id: string }>('SELECT id FROM r_account WHERE person = ? ORDER BY id')
    .get(person)
  return row && read(workspace.log, row.id)
}

/** Whether the keys are those that the account's record names: keys.json alone proves nobody. */
export function isKeysOf(account: AccountFields, keys: PersonKeys): boolean {
  const { signKey, boxKey } = publicKeys(keys)
  return account.signKey === signKey && account.boxKey === boxKey
}

/** Content keys sealed to a person's box key, for the levels up to his clearance. */
export function sealContentKeys(
  boxKey: string,
  clearance: Level,
  keys: ContentKeys,
): Record<string, string> {
  const sealed: Record<string, string> = {}
  for (const at of LEVELS) {
    const key = keys.get(at)
    if (at >= FIRST_SEALED_LEVEL && at <= clearance && key !== undefined) {
      sealed[String(at)] = encode(seal(decode(boxKey), key, contentContext(at)))
    }
  }
  return sealed
}

/** The content keys that a person's opened keys give. */
export function openContentKeys(account: AccountFields, keys: PersonKeys): ContentKeys {
  const opened = new Map<Level, Uint8Array>()
  for (const at of LEVELS) {
    const sealed = account.contentKeys[String(at)]
    const key =
      sealed === undefined || at > account.clearance
        ? undefined
        : unseal(keys.box, decode(sealed), contentContext(at))
    if (key !== undefined) opened.set(at, key)
  }
  return opened
}

/** Changes an account's record; throws CoreError notFound when there is none. */
export function setAccount(
  context: Pick<Context, 'workspace' | 'session'>,
  act: string,
  person: string,
  fields: Partial<AccountFields>,
): Receipt {
  const account = accountOf(context.workspace, person)
  if (account === undefined) throw new CoreError('notFound')
  return context.workspace.log.append({
    actor: context.session.person,
    act,
    ops: [{ patch: 'account', id: account.id, fields: { ...fields } as Record<string, Json> }],
  })
}
