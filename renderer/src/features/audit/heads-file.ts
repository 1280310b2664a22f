import { heads, type Heads } from '../../../../contract/oversight.ts'

/** The chain's heads as they are kept elsewhere: JSON with the key `heads`, or the heads alone. */
export const writeHeads = (value: Heads): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ heads: value }, undefined, 2)}\n`)

/** Undefined when the file holds no heads. */
export function readHeads(bytes: Uint8Array): Heads | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const inner = typeof read === 'object' && read !== null && 'heads' in read ? read.heads : read
    return heads.safeParse(inner).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
