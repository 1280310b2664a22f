import { z } from 'zod'
import { signedCheckpoint } from './checkpoint.ts'
import { recordId } from './common.ts'

const vector = z.record(z.string(), z.int().nonnegative())

/** What a bundle says of itself; it stands inside of the encryption. */
export const bundleHeader = z.object({
  format: z.int(),
  workspace: z.string(),
  name: z.string(),
  /** Record of the device that made it, and its key; the end is signed with it. */
  device: recordId,
  deviceName: z.string(),
  publicKey: z.string(),
  madeAt: z.int(),
  /** What the device that made it holds: the receipt of everything that came to it. */
  holds: vector,
  /** What the reader is taken to hold already. */
  since: vector,
  commits: z.int().nonnegative(),
  /** The newest that a server signed of its log, as far as the device that made it knows. */
  checkpoint: signedCheckpoint.optional(),
  /** Where it is one of several for as many media: which of them, and of which set. */
  part: z.object({ set: z.string().max(60), number: z.int().positive() }).optional(),
})
/** How many parts there are; it stands in the last one. */
export const lastPart = z.object({ parts: z.int().positive() })
export type BundleHeader = z.infer<typeof bundleHeader>

/** What makes a machine a workstation of the workspace: its key, and what opens after a lost password. */
export const joining = z.object({
  device: recordId,
  code: z.string(),
  /** PKCS #8, base64url. */
  deviceKey: z.string(),
  recovery: z.object({ boxKey: z.string(), contentKeys: z.record(z.string(), z.string()) }),
  demo: z.boolean(),
})
export type Joining = z.infer<typeof joining>
