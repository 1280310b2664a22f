import { createHash } from 'node:crypto'

const BYTES = 300_001

/** The attachment of a number: its bytes follow from it, so that whoever checks needs no copy. */
export function attachment(number: number): { sha256: string; bytes: Buffer } {
  const bytes = createHash('shake256', { outputLength: BYTES }).update(String(number)).digest()
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
