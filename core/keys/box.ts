import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

const NONCE = 12
const TAG = 16
const PUBLIC = 32

/** AES-256-GCM: nonce, ciphertext, tag. `context` is authenticated, not stored. */
export function lock(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The plain bytes; undefined when the key, the context or a byte differs. */
export function unlock(
  key: Uint8Array,
  locked: Uint8Array,
  context: string,
): Uint8Array | undefined {
  if (locked.length < NONCE + TAG) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, NONCE))
    .setAAD(Buffer.from(context))
    .setAuthTag(locked.subarray(locked.length - TAG))
  const head = decipher.update(locked.subarray(NONCE, locked.length - TAG))
  try {
    return Buffer.concat([head, decipher.final()])
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Raw 32-byte public key of an X25519 or Ed25519 key. */
export function rawPublic(key: KeyObject): Uint8Array {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  return Buffer.from(String(jwk.x), 'base64url')
}

function boxPublic(raw: Uint8Array): KeyObject {
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') },
  })
}

const boxKey = (secret: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array =>
  new Uint8Array(
    hkdfSync('sha256', secret, Buffer.concat([ephemeral, recipient]), 'watchkeeper box 1', 32),
  )

/** Seals bytes to a person's X25519 key with a one-time key: ephemeral public key, then AES-256-GCM. */
export function seal(recipient: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const once = generateKeyPairSync('x25519')
  const ephemeral = rawPublic(once.publicKey)
  const secret = diffieHellman({ privateKey: once.privateKey, publicKey: boxPublic(recipient) })
  return Buffer.concat([ephemeral, lock(boxKey(secret, ephemeral, recipient), plain, context)])
}

/** Opens what was sealed to this key; undefined when it was not, or was altered. */
export function unseal(
  recipient: KeyObject,
  sealed: Uint8Array,
  context: string,
): Uint8Array | undefined {
  if (sealed.length < PUBLIC + NONCE + TAG) return undefined
  const ephemeral = sealed.subarray(0, PUBLIC)
  const secret = diffieHellman({ privateKey: recipient, publicKey: boxPublic(ephemeral) })
  return unlock(boxKey(secret, ephemeral, rawPublic(recipient)), sealed.subarray(PUBLIC), context)
}

export const privateKeyFrom = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })

export const pkcs8Of = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'pkcs8' })

export const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const decode = (text: string): Uint8Array => Buffer.from(text, 'base64url')
