import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { localState, setLocalState } from '../workspace/local-state.ts'

/** What is known of another device: what it held when it last told. */
const heard = z.object({
  holds: z.record(z.string(), z.int().nonnegative()),
  at: z.int(),
  /** Attachments, 32 bytes each, base64. */
  blobs: z.string(),
})
export type Heard = z.infer<typeof heard>

const keyOf = (device: string): string => `peer ${device}`

export function heardOf(db: Database, device: string): Heard | undefined {
  const text = localState(db, keyOf(device))
  return text === undefined ? undefined : heard.parse(JSON.parse(text))
}

/** Names of the attachments that a device told of. */
export function blobsHeard({ blobs }: Heard): ReadonlySet<string> {
  const hex = Buffer.from(blobs, 'base64').toString('hex')
  return new Set(hex.match(/.{64}/gu))
}

/** Keeps what a device told; of two, the later one. */
export function hear(db: Database, device: string, told: Heard): void {
  const before = heardOf(db, device)
  if (before === undefined || before.at < told.at)
    setLocalState(db, keyOf(device), JSON.stringify(told))
}
