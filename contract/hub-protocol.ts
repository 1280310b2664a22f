import { z } from 'zod'
import { recordId } from './common.ts'

/** Version of what workstations and servers say to each other. */
export const PROTOCOL = 1
export const DEFAULT_PORT = 7443

/** Highest contiguous number of every stream that somebody holds. */
export const vector = z.record(z.string().max(40), z.int().nonnegative())
const key = z.string().max(64)

/** GET /v1/hello: what anybody may know. */
export const hello = z.object({
  protocol: z.int(),
  /** The server's device key, base64url; its workspace, null until it has one. */
  hub: key,
  workspace: z.string().nullable(),
  program: z.string(),
  /** To be signed once, within a minute. */
  challenge: z.string().max(64),
  at: z.int(),
})
export type Hello = z.infer<typeof hello>

/** POST /v1/claim: an administrator gives the empty server its workspace. */
export const claim = z.strictObject({
  secret: z.string().max(40),
  workspace: z.string().regex(/^[0-9a-f]{32}$/u),
  name: z.string().max(200),
  demo: z.boolean(),
  /** Key of the device that claims, 32 bytes, base64url: known to the server before its record is. */
  publicKey: z.string().regex(/^[\w-]{43}$/u),
})
export const claimed = z.object({ hub: key, device: recordId })
export type Claim = z.infer<typeof claim>

/** POST /v1/session: a device proves that it holds the key of its record. */
export const sessionRequest = z.strictObject({
  device: z.string().regex(/^[0-9a-f]{16}$/u),
  challenge: z.string().max(64),
  signature: z.string().max(100),
})

/** How far the server is. `epoch` changes when it was restored: it may have lost what it acknowledged. */
export const hubState = z.object({
  epoch: z.string(),
  holds: vector,
  /** How many attachments it has. */
  attachments: z.int().optional(),
  /** When devices were last there, by the first part of their streams' ids; since the server started. */
  contacts: z.record(z.string().max(16), z.int()).optional(),
  at: z.int(),
})
export type HubState = z.infer<typeof hubState>
export const session = hubState.extend({
  token: z.string(),
  /** Where the streams of the device that asks end here: number and hash. It has written something else where they differ. */
  own: z
    .record(z.string().max(40), z.tuple([z.int().positive(), z.string().regex(/^[0-9a-f]{64}$/u)]))
    .optional(),
})

/** POST /v1/pull: commits that the caller lacks come as frames of a length (4 bytes, big-endian) and a batch; 0 ends. */
export const pull = z.strictObject({ holds: vector })

/** POST /v1/push: one batch. */
export const pushed = z.object({
  applied: z.int(),
  known: z.int(),
  held: z.int(),
  refused: z.array(z.object({ stream: z.string(), seq: z.int(), reason: z.string() })),
  holds: vector,
})
export type Pushed = z.infer<typeof pushed>

/** Names of attachments: SHA-256 in hex and the level under whose key they are. */
export const blobNames = z.strictObject({
  names: z
    .array(z.tuple([z.string().regex(/^[0-9a-f]{64}$/u), z.int().min(0).max(3)]))
    .max(500_000),
  /** Ask for what the caller lacks, too. */
  all: z.boolean(),
})
export const blobDifference = z.object({
  /** What the server lacks, and how much of it is there. */
  lacks: z.array(z.tuple([z.string(), z.int()])),
  /** What the caller lacks. */
  offers: z.array(z.tuple([z.string(), z.int(), z.int()])),
})
export type BlobDifference = z.infer<typeof blobDifference>

/** POST /v1/invitations: what a new workstation fetches once by its code. */
export const invitation = z.strictObject({
  id: z.string().regex(/^[0-9A-Z]{5}$/u),
  device: z.string(),
  /** An age file under the code, base64. */
  sealed: z.string().max(100_000),
  expiresAt: z.int(),
})
export const invited = z.object({ sealed: z.string() })

/** What a refused request answers; `code` is one of the contract's errors. */
export const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
