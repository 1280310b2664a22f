import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base 32: nothing that is mistaken for something else when it is read from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4

/** Characters of a code that name the server's certificate, and those that only who may claim it knows. */
const CERTIFICATE = 14
const CLAIM_SECRET = 10
/** Characters of a code that name the invitation, and those that open it. */
const INVITATION_ID = 5
const INVITATION_SECRET = 15

/** Random characters, 5 bits each. */
const drawn = (length: number): string =>
  Array.from(randomBytes(length), (byte) => ALPHABET[byte % 32]).join('')

function encoded(bytes: Uint8Array, length: number): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const all = bytes.length * 8
  return Array.from({ length }, (_, at) =>
    ALPHABET.charAt(Number((bits >> BigInt(all - 5 * (at + 1))) & 31n)),
  ).join('')
}

/** `ABCD-EFGH-…`, as it is shown. */
export const inGroups = (code: string): string =>
  code.match(new RegExp(`.{1,${GROUP}}`, 'gu'))?.join('-') ?? ''

/** What somebody typed: without blanks and dashes, look-alikes as what they stand for. */
export const typed = (text: string): string =>
  text.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1')

/** The part of a claim's code that is bound to the certificate, given in DER. */
export const certificatePart = (der: Uint8Array): string =>
  encoded(createHash('sha256').update(der).digest(), CERTIFICATE)

export const newClaimSecret = (): string => drawn(CLAIM_SECRET)

/** The two parts of a claim's code; undefined when it cannot be one. */
export function claimParts(text: string): { certificate: string; secret: string } | undefined {
  const code = typed(text)
  if (code.length !== CERTIFICATE + CLAIM_SECRET) return undefined
  return { certificate: code.slice(0, CERTIFICATE), secret: code.slice(CERTIFICATE) }
}

export interface Invitation {
  /** Known to the server. */
  readonly id: string
  /** Known to whoever invites and to whom is invited. */
  readonly secret: string
}
export const newInvitation = (): Invitation => ({
  id: drawn(INVITATION_ID),
  secret: drawn(INVITATION_SECRET),
})

export function invitationParts(text: string): Invitation | undefined {
  const code = typed(text)
  if (code.length !== INVITATION_ID + INVITATION_SECRET) return undefined
  return { id: code.slice(0, INVITATION_ID), secret: code.slice(INVITATION_ID) }
}
