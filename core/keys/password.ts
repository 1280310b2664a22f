import { hashRaw } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'
import { MIN_PASSWORD } from '../../contract/password.ts'
import { decode, encode } from './box.ts'
import { PASSWORD_WORK } from './password-work.ts'

/** How a password becomes a key; stored beside what the key wraps, so that it can grow later. */
export interface PasswordKdf {
  readonly algorithm: 'argon2id'
  /** base64url, 16 bytes */
  readonly salt: string
  readonly memoryKiB: number
  readonly passes: number
}

/** Bounds for parameters that come from a file: a hostile one must not stop the program. */
const MAX_MEMORY_KIB = 1_048_576
const MAX_PASSES = 20

export function newKdf(): PasswordKdf {
  return {
    algorithm: 'argon2id',
    salt: encode(randomBytes(16)),
    ...PASSWORD_WORK,
  }
}

/** The 32-byte key of a password, NFKC-normalised, so that two input methods give one key. */
export async function passwordKey(password: string, kdf: PasswordKdf): Promise<Uint8Array> {
  if (kdf.memoryKiB > MAX_MEMORY_KIB || kdf.passes > MAX_PASSES)
    throw new Error('unreasonable key derivation')
  // Argon2id is the library's default; its enum cannot be imported under isolated modules.
  return hashRaw(password.normalize('NFKC'), {
    salt: decode(kdf.salt),
    memoryCost: kdf.memoryKiB,
    timeCost: kdf.passes,
    parallelism: 1,
    outputLen: 32,
  })
}

/** Long enough and not the login itself. */
export function isStrongEnough(password: string, login: string): boolean {
  return [...password].length >= MIN_PASSWORD && password.toLowerCase() !== login.toLowerCase()
}
