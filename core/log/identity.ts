import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { OpId, StreamId } from './types.ts'

export const STREAM = /^[0-9a-f]{16}\.[1-9][0-9]{0,8}$/u

export interface OpPlace {
  readonly stream: StreamId
  readonly seq: number
  readonly index: number
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  if (jwk.crv !== 'Ed25519' || jwk.x === undefined) throw new Error('not an Ed25519 key')
  return Buffer.from(jwk.x, 'base64url')
}

/** A key object from its 32 bytes. */
export function publicKeyFrom(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url')
  const known = keys.get(x)
  if (known) return known
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  if (keys.size >= MOST_KEYS) keys.clear()
  keys.set(x, key)
  return key
}

/** Making one costs as much as checking a signature by it; a workspace has few. */
const keys = new Map<string, KeyObject>()
const MOST_KEYS = 1000

/** The device part of a stream's id: first 16 hex digits of the SHA-256 of its public key. */
export const deviceIdOf = (publicKey: Uint8Array): string => sha256(publicKey).toString('hex', 0, 8)

export const streamIdOf = (publicKey: Uint8Array, epoch: number): StreamId =>
  `${deviceIdOf(publicKey)}.${epoch}`

/** A workspace's id follows from the key of its first device, so that its beginning cannot be replaced. */
export const workspaceIdOf = (firstDevice: Uint8Array): string =>
  sha256(Buffer.concat([Buffer.from('wk1 workspace\0'), firstDevice])).toString('hex', 0, 16)

export const opId = (stream: StreamId, seq: number, index: number): OpId =>
  `${stream}/${seq}.${index}`

/** The place that an operation's id names; NaN in it when the text is none. */
export function placeOf(id: OpId): OpPlace {
  const slash = id.indexOf('/')
  const dot = id.indexOf('.', slash)
  return {
    stream: id.slice(0, slash),
    seq: Number(id.slice(slash + 1, dot)),
    index: Number(id.slice(dot + 1)),
  }
}

/** Whether the text is an operation's id in its one form. */
export function isOpId(value: unknown): value is OpId {
  if (typeof value !== 'string') return false
  const { stream, seq, index } = placeOf(value)
  return (
    STREAM.test(stream) &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    value === opId(stream, seq, index)
  )
}
