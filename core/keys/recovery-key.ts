import { createHash, createPrivateKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'

/** Crockford's letters: no I, L, O, U to misread. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BYTES = 20
const CHECK_LETTERS = 3

function letters(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let index = 0; index < (bytes.length * 8) / 5; index++) {
    text = String(LETTERS[Number(bits & 31n)]) + text
    bits >>= 5n
  }
  return text
}

const check = (body: string): string =>
  letters(createHash('sha256').update(body).digest().subarray(0, 5)).slice(0, CHECK_LETTERS)

/** 160 random bits and a check, in groups of five letters with dashes between. */
export function newRecoveryKey(): string {
  const body = letters(randomBytes(BYTES))
  return `${body}${check(body)}`.replaceAll(/(.{5})(?=.)/gu, '$1-')
}

/** What people type: spaces, dashes, lower case, O for 0, I and L for 1. Undefined when the check fails. */
export function normaliseRecoveryKey(typed: string): string | undefined {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s-]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
  const body = text.slice(0, -CHECK_LETTERS)
  return text.length === (BYTES * 8) / 5 + CHECK_LETTERS && text.endsWith(check(body))
    ? body
    : undefined
}

const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The X25519 key of a normalised recovery key; it holds enough entropy to need no slow derivation. */
export function recoveryBox(normalised: string, workspace: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', normalised, workspace, 'watchkeeper recovery 1', 32))
  return createPrivateKey({
    key: Buffer.concat([X25519_PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  })
}
