import { z } from 'zod'
import { attachment, bytes, json, nothing, sha256 } from './common.ts'
import { command, query, signedIn } from './procedure.ts'

/** Attachments: blobs by content hash, encrypted at rest. Drafts: what is being written, kept within a second. */
export const fileProcedures = {
  'files.put': command(
    signedIn,
    z.strictObject({
      name: z.string().min(1).max(255),
      mime: z.string().max(127),
      bytes: bytes,
    }),
    attachment,
    ['blobTooLarge', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  /** Bytes of an attachment of a record that the person may read. */
  'files.get': query(
    signedIn,
    z.strictObject({ sha256 }),
    z.object({ name: z.string(), mime: z.string(), bytes: bytes }),
    ['notFound', 'blobMissing', 'blobDamaged'],
  ),
  'drafts.get': query(
    signedIn,
    z.strictObject({ key: z.string().max(200) }),
    z.object({ value: json.nullable(), savedAt: z.int().nullable() }),
  ),
  'drafts.list': query(
    signedIn,
    nothing,
    z.object({ drafts: z.array(z.object({ key: z.string(), savedAt: z.int() })) }),
  ),
  'drafts.save': command(
    signedIn,
    z.strictObject({ key: z.string().max(200), value: json }),
    nothing,
    ['diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  'drafts.discard': command(signedIn, z.strictObject({ key: z.string().max(200) }), nothing),
} as const
