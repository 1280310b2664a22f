import { verify } from 'node:crypto'
import type { Context } from '../../feature.ts'
import { fingerprint } from '../../keys/person-keys.ts'
import { actDigest } from '../../log/codec.ts'
import { deviceIdOf, publicKeyFrom } from '../../log/identity.ts'
import { textOf } from './parts.ts'
import type { Decision } from './sheet.ts'

type Tools = Pick<Context, 'workspace'>

/** Public keys that a person's account had, newest last, base64url. */
function signKeysOf({ workspace }: Tools, person: string): readonly string[] {
  const found = workspace.db
    .prepare<[string, string], string>('SELECT id FROM r_account WHERE id = ? OR person = ?')
    .pluck()
    .all(person, person) as string[]
  return found.flatMap((account) =>
    workspace.log.commitsOf(account, 'account').flatMap(({ ops }) =>
      ops.flatMap((op) => {
        const key = op.type === 'account' && op.id === account ? op.fields['signKey'] : undefined
        return typeof key === 'string' ? [key] : []
      }),
    ),
  )
}

/** The key of the person with which an act was signed; undefined when none of his keys fits. */
export function keyOf(context: Tools, decision: Decision): string | undefined {
  const { log, id } = context.workspace
  const commit = log.commit(decision.commit)
  if (!commit?.signed) return undefined
  const { signature, ...act } = commit.signed
  const digest = actDigest(id, commit, act)
  const bytes = Buffer.from(signature, 'base64url')
  return signKeysOf(context, act.person).find((key) =>
    verify(null, digest, publicKeyFrom(Buffer.from(key, 'base64url')), bytes),
  )
}

/** Devices with the public keys of their chains. */
export function devices({
  workspace,
}: Tools): readonly { id: string; code: string; key: string }[] {
  const rows = workspace.db
    .prepare<[], { code: string; publicKey: string }>('SELECT code, publicKey FROM r_device')
    .all()
  return rows.map(({ code, publicKey }) => ({
    id: deviceIdOf(Buffer.from(publicKey, 'base64url')),
    code,
    key: publicKey,
  }))
}

/** On which device and with which key an act was signed, as people compare it. */
export function signerDetails(context: Tools, decision: Decision): { device: string; key: string } {
  const device = decision.commit.slice(0, 16)
  const key = keyOf(context, decision)
  return {
    device: textOf(devices(context).find(({ id }) => id === device)?.code) || device.slice(0, 4),
    key: key === undefined ? '' : fingerprint(key),
  }
}
