import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { CoreError } from '../core/error.ts'
import { decode, encode, pkcs8Of, privateKeyFrom } from '../core/keys/box.ts'
import { newClaimSecret } from '../core/sync/hub/code.ts'
import { makeFolder, readJson, writeJson } from '../core/workspace/files.ts'

const schema = z.object({
  format: z.literal(1),
  /** Opens the database; a server starts without anybody at its keyboard. */
  databaseKey: z.string(),
  /** The server's own key, PKCS #8, base64url. */
  deviceKey: z.string(),
  /** What whoever gives it a workspace has to know; gone once it has one. */
  claimSecret: z.string().optional(),
})

/** What the server keeps beside its store, readable for its account alone. */
export interface Settings {
  readonly databaseKey: Uint8Array
  readonly deviceKey: ReturnType<typeof privateKeyFrom>
  readonly claimSecret: string | undefined
}

const pathOf = (folder: string): string => join(folder, 'hub.json')

/** Made at the first start. Throws CoreError workspaceDamaged. */
export function hubSettings(folder: string): Settings {
  makeFolder(folder)
  const path = pathOf(folder)
  const found = readJson(path) ?? fresh(path)
  const parsed = schema.safeParse(found)
  if (!parsed.success) throw new CoreError('workspaceDamaged', { detail: path })
  const { databaseKey, deviceKey, claimSecret } = parsed.data
  return {
    databaseKey: decode(databaseKey),
    deviceKey: privateKeyFrom(decode(deviceKey)),
    claimSecret,
  }
}

/**
 * Takes over the key and the code that other instances of the same server have, and gives its own where it is the first.
 * Throws CoreError hubDatabase where this one serves a workspace already and they have another key: its workstations
 * would not know it any more.
 */
export async function shareSettings(
  folder: string,
  { databaseKey, deviceKey, claimSecret }: Settings,
  shared: (key: string, value: string) => Promise<string>,
): Promise<void> {
  const own = encode(pkcs8Of(deviceKey))
  const key = await shared('deviceKey', own)
  if (claimSecret === undefined && key !== own) throw new CoreError('hubDatabase', { folder })
  const secret = claimSecret && (await shared('claimSecret', claimSecret))
  writeJson(pathOf(folder), {
    format: 1,
    databaseKey: encode(databaseKey),
    deviceKey: key,
    ...(secret === undefined ? {} : { claimSecret: secret }),
  })
}

function fresh(path: string): unknown {
  const made = {
    format: 1,
    databaseKey: encode(randomBytes(32)),
    deviceKey: encode(pkcs8Of(generateKeyPairSync('ed25519').privateKey)),
    claimSecret: newClaimSecret(),
  }
  writeJson(path, made)
  return made
}

/** After the server was given a workspace. */
export function forgetClaim(folder: string, { databaseKey, deviceKey }: Settings): void {
  writeJson(pathOf(folder), {
    format: 1,
    databaseKey: encode(databaseKey),
    deviceKey: encode(pkcs8Of(deviceKey)),
  })
}
