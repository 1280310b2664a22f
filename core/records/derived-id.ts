import { createHash } from 'node:crypto'

/** A month of rounds asks for the same thousands each time that it is looked at. */
const known = new Map<string, string>()
const MOST_KNOWN = 20_000

/**
 * Id of a record that several devices may make without knowing of each other: the same parts give the
 * same id, and the log merges the two. A UUID of version 8 (RFC 9562) from SHA-256.
 */
export function derivedId(type: string, ...parts: readonly string[]): string {
  const name = JSON.stringify([type, ...parts])
  const id = known.get(name) ?? idFrom(name)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, id)
  return id
}

function idFrom(name: string): string {
  const hash = createHash('sha256').update(name).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [0, 8, 12, 16, 20]
    .map((start, index) => hex.slice(start, [8, 12, 16, 20, 32][index]))
    .join('-')
}
