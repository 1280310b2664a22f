import type { KeyObject } from 'node:crypto'
import { bech32 } from '@scure/base'
import { CoreError } from '../error.ts'

/** Work of a passphrase, as a power of two: about a second on an old workstation. */
const SCRYPT_LOG_N = 16

/** Who opens a file: whoever knows the passphrase, or the people of these X25519 keys. */
export type Recipients =
  | { readonly passphrase: string }
  | { readonly boxKeys: readonly Uint8Array[] }
/** What one tries to open a file with. */
export type Opener = { readonly passphrase: string } | { readonly box: KeyObject }

/** An X25519 public key in the form that age knows it by. */
export const recipientOf = (boxKey: Uint8Array): string => bech32.encodeFromBytes('age', boxKey)

/** A private X25519 key in the form that age knows it by. */
export function identityOf(box: KeyObject): string {
  const { d } = box.export({ format: 'jwk' })
  if (d === undefined) throw new Error('not a private key')
  return bech32.encodeFromBytes('age-secret-key-', Buffer.from(d, 'base64url')).toUpperCase()
}

/** Encrypts in the format of age (age-encryption.org/v1), as its own tool does. */
export async function encrypted(
  plain: ReadableStream<Uint8Array>,
  recipients: Recipients,
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  if ('passphrase' in recipients) {
    encrypter.setScryptWorkFactor(SCRYPT_LOG_N)
    encrypter.setPassphrase(recipients.passphrase)
  } else for (const key of recipients.boxKeys) encrypter.addRecipient(recipientOf(key))
  return encrypter.encrypt(plain)
}

/** The plain bytes, each part authenticated. Throws CoreError bundleLocked when the key is not the one, bundleDamaged when it is no age file. */
export async function decrypted(
  file: ReadableStream<Uint8Array>,
  opener: Opener,
): Promise<ReadableStream<Uint8Array>> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  if ('passphrase' in opener) decrypter.addPassphrase(opener.passphrase)
  else decrypter.addIdentity(identityOf(opener.box))
  try {
    return await decrypter.decrypt(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw reason.includes('no identity matched')
      ? new CoreError('bundleLocked')
      : new CoreError('bundleDamaged', { reason })
  }
}
