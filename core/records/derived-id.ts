import { createHash } from 'node:crypto'

/**
 * Id of a record that several devices may make without knowing of each other: the same parts give the
 * same id, and the log merges the two. A UUID of version 8 (RFC 9562) from SHA-256.
 */
export function derivedId(type: string, ...parts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([type, ...parts]))
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [0, 8, 12, 16, 20]
    .map((start, index) => hex.slice(start, [8, 12, 16, 20, 32][index]))
    .join('-')
}
