import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { PersonSigner } from '../log/types.ts'
import {
  decode,
  encode,
  lock,
  pkcs8Of,
  privateKeyFrom,
  rawPublic,
  seal,
  unlock,
  unseal,
} from './box.ts'
import { newKdf, passwordKey, type PasswordKdf } from './password.ts'

/** A person's two keys: one signs acts, the other opens what is sealed to him. */
export interface PersonKeys {
  readonly sign: KeyObject
  readonly box: KeyObject
}

/** Private keys under a password, as they stand in the account's record and in keys.json. */
export interface WrappedKeys {
  readonly kdf: PasswordKdf
  /** base64url of the locked keys */
  readonly locked: string
}

export function newPersonKeys(): PersonKeys {
  return {
    sign: generateKeyPairSync('ed25519').privateKey,
    box: generateKeyPairSync('x25519').privateKey,
  }
}

/** Public halves, base64url. */
export function publicKeys(keys: PersonKeys): { signKey: string; boxKey: string } {
  return { signKey: encode(rawPublic(keys.sign)), boxKey: encode(rawPublic(keys.box)) }
}

const context = (person: string) => `watchkeeper person ${person}`

export async function wrapKeys(
  person: string,
  keys: PersonKeys,
  password: string,
): Promise<WrappedKeys> {
  const kdf = newKdf()
  const plain = JSON.stringify({ sign: encode(pkcs8Of(keys.sign)), box: encode(pkcs8Of(keys.box)) })
  return {
    kdf,
    locked: encode(lock(await passwordKey(password, kdf), Buffer.from(plain), context(person))),
  }
}

/** The person's keys, or undefined when the password is wrong. */
export async function unwrapKeys(
  person: string,
  wrapped: WrappedKeys,
  password: string,
): Promise<PersonKeys | undefined> {
  const plain = unlock(
    await passwordKey(password, wrapped.kdf),
    decode(wrapped.locked),
    context(person),
  )
  if (plain === undefined) return undefined
  const keys = JSON.parse(Buffer.from(plain).toString('utf8')) as { sign: string; box: string }
  return { sign: privateKeyFrom(decode(keys.sign)), box: privateKeyFrom(decode(keys.box)) }
}

export function signerOf(person: string, keys: PersonKeys): PersonSigner {
  return { person, sign: (data) => sign(null, data, keys.sign) }
}

/** For comparison by eye: the first 8 bytes of the SHA-256 of a public key, in groups of four. */
export function fingerprint(publicKey: string): string {
  const hex = createHash('sha256').update(decode(publicKey)).digest('hex').slice(0, 16)
  return hex.replaceAll(/(.{4})(?=.)/gu, '$1 ')
}

const ownContext = (name: string) => `watchkeeper own ${name}`

/** Texts that only the person can open, whoever has the key of the database. */
export function ownBox(keys: PersonKeys): {
  seal(name: string, plain: string): string
  open(name: string, sealed: string): string | undefined
} {
  const recipient = rawPublic(keys.box)
  return {
    seal: (name, plain) => encode(seal(recipient, Buffer.from(plain), ownContext(name))),
    open(name, sealed) {
      const plain = unseal(keys.box, decode(sealed), ownContext(name))
      return plain && Buffer.from(plain).toString('utf8')
    },
  }
}
