import type { Background } from '../../feature.ts'

/** The background parts of the library as one; closed in the other order. */
export const together = (...parts: readonly Background[]): Background => ({
  signedIn(context) {
    for (const part of parts) part.signedIn?.(context)
  },
  signedOut() {
    for (const part of parts) part.signedOut?.()
  },
  async close() {
    for (const part of parts.toReversed()) await part.close()
  },
})
