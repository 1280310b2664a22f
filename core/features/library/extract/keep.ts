import { createHash } from 'node:crypto'
import type { Failure } from '../../../../contract/result.ts'
import { ok, type Result } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import { storeBlob, type BlobPlace } from '../../../workspace/blobs.ts'
import type { Tell } from './jobs.ts'
import { readKept, type KeptInput } from './kept.ts'
import { LIMITS } from './limits.ts'

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export type Fingerprint = { readonly sha256: string } | { readonly failure: Failure }

/** SHA-256 of documents as they would be kept, to recognise what is in the library already. */
export async function fingerprint(
  inputs: readonly KeptInput[],
  tell: Tell,
): Promise<Result<readonly Fingerprint[]>> {
  const found: Fingerprint[] = []
  for (const input of inputs) {
    try {
      found.push({ sha256: digest((await readKept(input, LIMITS)).bytes) })
    } catch (error) {
      if (!(error instanceof CoreError)) throw error
      found.push({ failure: { code: error.code, params: error.params } })
    }
    tell.progress()
  }
  return ok(found)
}

export interface StoreInput extends KeptInput {
  readonly place: BlobPlace
}

/** Encrypts a document and writes it durably. Throws CoreError sourceChanged when it is not what was read before. */
export async function store({ place, ...kept }: StoreInput): Promise<Result<null>> {
  const { bytes } = await readKept(kept, LIMITS)
  if (digest(bytes) !== place.sha256) throw new CoreError('sourceChanged')
  storeBlob(place, bytes)
  return ok(null)
}
