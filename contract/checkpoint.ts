import { z } from 'zod'

/** What a server signed of its log: the lines themselves, and its signature over them, base64url. */
export const signedCheckpoint = z.object({
  text: z.string().max(600),
  signature: z.string().max(100),
})
export type SignedCheckpoint = z.infer<typeof signedCheckpoint>

/** Hashes that a proof consists of, hex. */
const proof = z.array(z.string().regex(/^[0-9a-f]{64}$/u)).max(128)

/** POST /v1/checkpoint: what a device that has signed checkpoints of these sizes wants to see shown, with a commit of its own. */
export const checkpointRequest = z.strictObject({
  sizes: z.array(z.int().positive()).max(32),
  commit: z.strictObject({ stream: z.string().max(40), seq: z.int().positive() }).optional(),
})
export type CheckpointRequest = z.infer<typeof checkpointRequest>

export const checkpointAnswer = z.object({
  checkpoint: signedCheckpoint,
  /** For each of the sizes: that it is the beginning of the tree; empty where the tree is smaller. */
  consistency: z.array(proof),
  /** Where the commit stands, and that it does; absent: it is not there. */
  inclusion: z.object({ leaf: z.int().nonnegative(), proof }).optional(),
})
export type CheckpointAnswer = z.infer<typeof checkpointAnswer>

/** How a server contradicts what it had signed before, or what it acknowledged. */
export const CONTRADICTIONS = ['signature', 'shrunk', 'root', 'history', 'omitted'] as const
